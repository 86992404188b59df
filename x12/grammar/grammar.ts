import type { Fields, FieldsValue } from './element.ts';

/** An element that the writer counts by itself: hierarchy numbers and line numbers. Not part of a value. */
export type Counted = 'hl' | 'hl-parent' | 'hl-child' | 'lx';

/** One kind of segment in one place of a set: its id, the codes that tell it from others, and its elements. */
export interface SegmentGrammar<F extends Fields = Fields> {
  readonly kind: 'segment';
  readonly id: string;
  /** Places that hold one of these codes, by which the segment is recognised. In a composite, its first component. */
  readonly marks: Readonly<Record<number, readonly string[]>>;
  readonly counted: Readonly<Record<number, Counted>>;
  readonly fields: F;
}

/** How often something stands in a loop. */
export interface Member<
  G extends Grammar = Grammar,
  Use extends 'one' | 'optional' | 'many' = 'one' | 'optional' | 'many',
> {
  readonly use: Use;
  readonly of: G;
  /** The segment that it begins with. */
  readonly first: SegmentGrammar;
  readonly min: number;
  readonly max: number;
}

/** The parts of a loop, in the order of the guide, by their industry names. */
export type Members = Readonly<Record<string, Member>>;

/** A loop: it begins with its first member, which is a segment. */
export interface LoopGrammar<M extends Members = Members> {
  readonly kind: 'loop';
  readonly name: string;
  readonly members: M;
  /** The same as a list, made once: reading asks for it at every segment. */
  readonly list: readonly (readonly [string, Member])[];
}

/** A segment or a loop. */
export type Grammar = SegmentGrammar | LoopGrammar;

/** The value that a grammar describes. */
export type ValueOf<G> =
  G extends SegmentGrammar<infer F> ? FieldsValue<F> : G extends LoopGrammar<infer M> ? LoopValue<M> : never;

/** A loop's value; `position` is that of its first segment (ST = 1) and given by the reader alone. */
export type LoopValue<M extends Members> = { readonly position?: number } & {
  readonly [K in keyof M as M[K]['use'] extends 'one' ? K : never]: ValueOf<M[K]['of']>;
} & { readonly [K in keyof M as M[K]['use'] extends 'optional' ? K : never]?: ValueOf<M[K]['of']> } & {
  readonly [K in keyof M as M[K]['use'] extends 'many' ? K : never]?: readonly ValueOf<M[K]['of']>[];
};

/** A segment known by its id alone. */
export function segment<const F extends Fields>(id: string, fields: F): SegmentGrammar<F> {
  return { kind: 'segment', id, marks: {}, counted: {}, fields };
}

/**
 * A segment known by its id and by codes at given places. A single code is written by itself and need not be in the
 * value.
 */
export function marked<const F extends Fields>(
  id: string,
  marks: Readonly<Record<number, string | readonly string[]>>,
  fields: F,
  counted: Readonly<Record<number, Counted>> = {},
): SegmentGrammar<F> {
  const lists = Object.fromEntries(
    Object.entries(marks).map(([at, codes]) => [at, typeof codes === 'string' ? [codes] : codes]),
  );
  return { kind: 'segment', id, marks: lists, counted, fields };
}

/** A loop of a given name. */
export function loop<const M extends Members>(name: string, members: M): LoopGrammar<M> {
  return { kind: 'loop', name, members, list: Object.entries(members) };
}

/** Stands exactly once. */
export function one<G extends Grammar>(of: G): Member<G, 'one'> {
  return { use: 'one', of, first: firstSegment(of), min: 1, max: 1 };
}

/** Stands once or not at all. */
export function optional<G extends Grammar>(of: G): Member<G, 'optional'> {
  return { use: 'optional', of, first: firstSegment(of), min: 0, max: 1 };
}

/** Stands any number of times up to `max`, and at least `min` times. */
export function many<G extends Grammar>(of: G, max = Number.MAX_SAFE_INTEGER, min = 0): Member<G, 'many'> {
  return { use: 'many', of, first: firstSegment(of), min, max };
}

function firstSegment(grammar: Grammar): SegmentGrammar {
  if (grammar.kind === 'segment') return grammar;
  const [first] = grammar.list;
  if (!first) throw new TypeError(`loop ${grammar.name} has no members`);
  return first[1].first;
}

/** Whether a segment is of that kind. */
export function matches(grammar: SegmentGrammar, elements: readonly string[], componentSeparator: string): boolean {
  if (elements[0] !== grammar.id) return false;
  for (const at in grammar.marks) {
    const [mark = ''] = (elements[Number(at)] ?? '').split(componentSeparator, 1);
    if (!grammar.marks[at]?.includes(mark)) return false;
  }
  return true;
}
