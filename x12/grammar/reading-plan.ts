import type { Field, Fields, GroupsField, ListField } from './element.ts';
import { fill, type Put, type Slot, slotOf } from './slot.ts';
import { bitOf, bitsOf, type SyntaxNote } from './syntax-notes.ts';

/** A place that must not be empty. */
interface RequiredPlace {
  readonly at: number;
  readonly name: string;
  /** Without it the value is not what its type promises. */
  readonly isNeeded: boolean;
}

/** In what is present, the bit of no place: it is always set. */
export const always = 1;

/** Places that must be there together: when any of `about` is there, all of `required` must be. */
export interface Requirement {
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
  const set = (at: number, slot: Slot): void => {
    while (slots.length < at) slots.push(undefined);
    slots[at] = slot;
  };
  const nothing = slotOf(() => true);
  for (const at of known) set(at, nothing);
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'element') set(field.at, { ...nothing, name, type: field.type });
    else if (field.kind === 'derived') set(field.at, nothing);
    else if (field.kind === 'list') for (const at of field.places) set(at, itemSlot(name, field));
    else for (const [at, slot] of groupSlots(name, field)) set(at, slot);
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

/** One of a list. */
function itemSlot(name: string, { type }: ListField<unknown, boolean>): Slot {
  return slotOf((from, to, value, context) => {
    const read = type.read(from, to, context);
    if (read === undefined) return false;
    const list = value[name] as unknown[] | undefined;
    if (list) list.push(read);
    else value[name] = [read];
    return true;
  });
}

/** For each place of a list of groups. */
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
    return [at + index, slotOf(put)];
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
