import type { Delimiters } from '../delimiters.ts';
import type { Rule } from '../finding.ts';

/** Where an element is read or written, and whom faults are told to. */
export interface ElementContext {
  readonly delimiters: Delimiters;
  report(rule: Rule, message: string, component?: number): void;
}

/** What the guide says of an element: its X12 type and length, and its codes where the guide closes their list. */
export type Shape =
  | {
      readonly type: 'AN' | 'ID' | 'R' | 'N0' | 'DT' | 'TM';
      readonly min: number;
      readonly max: number;
      readonly codes?: readonly string[];
    }
  | { readonly type: 'composite'; readonly fields: Fields }
  | { readonly type: 'repeated'; readonly of: Shape };

/** How one element's text and its value go together. */
export interface ElementType<T> {
  readonly shape: Shape;
  /** Undefined, and a report, when the text is not such a value. */
  read(raw: string, context: ElementContext): T | undefined;
  write(value: T, context: ElementContext): string;
}

/** An element at its place in a segment or composite. */
export interface Field<T, Required extends boolean> {
  readonly at: number;
  readonly type: ElementType<T>;
  readonly required: Required;
}

/** The elements of a segment or composite that are data, by their industry names. */
export type Fields = Readonly<Record<string, Field<unknown, boolean>>>;

type TypeOf<F> = F extends Field<infer T, boolean> ? T : never;

/** The value of a segment or composite: required elements are there, others may be absent. */
export type FieldsValue<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: TypeOf<F[K]>;
} & { readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: TypeOf<F[K]> };

/** An element that must be there. */
export function req<T>(at: number, type: ElementType<T>): Field<T, true> {
  return { at, type, required: true };
}

/** An element that may be absent. */
export function opt<T>(at: number, type: ElementType<T>): Field<T, false> {
  return { at, type, required: false };
}

/** Reads the elements of a segment or composite. `raw[at]` is the text of the element at that place. */
export function readFields(fields: Fields, raw: readonly string[], context: FieldsContext): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, { at, type, required }] of listOf(fields)) {
    const text = raw[at] ?? '';
    if (text !== '') {
      const read = type.read(text, context.place(at));
      if (read !== undefined) value[name] = read;
    } else if (required) context.place(at).report('element.missing', `${name} is required`);
  }
  return value;
}

/** Writes a value's elements to their places; gaps are empty text. */
export function writeFields(
  fields: Fields,
  value: Readonly<Record<string, unknown>>,
  into: string[],
  context: FieldsContext,
): void {
  for (const [name, { at, type, required }] of listOf(fields)) {
    const given = value[name];
    if (given !== undefined && given !== null) put(into, at, type.write(given, context.place(at)));
    else if (required) context.place(at).report('element.missing', `${name} is required`);
  }
}

/** Puts the text of one element into its place; places before it that hold nothing are empty text. */
export function put(into: string[], at: number, text: string): void {
  while (into.length < at) into.push('');
  into[at] = text;
}

/** Makes the context of each element of one segment or composite. */
export interface FieldsContext {
  place(at: number): ElementContext;
}

const lists = new WeakMap<Fields, readonly (readonly [string, Field<unknown, boolean>])[]>();

/** The fields as a list, made once for each kind of segment: every segment that is read or written asks for it. */
function listOf(fields: Fields): readonly (readonly [string, Field<unknown, boolean>])[] {
  const known = lists.get(fields);
  if (known) return known;
  const list = Object.entries(fields);
  lists.set(fields, list);
  return list;
}
