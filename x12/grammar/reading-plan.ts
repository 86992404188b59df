import type { ElementFields, Field, Fields, GroupsField, ReadContext } from './element.ts';
import { type Slot, slotsOf } from './slot.ts';
import { bitOf, bitsOf, type SyntaxNote } from './syntax-notes.ts';

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
export interface Requirement {
  readonly about: number;
  readonly required: number;
  /** Those of them without which the value is not what its type promises. */
  readonly needed: number;
  readonly places: readonly RequiredPlace[];
}

/** Elements of a segment, or components of a composite: each stands between the end of the one before and its own. */
export interface Parts {
  readonly ends: ArrayLike<number>;
  /** Index of the end that the first of them stands behind. */
  readonly first: number;
  readonly count: number;
}

/** Reads some parts, given as in `Parts`, into a value. */
export type ReadParts = (
  ends: ArrayLike<number>,
  first: number,
  count: number,
  context: ReadContext,
) => Record<string, unknown>;

/**
 * How the elements of one kind of segment or composite are read: made once, since every segment asks for it. Which
 * places hold something is one number with a bit for each, so that what must be there is asked of it in one step.
 */
export interface ReadingPlan {
  readonly isComposite: boolean;
  /** By place; none for a place that the guide does not use. */
  readonly slots: readonly (Slot | undefined)[];
  readonly requirements: readonly Requirement[];
  readonly derived: readonly Extract<Field, { kind: 'derived' }>[];
  readonly notes: readonly SyntaxNote[];
  /** Reads by this plan. Made when it is first needed: of all segments that are known, a program meets a few. */
  read: ReadParts | undefined;
}

/** The plan for the components of a composite. */
export function planOfComposite(fields: Fields): ReadingPlan {
  return { ...planOf(fields), isComposite: true };
}

/** The plan for the elements of a segment. `known` places hold what is no field but belongs there all the same. */
export function planOf(fields: Fields, known: readonly number[] = [], notes: readonly SyntaxNote[] = []): ReadingPlan {
  const entries = Object.entries(fields);
  const derived = entries.flatMap(([, field]) => (field.kind === 'derived' ? [field] : []));
  const required = entries.flatMap(([name, field]) => requiredPlace(name, field));
  return {
    isComposite: false,
    slots: slotsOf(fields, known),
    requirements: [
      ...(required.length > 0 ? [requirement(always, required)] : []),
      ...entries.flatMap(([, field]) => (field.kind === 'groups' ? requirementsOf(field) : [])),
    ],
    derived,
    // What follows from another element is checked as such.
    notes: notes.filter(({ all }) => derived.every(({ at }) => (all & bitOf(at)) === 0)),
    read: undefined,
  };
}

/** For each group, what must be there once any of it is. */
function requirementsOf({ at, width, max, fields }: GroupsField<ElementFields, boolean>): readonly Requirement[] {
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
