import type { Delimiters } from '../segments/delimiters.ts';
import type { Rule } from '../check/finding.ts';
import type { Piece } from '../segments/piece.ts';

/**
 * Current place in a segment while reading or writing, and where faults are reported. One instance serves a whole set.
 */
export interface ElementContext {
  readonly delimiters: Delimiters;
  /** Place in the segment, from 1; 0 for the segment itself. */
  element: number;
  /** Place in a composite, from 1; 0 outside one. */
  component: number;
  /** Which repetition of a repeating element, from 1; 0 outside one. */
  repetition: number;
  /** Reports a broken rule at this place. */
  report(rule: Rule, message: string): void;
}

/** State while a set is read. */
export interface ReadContext extends ElementContext {
  /** The chunk that contains the current segment. */
  readonly piece: Piece;
  /** End offsets of the components of the current composite; reused for each. */
  readonly parts: number[];
  /** Records that a value lacks something that its type promises. */
  lack(): void;
}

/** State while a set is written. */
export interface WriteContext extends ElementContext {
  /** Whether unsupported characters may be replaced; otherwise the text is refused. */
  readonly mayClean: boolean;
}

/** The guide's definition of an element: X12 type, length, and codes when the guide closes their list. */
export type Shape =
  | {
      /** A date, period or time in one of several formats (AN). */
      readonly type: 'AN' | 'ID' | 'R' | 'N0' | 'DT' | 'TM' | 'moment';
      readonly min: number;
      readonly max: number;
      readonly codes?: readonly string[];
    }
  | { readonly type: 'composite'; readonly fields: Fields }
  | { readonly type: 'repeated'; readonly of: Shape };

/** Conversion between the text of an element and its value. */
export interface ElementType<T> {
  readonly shape: Shape;
  /** Parses characters of the chunk. Undefined, with a report, when they are not a valid value. */
  read(from: number, to: number, context: ReadContext): T | undefined;
  write(value: T, context: WriteContext): string;
}

/** One element at its place. */
export interface ElementField<T, Required extends boolean> {
  readonly kind: 'element';
  readonly at: number;
  readonly type: ElementType<T>;
  readonly required: Required;
  /** The guide requires it, but a value is usable without it: absence is only a finding. */
  readonly due: boolean;
}

/** Elements of one type in several places that form one list without gaps. */
export interface ListField<T, Required extends boolean> {
  readonly kind: 'list';
  readonly places: readonly number[];
  readonly type: ElementType<T>;
  readonly required: Required;
}

/** Consecutive groups of elements of the same layout that form a list of records. */
export interface GroupsField<F extends ElementFields, Required extends boolean> {
  readonly kind: 'groups';
  /** Place of the first element of the first group. */
  readonly at: number;
  /** Number of places per group. */
  readonly width: number;
  readonly max: number;
  /** Places count from 1 within the group. */
  readonly fields: F;
  readonly required: Required;
}

/** An element derived from others: not part of a value, written automatically, checked when read. */
export interface DerivedField {
  readonly kind: 'derived';
  readonly at: number;
  /** The expected text; undefined for an empty element. */
  readonly derive: (value: Readonly<Record<string, unknown>>) => string | undefined;
}

/** Any place or places of a segment or composite. */
export type Field =
  | ElementField<unknown, boolean>
  | ListField<unknown, boolean>
  | GroupsField<ElementFields, boolean>
  | DerivedField;

/** Elements with a fixed place each, by their names. */
export interface ElementFields {
  readonly [name: string]: ElementField<unknown, boolean>;
}

/** The elements of a segment or composite, by their names. */
export interface Fields {
  readonly [name: string]: Field;
}

type TypeOf<F> =
  F extends ElementField<infer T, boolean>
    ? T
    : F extends ListField<infer T, boolean>
      ? readonly T[]
      : F extends GroupsField<infer G, boolean>
        ? readonly FieldsValue<G>[]
        : never;

type Required<F> = F extends DerivedField ? 'neither' : F extends { readonly required: infer R } ? R : 'neither';

/** The value of a segment or composite. Required elements are present, others optional, derived ones never. */
export type FieldsValue<F extends Fields> = {
  readonly [K in keyof F as [Required<F[K]>] extends [true] ? K : never]: TypeOf<F[K]>;
} & { readonly [K in keyof F as [Required<F[K]>] extends [false] ? K : never]?: TypeOf<F[K]> };

/** A required element. */
export function req<T>(at: number, type: ElementType<T>): ElementField<T, true> {
  return { kind: 'element', at, type, required: true, due: false };
}

/** An optional element. */
export function opt<T>(at: number, type: ElementType<T>): ElementField<T, false> {
  return { kind: 'element', at, type, required: false, due: false };
}

/** An element that the guide requires but senders omit: optional when reading, required when writing. */
export function due<T>(at: number, type: ElementType<T>): ElementField<T, false> {
  return { kind: 'element', at, type, required: false, due: true };
}

/** A list of elements in these places; the first is required. */
export function reqList<T>(places: readonly number[], type: ElementType<T>): ListField<T, true> {
  return { kind: 'list', places, type, required: true };
}

/** A list of elements in these places; absent when all are empty. */
export function optList<T>(places: readonly number[], type: ElementType<T>): ListField<T, false> {
  return { kind: 'list', places, type, required: false };
}

/** Groups of elements; the first is required. */
export function reqGroups<const F extends ElementFields>(
  at: number,
  size: { readonly width: number; readonly max: number },
  fields: F,
): GroupsField<F, true> {
  return { kind: 'groups', at, ...size, fields, required: true };
}

/** Groups of elements; absent when all are empty. */
export function optGroups<const F extends ElementFields>(
  at: number,
  size: { readonly width: number; readonly max: number },
  fields: F,
): GroupsField<F, false> {
  return { kind: 'groups', at, ...size, fields, required: false };
}

/** A constant code. */
export function always(at: number, code: string): DerivedField {
  return { kind: 'derived', at, derive: () => code };
}

/** A code that is present exactly when another element is: a qualifier or a unit. */
export function along(at: number, code: string, name: string): DerivedField {
  return { kind: 'derived', at, derive: (value) => (value[name] === undefined ? undefined : code) };
}

/** The places from one to another, both included. */
export function places(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
