import type { ReadContext } from './element.ts';
import type { Parts, ReadingPlan, Requirement } from './reading-plan.ts';
import { bitOf, holds, reportNote } from './syntax-notes.ts';

/** Bits of the non-empty places, and of those that were parsed successfully. */
interface Found {
  readonly present: number;
  readonly filled: number;
}

/** Reports, once all places are read, what is superfluous, missing or inconsistent. */
export function conclude(
  plan: ReadingPlan,
  parts: Parts,
  { present, filled }: Found,
  value: Readonly<Record<string, unknown>>,
  context: ReadContext,
): void {
  const found = { present: present | reportBeyond(plan, parts, context), filled };
  const isComplete = checkPresence(plan, found.present, context);
  if ((!isComplete || filled !== found.present) && isLacking(plan, found)) context.lack();
  // A qualifier cannot be judged by a value that could not be read.
  if ((filled & present) === present) checkDerived(plan, parts, value, context);
}

/** Reports content beyond the last used place; returns its bits. */
function reportBeyond({ slots, isComposite }: ReadingPlan, parts: Parts, context: ReadContext): number {
  let present = 0;
  for (let at = slots.length; at <= parts.count; at += 1) {
    if (isEmptyAt(at, parts)) continue;
    present |= bitOf(at);
    moveTo(at, isComposite, context);
    reportUnused(context);
  }
  return present;
}

/** Reports content in a place that the guide does not use. */
export function reportUnused(context: ReadContext): void {
  context.report('element.not-used', 'is not used in this place');
}

function isEmptyAt(at: number, { ends, first }: Parts): boolean {
  return (ends[first + at] ?? 0) <= (ends[first + at - 1] ?? 0) + 1;
}

/** Whether a needed place could not be parsed. */
function isLacking({ requirements }: ReadingPlan, { present, filled }: Found): boolean {
  return requirements.some(({ about, needed }) => (present & about) !== 0 && (filled & needed) !== needed);
}

function moveTo(at: number, isComposite: boolean, context: ReadContext): void {
  if (isComposite) context.component = at;
  else context.element = at;
}

/** Checks required places and syntax notes. */
function checkPresence({ requirements, notes, isComposite }: ReadingPlan, present: number, context: ReadContext) {
  let missing = 0;
  for (const one of requirements) {
    if ((present & one.about) === 0 || (present & one.required) === one.required) continue;
    reportMissing(one, present, isComposite, context);
    missing |= one.required & ~present;
  }
  // A note about a place that is reported as missing would report it again.
  for (const note of notes) if ((note.all & missing) === 0 && !holds(note, present)) reportNote(note, present, context);
  return missing === 0;
}

function reportMissing({ places }: Requirement, present: number, isComposite: boolean, context: ReadContext): void {
  for (const { at } of places) {
    if ((present & bitOf(at)) !== 0) continue;
    moveTo(at, isComposite, context);
    context.report('element.missing', 'is required');
  }
}

function checkDerived(
  { derived, isComposite }: ReadingPlan,
  { ends, first, count }: Parts,
  value: Readonly<Record<string, unknown>>,
  context: ReadContext,
): void {
  for (const { at, derive } of derived) {
    const expected = derive(value);
    const found = at > count ? '' : context.piece.cut((ends[first + at - 1] ?? 0) + 1, ends[first + at] ?? 0);
    if (found === (expected ?? '')) continue;
    moveTo(at, isComposite, context);
    if (expected === undefined) context.report('element.not-used', 'is a qualifier without a value');
    else context.report(found === '' ? 'element.missing' : 'element.code', `must be ${expected}`);
  }
}
