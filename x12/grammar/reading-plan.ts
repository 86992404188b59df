import type { ElementFields, Field, Fields, GroupsField, ReadContext } from './element.ts';
import { type Slot, slotsOf } from './slot.ts';
import { bitOf, bitsOf, type SyntaxNote } from './syntax-notes.ts';

/** A place that must not be empty. */
interface RequiredPlace {
  readonly at: number;
  readonly name: string;
  /** Whether the value's type requires it. */
  readonly isNeeded: boolean;
}

/** A bit that is always set. */
const always = 1;

/** If any place in `about` is present, all places in `required` must be. */
export interface Requirement {
  readonly about: number;
  readonly required: number;
  /** Those without which the value is not of its declared type. */
  readonly needed: number;
  readonly places: readonly RequiredPlace[];
}

/** Elements of a segment or components of a composite, each between the previous end and its own. */
export interface Parts {
  readonly ends: ArrayLike<number>;
  /** Index of the end before the first of them. */
  readonly first: number;
  readonly count: number;
}

/** Reads parts, given as in `Parts`, into a value. */
export type ReadParts = (
  ends: ArrayLike<number>,
  first: number,
  count: number,
  context: ReadContext,
) => Record<string, unknown>;

/**
 * How the elements of one kind of segment or composite are read. Built once per kind. Non-empty places form one bit
 * set, so that required places are checked in one step.
 */
export interface ReadingPlan {
  readonly isComposite: boolean;
  /** By place; undefined for a place that the guide does not use. */
  readonly slots: readonly (Slot | undefined)[];
  readonly requirements: readonly Requirement[];
  readonly derived: readonly Extract<Field, { kind: 'derived' }>[];
  readonly notes: readonly SyntaxNote[];
  /** The compiled reading function. Created on first use, since a program meets few kinds of segments. */
  read: ReadParts | undefined;
}

/** The plan for the components of a composite. */
export function planOfComposite(fields: Fields): ReadingPlan {
  return { ...planOf(fields), isComposite: true };
}

/** The plan for the elements of a segment. `known` places hold valid content that is not exposed as a field. */
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
    // Derived elements are checked separately.
    notes: notes.filter(({ all }) => derived.every(({ at }) => (all & bitOf(at)) === 0)),
    read: undefined,
  };
}

/** For each group, the places required once any of it is present. */
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
