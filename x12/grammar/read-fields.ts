import type { Segment } from '../segment.ts';
import type { ReadContext } from './element.ts';
import { always, type ReadingPlan, type Requirement } from './reading-plan.ts';
import { fill } from './slot.ts';
import { bitOf, holds, reportNote } from './syntax-notes.ts';

/** Reads the elements of a segment. */
export function readElements(plan: ReadingPlan, segment: Segment, context: ReadContext): Record<string, unknown> {
  const { piece, first, count } = segment;
  context.component = 0;
  const value = read(plan, { ends: piece.ends, first, count, isComposite: false }, context);
  context.element = 0;
  return value;
}

/** Reads the components of the composite that stands from one place to another. */
export function readComponents(
  plan: ReadingPlan,
  from: number,
  to: number,
  context: ReadContext,
): Record<string, unknown> {
  const count = partComponents(from, to, context);
  const value = read(plan, { ends: context.parts, first: 0, count, isComposite: true }, context);
  context.component = 0;
  return value;
}

/** Notes where each component ends, the first behind where the composite begins; how many there are. */
function partComponents(from: number, to: number, { piece: { bytes }, parts, delimiters }: ReadContext): number {
  const separator = delimiters.component.charCodeAt(0);
  let count = 1;
  parts[0] = from - 1;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] !== separator) continue;
    parts[count] = at;
    count += 1;
  }
  parts[count] = to;
  return count;
}

/** Elements of a segment, or components of a composite: each stands between the end of the one before and its own. */
interface Parts {
  readonly ends: ArrayLike<number>;
  /** Index of the end that the first of them stands behind. */
  readonly first: number;
  readonly count: number;
  readonly isComposite: boolean;
}

function read(
  plan: ReadingPlan,
  { ends, first, count, isComposite }: Parts,
  context: ReadContext,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const { slots } = plan;
  const outerGroup = context.group;
  context.group = -1;
  let present = always;
  let filled = always;
  let from = (ends[first] ?? 0) + 1;
  for (let at = 1; at <= count; at += 1) {
    const to = ends[first + at] ?? 0;
    if (to > from) {
      const slot = slots[at];
      present |= bitOf(at);
      moveTo(at, isComposite, context);
      if (slot) filled |= fill(slot, from, to, value, context) ? bitOf(at) : 0;
      else context.report('element.not-used', 'is not used in this place');
    }
    from = to + 1;
  }
  context.group = outerGroup;
  const isComplete = checkPresence(plan, present, isComposite, context);
  if ((!isComplete || filled !== present) && isLacking(plan, present, filled)) context.lack();
  if (plan.derived.length > 0) checkDerived(plan, { ends, first, count, isComposite }, value, context);
  return value;
}

/** Whether nothing was made of something that is needed. */
function isLacking({ requirements }: ReadingPlan, present: number, filled: number): boolean {
  return requirements.some(({ about, needed }) => (present & about) !== 0 && (filled & needed) !== needed);
}

function moveTo(at: number, isComposite: boolean, context: ReadContext): void {
  if (isComposite) context.component = at;
  else context.element = at;
}

/** Whether everything is there that must be; notes of syntax are looked at as well. */
function checkPresence(
  { requirements, notes }: ReadingPlan,
  present: number,
  isComposite: boolean,
  context: ReadContext,
): boolean {
  let isComplete = true;
  for (const one of requirements) {
    if ((present & one.about) === 0 || (present & one.required) === one.required) continue;
    reportMissing(one, present, isComposite, context);
    isComplete = false;
  }
  for (const note of notes) if (!holds(note, present)) reportNote(note, present, context);
  return isComplete;
}

function reportMissing({ places }: Requirement, present: number, isComposite: boolean, context: ReadContext): void {
  for (const { at, name } of places) {
    if ((present & bitOf(at)) !== 0) continue;
    moveTo(at, isComposite, context);
    context.report('element.missing', `${name} is required`);
  }
}

function checkDerived(
  plan: ReadingPlan,
  { ends, first, count, isComposite }: Parts,
  value: Readonly<Record<string, unknown>>,
  context: ReadContext,
): void {
  for (const { at, derive } of plan.derived) {
    const expected = derive(value);
    const found = at > count ? '' : context.piece.cut((ends[first + at - 1] ?? 0) + 1, ends[first + at] ?? 0);
    if (found === (expected ?? '')) continue;
    moveTo(at, isComposite, context);
    if (found === '') context.report('element.missing', 'is required here');
    else if (expected === undefined) context.report('element.not-used', 'is not used without what it qualifies');
    else context.report('element.code', 'is not the code that belongs here');
  }
}
