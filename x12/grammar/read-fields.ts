import type { Segment } from '../segment.ts';
import { bitOf, bitsOf, holds, reportNote, type SyntaxNote } from './syntax-notes.ts';
import type { ElementType, Field, Fields, GroupsField, ListField, ReadContext } from './element.ts';

/** Reads the characters from one to another into a value that is more than a place for them. */
type Put = (from: number, to: number, value: Record<string, unknown>, context: ReadContext) => boolean;

/** What is done with what stands in one place: read as a type and kept under a name, or put where it belongs. */
interface Slot {
  readonly name: string;
  readonly type: ElementType<unknown> | undefined;
  readonly put: Put;
}

/** A place that must not be empty. */
interface RequiredPlace {
  readonly at: number;
  readonly name: string;
  /** Without it the value is not what its type promises. */
  readonly isNeeded: boolean;
}

/** In what is present, the bit of no place: it is always set. */
const always = 1;

/** Places that must be there together: when any of `about` is there, all of `required` must be. */
interface Requirement {
  readonly about: number;
  readonly required: number;
  /** Those of them without which the value is not what its type promises. */
  readonly needed: number;
  readonly places: readonly RequiredPlace[];
}

/**
 * How the elements of one kind of segment or composite are read: made once, since every segment asks for it. Which
 * places hold something is one number with a bit for each, so that what must be there is asked of it in one step.
 */
export interface ReadingPlan {
  /** By place; none for a place that the guide does not use. */
  readonly slots: readonly (Slot | undefined)[];
  readonly requirements: readonly Requirement[];
  readonly derived: readonly Extract<Field, { kind: 'derived' }>[];
  readonly notes: readonly SyntaxNote[];
}

/** The plan for some fields. `known` places hold what is no field but belongs there all the same. */
export function planOf(fields: Fields, known: readonly number[] = [], notes: readonly SyntaxNote[] = []): ReadingPlan {
  const slots: (Slot | undefined)[] = [];
  const put = (at: number, slot: Slot): void => {
    while (slots.length < at) slots.push(undefined);
    slots[at] = slot;
  };
  const ignore: Slot = { name: '', type: undefined, put: () => true };
  for (const at of known) put(at, ignore);
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'element') put(field.at, { name, type: field.type, put: () => true });
    else if (field.kind === 'derived') put(field.at, ignore);
    else if (field.kind === 'list') for (const at of field.places) put(at, listSlot(name, field));
    else for (const [at, slot] of groupSlots(name, field)) put(at, slot);
  }
  const entries = Object.entries(fields);
  const derived = entries.flatMap(([, field]) => (field.kind === 'derived' ? [field] : []));
  const required = entries.flatMap(([name, field]) => requiredPlace(name, field));
  return {
    slots,
    requirements: [
      ...(required.length > 0 ? [requirement(always, required)] : []),
      ...entries.flatMap(([, field]) => (field.kind === 'groups' ? requirementsOf(field) : [])),
    ],
    derived,
    // What follows from another element is checked as such.
    notes: notes.filter(({ all }) => derived.every(({ at }) => (all & bitOf(at)) === 0)),
  };
}

function listSlot(name: string, { type }: ListField<unknown, boolean>): Slot {
  const put: Put = (from, to, value, context) => {
    const read = type.read(from, to, context);
    if (read === undefined) return false;
    const list = value[name] as unknown[] | undefined;
    if (list) list.push(read);
    else value[name] = [read];
    return true;
  };
  return { name, type: undefined, put };
}

function groupSlots(name: string, { at, width, max, fields }: GroupsField<Fields, boolean>): readonly [number, Slot][] {
  const { slots } = planOf(fields);
  return Array.from({ length: width * max }, (_, index) => {
    const ordinal = Math.floor(index / width);
    const inner = slots[(index % width) + 1];
    const put: Put = (from, to, value, context) => {
      const groups = (value[name] ??= []) as Record<string, unknown>[];
      if (context.group !== ordinal) groups.push({});
      context.group = ordinal;
      return inner !== undefined && fill(inner, from, to, groups.at(-1) ?? {}, context);
    };
    return [at + index, { name, type: undefined, put }];
  });
}

/** For each group, what must be there once any of it is. */
function requirementsOf({ at, width, max, fields }: GroupsField<Fields, boolean>): readonly Requirement[] {
  const inner = Object.entries(fields).flatMap(([name, field]) => requiredPlace(name, field));
  return Array.from({ length: max }, (_, ordinal) => {
    const from = at + ordinal * width;
    const required = inner.map((one) => ({ ...one, at: from + one.at - 1 }));
    return requirement(bitsOf(Array.from({ length: width }, (_, index) => from + index)), required);
  });
}

function requirement(about: number, places: readonly RequiredPlace[]): Requirement {
  const bits = (some: readonly RequiredPlace[]): number => bitsOf(some.map(({ at }) => at));
  return { about, required: bits(places), needed: bits(places.filter(({ isNeeded }) => isNeeded)), places };
}

function requiredPlace(name: string, field: Field): readonly RequiredPlace[] {
  if (field.kind === 'derived' || !(field.required || (field.kind === 'element' && field.due))) return [];
  return [{ name, at: field.kind === 'list' ? (field.places[0] ?? 0) : field.at, isNeeded: field.required }];
}

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

/** Whether something was made of what stands there. */
function fill(slot: Slot, from: number, to: number, value: Record<string, unknown>, context: ReadContext): boolean {
  const { name, type } = slot;
  if (type === undefined) return slot.put(from, to, value, context);
  const read = type.read(from, to, context);
  if (read === undefined) return false;
  value[name] = read;
  return true;
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
