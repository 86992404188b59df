import { bitOf, bitsOf, holds, reportNote, type SyntaxNote } from './syntax-notes.ts';
import type { ElementContext, ElementType, Field, Fields, GroupsField, ListField } from './element.ts';

/** Reads one element's text into a value that is more than a place for it. */
type Put = (text: string, value: Record<string, unknown>, context: ElementContext) => boolean;

/** What is done with the text in one place: read as a type and kept under a name, or put where it belongs. */
interface Slot {
  readonly name: string;
  readonly type?: ElementType<unknown>;
  readonly put: Put;
}

/** A place that must not be empty. */
interface RequiredPlace {
  readonly at: number;
  readonly name: string;
  /** Without it the value is not what its type promises. */
  readonly isNeeded: boolean;
}

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
  readonly required: Requirement;
  readonly groups: readonly Requirement[];
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
  const ignore: Slot = { name: '', put: () => true };
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
    required: requirement(0, required),
    groups: entries.flatMap(([, field]) => (field.kind === 'groups' ? requirementsOf(field) : [])),
    derived,
    // What follows from another element is checked as such.
    notes: notes.filter(({ all }) => derived.every(({ at }) => (all & bitOf(at)) === 0)),
  };
}

function listSlot(name: string, { type }: ListField<unknown, boolean>): Slot {
  const put: Put = (text, value, context) => {
    const read = type.read(text, context);
    if (read === undefined) return false;
    const list = value[name] as unknown[] | undefined;
    if (list) list.push(read);
    else value[name] = [read];
    return true;
  };
  return { name, put };
}

function groupSlots(name: string, { at, width, max, fields }: GroupsField<Fields, boolean>): readonly [number, Slot][] {
  const { slots } = planOf(fields);
  return Array.from({ length: width * max }, (_, index) => {
    const ordinal = Math.floor(index / width);
    const inner = slots[(index % width) + 1];
    const put: Put = (text, value, context) => {
      const groups = (value[name] ??= []) as Record<string, unknown>[];
      if (context.group !== ordinal) groups.push({});
      context.group = ordinal;
      return inner !== undefined && fill(inner, text, groups.at(-1) ?? {}, context);
    };
    return [at + index, { name, put }];
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

/** Reads the elements of a segment; `elements[0]` is its id. */
export function readElements(
  plan: ReadingPlan,
  elements: readonly string[],
  context: ElementContext,
): Record<string, unknown> {
  context.component = 0;
  const value = read(plan, elements, 0, context);
  context.element = 0;
  return value;
}

/** Reads the components of a composite; `parts[0]` is the first. */
export function readComponents(
  plan: ReadingPlan,
  parts: readonly string[],
  context: ElementContext,
): Record<string, unknown> {
  const value = read(plan, parts, 1, context);
  context.component = 0;
  return value;
}

/** `shift` is the place of `texts[0]`; that of an element is 0, since the segment's id stands there. */
function read(
  plan: ReadingPlan,
  texts: readonly string[],
  shift: 0 | 1,
  context: ElementContext,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const { slots } = plan;
  const outerGroup = context.group;
  context.group = -1;
  let present = 0;
  let filled = 0;
  for (let index = 1 - shift; index < texts.length; index += 1) {
    const text = texts[index];
    if (text === '' || text === undefined) continue;
    const at = index + shift;
    present |= bitOf(at);
    moveTo(at, shift, context);
    const slot = slots[at];
    if (slot) filled |= fill(slot, text, value, context) ? bitOf(at) : 0;
    else context.report('element.not-used', 'is not used in this place');
  }
  context.group = outerGroup;
  checkPresence(plan, present, shift, context);
  if (isLacking(plan, present, filled)) context.lack();
  if (plan.derived.length > 0) checkDerived(plan, texts, shift, value, context);
  return value;
}

/** Whether something was made of the text. */
function fill(slot: Slot, text: string, value: Record<string, unknown>, context: ElementContext): boolean {
  const { name, type } = slot;
  if (type === undefined) return slot.put(text, value, context);
  const read = type.read(text, context);
  if (read === undefined) return false;
  value[name] = read;
  return true;
}

/** Whether nothing was made of something that is needed. */
function isLacking({ required, groups }: ReadingPlan, present: number, filled: number): boolean {
  if ((filled & required.needed) !== required.needed) return true;
  for (const { about, needed } of groups) {
    if ((present & about) !== 0 && (filled & needed) !== needed) return true;
  }
  return false;
}

function moveTo(at: number, shift: 0 | 1, context: ElementContext): void {
  if (shift === 0) context.element = at;
  else context.component = at;
}

function checkPresence(
  { required, groups, notes }: ReadingPlan,
  present: number,
  shift: 0 | 1,
  context: ElementContext,
): void {
  if ((present & required.required) !== required.required) reportMissing(required, present, shift, context);
  for (const group of groups) {
    if ((present & group.about) === 0) continue;
    if ((present & group.required) !== group.required) reportMissing(group, present, shift, context);
  }
  for (const note of notes) if (!holds(note, present)) reportNote(note, present, context);
}

function reportMissing({ places }: Requirement, present: number, shift: 0 | 1, context: ElementContext): void {
  for (const { at, name } of places) {
    if ((present & bitOf(at)) !== 0) continue;
    moveTo(at, shift, context);
    context.report('element.missing', `${name} is required`);
  }
}

function checkDerived(
  plan: ReadingPlan,
  texts: readonly string[],
  shift: 0 | 1,
  value: Readonly<Record<string, unknown>>,
  context: ElementContext,
): void {
  for (const { at, derive } of plan.derived) {
    const expected = derive(value);
    const found = texts[at - shift] ?? '';
    if (found === (expected ?? '')) continue;
    moveTo(at, shift, context);
    if (found === '') context.report('element.missing', 'is required here');
    else if (expected === undefined) context.report('element.not-used', 'is not used without what it qualifies');
    else context.report('element.code', 'is not the code that belongs here');
  }
}
