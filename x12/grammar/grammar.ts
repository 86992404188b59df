import type { Segment } from '../segments/segment.ts';
import { keyOf, KeyTable } from '../segments/short-text.ts';
import type { Field, Fields, FieldsValue } from './element.ts';
import { planOf, type ReadingPlan } from './reading-plan.ts';
import { syntaxNotesOf } from './syntax-notes.ts';

/** An element that the writer computes: hierarchy and line numbers. Not part of a value. */
export type Counted = 'hl' | 'hl-parent' | 'hl-child' | 'lx';

/** A place whose code distinguishes segments with the same id. */
export interface Mark {
  readonly at: number;
  readonly codes: readonly string[];
  /** Whether it holds a composite; then its first component decides. */
  readonly isComposite: boolean;
}

/** One kind of segment at one place of a set: its id, the codes that distinguish it, and its elements. */
export interface SegmentGrammar<F extends Fields = Fields> {
  readonly kind: 'segment';
  readonly id: string;
  readonly marks: readonly Mark[];
  readonly counted: readonly { readonly at: number; readonly what: Counted }[];
  readonly fields: F;
  readonly plan: ReadingPlan;
}

/** How often a member occurs in a loop. "fixed" occurs once and holds no data, so it is omitted from values. */
export type Use = 'one' | 'optional' | 'many' | 'fixed';

/** A member of a loop. */
export interface Member<G extends Grammar = Grammar, U extends Use = Use> {
  readonly use: U;
  readonly of: G;
  /** The segment that it begins with. */
  readonly first: SegmentGrammar;
  readonly min: number;
  readonly max: number;
}

/** The members of a loop in the guide's order, by their names. */
export type Members = Readonly<Record<string, Member>>;

/** A loop. Its first member is a segment. */
export interface LoopGrammar<M extends Members = Members> {
  readonly kind: 'loop';
  readonly name: string;
  readonly members: M;
  /** The members as a list. */
  readonly list: readonly Listed[];
  /** Maximum and minimum occurrences of each member. */
  readonly max: readonly number[];
  readonly min: readonly number[];
  /** Members that are required. */
  readonly due: readonly number[];
  /** Initial occurrence counts: a zero for each member. */
  readonly zeros: readonly number[];
  /** Members by the id of their first segment. */
  readonly byId: KeyTable<Candidates>;
  /** For each member, the first of the run of members with the same segment id: they may come in any order. */
  readonly runs: readonly number[];
}

/** A member of a loop with its name. */
export interface Listed {
  readonly name: string;
  readonly member: Member;
}

/** The members of a loop that begin with the same segment id, by index. */
export interface Candidates {
  readonly all: readonly number[];
  /** There is one, and its id alone identifies it. */
  readonly isPlain: boolean;
  /** When one place distinguishes all of them: that place, and the member for each code, by the code's key. */
  readonly told?: { readonly at: number; readonly byCode: KeyTable<readonly number[]> };
}

/** A segment or a loop. */
export type Grammar = SegmentGrammar | LoopGrammar;

/** The value that a grammar describes. */
export type ValueOf<G> =
  G extends SegmentGrammar<infer F> ? FieldsValue<F> : G extends LoopGrammar<infer M> ? LoopValue<M> : never;

/** Position of a loop in its set; added by the reader, ignored by the writer. */
export interface Placed {
  /** Position of its first segment, ST = 1. */
  readonly position?: number;
  /** Number of segments, inner loops included. */
  readonly segments?: number;
  /** Segments in it that the guide does not expect. */
  readonly unexpected?: readonly UnexpectedSegment[];
}

/**
 * A segment that the guide does not expect: kept as it came, behind the nth occurrence of a member; the 0th occurrence
 * is before the first.
 */
export interface UnexpectedSegment {
  /** Name of the member that it follows. */
  readonly after: string;
  readonly nth: number;
  readonly elements: readonly string[];
}

/** A loop's value. */
export type LoopValue<M extends Members> = Placed & {
  readonly [K in keyof M as M[K]['use'] extends 'one' ? K : never]: ValueOf<M[K]['of']>;
} & { readonly [K in keyof M as M[K]['use'] extends 'optional' ? K : never]?: ValueOf<M[K]['of']> } & {
  readonly [K in keyof M as M[K]['use'] extends 'many' ? K : never]?: readonly ValueOf<M[K]['of']>[];
};

/** A segment identified by its id alone. */
export function segment<const F extends Fields>(id: string, fields: F): SegmentGrammar<F> {
  return marked(id, {}, fields);
}

/**
 * A segment identified by its id and codes at given places. A single code is written automatically and need not be in
 * the value.
 */
export function marked<const F extends Fields>(
  id: string,
  marks: Readonly<Record<number, string | readonly string[]>>,
  fields: F,
  counted: Readonly<Record<number, Counted>> = {},
): SegmentGrammar<F> {
  const listed = Object.entries(marks).map(([at, codes]) => ({
    at: Number(at),
    codes: typeof codes === 'string' ? [codes] : codes,
    isComposite: Object.values(fields).some((field) => isCompositeAt(field, Number(at))),
  }));
  const numbers = Object.entries(counted).map(([at, what]) => ({ at: Number(at), what }));
  const known = [...listed, ...numbers].map(({ at }) => at);
  const plan = planOf(fields, known, syntaxNotesOf(id));
  return { kind: 'segment', id, marks: listed, counted: numbers, fields, plan };
}

/** A segment with its qualifiers, for messages: "REF*EI or REF*SY". */
export function segmentName({ id, marks }: SegmentGrammar): string {
  const [mark] = marks;
  if (mark?.at !== 1 || mark.codes.length > 3) return id;
  return mark.codes.map((code) => `${id}*${code}`).join(' or ');
}

/** Defines a loop. */
export function loop<const M extends Members>(name: string, members: M): LoopGrammar<M> {
  const list = Object.entries(members).map(([name, member]) => ({ name, member }));
  const indexes = new Map<string, number[]>();
  const runs: number[] = [];
  for (const [index, { member }] of list.entries()) {
    const { first } = member;
    indexes.set(first.id, [...(indexes.get(first.id) ?? []), index]);
    runs.push(list[index - 1]?.member.first.id === first.id ? (runs[index - 1] ?? index) : index);
  }
  const byId = new KeyTable([...indexes].map(([id, all]) => [keyOf(id), candidates(all, list)]));
  const [max, min] = [list.map(({ member }) => member.max), list.map(({ member }) => member.min)];
  const due = list.flatMap(({ member }, index) => (member.min > 0 ? [index] : []));
  return { kind: 'loop', name, members, list, max, min, due, zeros: list.map(() => 0), byId, runs };
}

function candidates(all: readonly number[], list: LoopGrammar['list']): Candidates {
  const marks = all.map((index) => list[index]?.member.first.marks ?? []);
  const at = marks[0]?.[0]?.at;
  if (all.length === 1 && marks[0]?.length === 0) return { all, isPlain: true };
  const isTold = marks.every(
    ([mark, ...others]) =>
      mark?.at === at && !mark?.isComposite && others.length === 0 && mark?.codes.every((code) => keyOf(code) >= 0),
  );
  if (at === undefined || !isTold) return { all, isPlain: false };
  const byCode = new Map<number, number[]>();
  for (const [place, index] of all.entries()) {
    for (const key of (marks[place]?.[0]?.codes ?? []).map(keyOf)) byCode.set(key, [...(byCode.get(key) ?? []), index]);
  }
  return { all, isPlain: false, told: { at, byCode: new KeyTable([...byCode]) } };
}

function isCompositeAt(field: Field, at: number): boolean {
  if (field.kind !== 'element' && field.kind !== 'list') return false;
  const { shape } = field.type;
  const isThere = field.kind === 'element' ? field.at === at : field.places[0] === at;
  return isThere && (shape.type === 'repeated' ? shape.of : shape).type === 'composite';
}

/** Occurs exactly once. */
export function one<G extends Grammar>(of: G): Member<G, 'one'> {
  return { use: 'one', of, first: firstSegment(of), min: 1, max: 1 };
}

/** Occurs exactly once and holds only constants and computed numbers. */
export function fixed(of: SegmentGrammar): Member<SegmentGrammar, 'fixed'> {
  return { use: 'fixed', of, first: of, min: 1, max: 1 };
}

/** Required once by the guide, but senders omit it: optional when reading, required when writing. */
export function due<G extends Grammar>(of: G): Member<G, 'optional'> {
  return { use: 'optional', of, first: firstSegment(of), min: 1, max: 1 };
}

/** Occurs at most once. */
export function optional<G extends Grammar>(of: G): Member<G, 'optional'> {
  return { use: 'optional', of, first: firstSegment(of), min: 0, max: 1 };
}

/** Maximum for members that the guide does not limit. */
export const endless = 1_000_000_000;

/** Occurs between `min` and `max` times. */
export function many<G extends Grammar>(of: G, max = endless, min = 0): Member<G, 'many'> {
  return { use: 'many', of, first: firstSegment(of), min, max };
}

function firstSegment(grammar: Grammar): SegmentGrammar {
  if (grammar.kind === 'segment') return grammar;
  const [first] = grammar.list;
  if (!first) throw new TypeError(`loop ${grammar.name} has no members`);
  return first.member.first;
}

const nobody: readonly number[] = [];

/** Indexes of the members that a segment could belong to, regardless of order and maximum. */
export function membersFor({ byId, list }: LoopGrammar, segment: Segment, component: string): readonly number[] {
  const found = byId.get(segment.idKey);
  if (found === undefined) return nobody;
  if (found.isPlain) return found.all;
  if (found.told) return found.told.byCode.get(segment.key(found.told.at)) ?? nobody;
  return bearers(found.all, list, segment, component);
}

function bearers(
  all: readonly number[],
  list: LoopGrammar['list'],
  segment: Segment,
  component: string,
): readonly number[] {
  return all.filter((index) => bearsMarks(list[index]?.member.first.marks ?? [], segment, component));
}

function bearsMarks(marks: readonly Mark[], segment: Segment, component: string): boolean {
  return marks.every(({ at, codes, isComposite }) => {
    const text = segment.element(at);
    return codes.includes(isComposite ? (text.split(component, 1)[0] ?? '') : text);
  });
}
