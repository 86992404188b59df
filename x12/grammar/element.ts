import type { Delimiters } from '../segments/delimiters.ts';
import type { Rule } from '../check/finding.ts';
import type { Piece } from '../segments/piece.ts';

/** Where reading or writing stands in a segment, and whom faults are told to. One goes along through a whole set. */
export interface ElementContext {
  readonly delimiters: Delimiters;
  /** Place in the segment, from 1; 0 for the segment itself. */
  element: number;
  /** Place in a composite, from 1; 0 outside one. */
  component: number;
  /** Which repetition of a repeating element, from 1; 0 outside one. */
  repetition: number;
  /** Tells of a broken rule at this place. */
  report(rule: Rule, message: string): void;
}

/** What goes along while a set is read. */
export interface ReadContext extends ElementContext {
  /** What the present segment stands in. */
  readonly piece: Piece;
  /** Where the components of the present composite end; used again for each. */
  readonly parts: number[];
  /** Says that a value lacks something that its type promises. */
  lack(): void;
}

/** What goes along while a set is written. */
export interface WriteContext extends ElementContext {
  /** Whether text that X12 cannot carry may be changed until it can; otherwise it is refused. */
  readonly mayClean: boolean;
}

/** What the guide says of an element: its X12 type and length, and its codes where the guide closes their list. */
export type Shape =
  | {
      /** A moment is a day, a period or a time, in one of several forms (AN). */
      readonly type: 'AN' | 'ID' | 'R' | 'N0' | 'DT' | 'TM' | 'moment';
      readonly min: number;
      readonly max: number;
      readonly codes?: readonly string[];
    }
  | { readonly type: 'composite'; readonly fields: Fields }
  | { readonly type: 'repeated'; readonly of: Shape };

/** How one element's text and its value go together. */
export interface ElementType<T> {
  readonly shape: Shape;
  /** The value of some characters of the piece. Undefined, and a report, when they are no such value. */
  read(from: number, to: number, context: ReadContext): T | undefined;
  write(value: T, context: WriteContext): string;
}

/** One element at its place. */
export interface ElementField<T, Required extends boolean> {
  readonly kind: 'element';
  readonly at: number;
  readonly type: ElementType<T>;
  readonly required: Required;
  /** The guide requires it, and a value is of use without it: absence is a finding, and no more. */
  readonly due: boolean;
}

/** Elements of one type in several places: together one list, without gaps. */
export interface ListField<T, Required extends boolean> {
  readonly kind: 'list';
  readonly places: readonly number[];
  readonly type: ElementType<T>;
  readonly required: Required;
}

/** Elements that come in groups of one form, one group behind the other: together a list of records. */
export interface GroupsField<F extends ElementFields, Required extends boolean> {
  readonly kind: 'groups';
  /** Place of the first element of the first group. */
  readonly at: number;
  /** Places of one group. */
  readonly width: number;
  readonly max: number;
  /** Their places count from 1 within the group. */
  readonly fields: F;
  readonly required: Required;
}

/** An element that follows from the others: not part of a value, written by itself, checked when read. */
export interface DerivedField {
  readonly kind: 'derived';
  readonly at: number;
  /** What must stand there; undefined for nothing. */
  readonly derive: (value: Readonly<Record<string, unknown>>) => string | undefined;
}

/** Any place or places of a segment or composite. */
export type Field =
  | ElementField<unknown, boolean>
  | ListField<unknown, boolean>
  | GroupsField<ElementFields, boolean>
  | DerivedField;

/** Elements that each have a place of their own, by their industry names. */
export interface ElementFields {
  readonly [name: string]: ElementField<unknown, boolean>;
}

/** The elements of a segment or composite, by their industry names. */
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

/** The value of a segment or composite: required elements are there, others may be absent, derived ones never are. */
export type FieldsValue<F extends Fields> = {
  readonly [K in keyof F as [Required<F[K]>] extends [true] ? K : never]: TypeOf<F[K]>;
} & { readonly [K in keyof F as [Required<F[K]>] extends [false] ? K : never]?: TypeOf<F[K]> };

/** An element that must be there. */
export function req<T>(at: number, type: ElementType<T>): ElementField<T, true> {
  return { kind: 'element', at, type, required: true, due: false };
}

/** An element that may be absent. */
export function opt<T>(at: number, type: ElementType<T>): ElementField<T, false> {
  return { kind: 'element', at, type, required: false, due: false };
}

/** An element that the guide requires, and that others leave out: who reads may do without, who writes may not. */
export function due<T>(at: number, type: ElementType<T>): ElementField<T, false> {
  return { kind: 'element', at, type, required: false, due: true };
}

/** A list of elements in these places, of which the first must be there. */
export function reqList<T>(places: readonly number[], type: ElementType<T>): ListField<T, true> {
  return { kind: 'list', places, type, required: true };
}

/** A list of elements in these places; absent when all are. */
export function optList<T>(places: readonly number[], type: ElementType<T>): ListField<T, false> {
  return { kind: 'list', places, type, required: false };
}

/** Groups of elements, of which the first must be there. */
export function reqGroups<const F extends ElementFields>(
  at: number,
  size: { readonly width: number; readonly max: number },
  fields: F,
): GroupsField<F, true> {
  return { kind: 'groups', at, ...size, fields, required: true };
}

/** Groups of elements; absent when all are. */
export function optGroups<const F extends ElementFields>(
  at: number,
  size: { readonly width: number; readonly max: number },
  fields: F,
): GroupsField<F, false> {
  return { kind: 'groups', at, ...size, fields, required: false };
}

/** A code that always stands there. */
export function always(at: number, code: string): DerivedField {
  return { kind: 'derived', at, derive: () => code };
}

/** A code that stands there when another element does: a qualifier, a unit. */
export function along(at: number, code: string, name: string): DerivedField {
  return { kind: 'derived', at, derive: (value) => (value[name] === undefined ? undefined : code) };
}

/** The places from one to another, both included. */
export function places(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
