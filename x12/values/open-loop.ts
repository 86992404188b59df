import { type LoopGrammar, type Member, membersFor, type UnexpectedSegment } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';

/** A loop whose segments are being read. */
export interface OpenLoop {
  readonly grammar: LoopGrammar;
  readonly value: Record<string, unknown>;
  /** How often each member occurred so far. */
  readonly counts: number[];
  /** The furthest member that occurred, in the guide's order. */
  order: number;
  /** Index of the first recorded place that belongs to it. */
  readonly firstPlace: number;
  /** False once something that the value's type promises is missing. */
  isWhole: boolean;
  /** Its ordinal among its kind, from 1. */
  readonly ordinal: number;
  /** For a hierarchical level: its number, whether HL04 announces children (unknown without HL), whether it has any. */
  level: { readonly number: string; readonly saysChildren: boolean | undefined; hasChildren: boolean } | undefined;
}

/** Creates a loop that begins at a position, with its ordinal and the number of places recorded before it. */
export function openLoop(grammar: LoopGrammar, position: number, ordinal: number, firstPlace: number): OpenLoop {
  const counts = grammar.zeros.slice();
  return {
    grammar,
    value: { position },
    counts,
    order: 0,
    firstPlace,
    isWhole: true,
    ordinal,
    level: undefined,
  };
}

/**
 * The index of the member that a segment belongs to: the next in order with room, else an earlier one with room; -1 for
 * none.
 */
export function memberFor({ grammar, counts, order }: OpenLoop, segment: Segment, component: string): number {
  let earlier = -1;
  for (const index of membersFor(grammar, segment, component)) {
    if ((counts[index] ?? 0) >= (grammar.max[index] ?? 0)) continue;
    if (index >= order) return index;
    earlier = index;
  }
  return earlier;
}

/** Finds a member of an open loop for a segment; -1 for none. */
export type FindMember = (open: OpenLoop, segment: Segment, component: string, depth: number) => number;

/**
 * The index of the first member that a segment could belong to, with or without room for it. The first segment of a
 * loop cannot occur in it again: it begins another one.
 */
export const anyMemberFor: FindMember = ({ grammar }, segment, component, depth) =>
  membersFor(grammar, segment, component).find((index) => index > 0 || depth === 0) ?? -1;

/** The innermost open loop in which a member is found, with the member's index; undefined when there is none. */
export function placeAmong(
  loops: readonly OpenLoop[],
  find: FindMember,
  segment: Segment,
  component: string,
): { readonly open: OpenLoop; readonly depth: number; readonly index: number } | undefined {
  for (let depth = loops.length - 1; depth >= 0; depth -= 1) {
    const open = loops[depth];
    const index = open ? find(open, segment, component, depth) : -1;
    if (open && index >= 0) return { open, depth, index };
  }
  return undefined;
}

/** Whether a member is a segment that the guide puts before those that occurred. */
export function isLate({ grammar, order }: OpenLoop, index: number): boolean {
  return index < (grammar.runs[order] ?? 0) && grammar.list[index]?.member.of.kind === 'segment';
}

/** The index of a loop with room that begins with LX and could hold the segment directly; -1 for none. */
export function numberedFor({ grammar, counts }: OpenLoop, segment: Segment, component: string): number {
  return grammar.list.findIndex(({ member }, index) => {
    if (member.of.kind !== 'loop' || member.first.id !== 'LX' || (counts[index] ?? 0) >= member.max) return false;
    return membersFor(member.of, segment, component).length > 0;
  });
}

/** The index of a loop with room whose first segment holds no data (HL, LS), if a segment comes next in it; else -1. */
export function withoutFirst({ grammar, counts }: OpenLoop, segment: Segment, component: string): number {
  return grammar.list.findIndex(({ member: { of, max } }, index) => {
    if (of.kind !== 'loop' || of.list[0]?.member.use !== 'fixed' || (counts[index] ?? 0) >= max) return false;
    const next = of.list.findIndex(({ member }, at) => at > 0 && member.min > 0);
    return membersFor(of, segment, component).includes(next);
  });
}

/**
 * Where a missing member belongs: the position of the first segment that the guide places after it; undefined when
 * there is none. `places` lists member indexes and positions of the loop's own segments.
 */
export function positionAfter(
  { grammar, value }: OpenLoop,
  index: number,
  places: readonly number[],
): number | undefined {
  const positions = grammar.list.slice(index + 1).flatMap(({ name }) => {
    const part = value[name];
    const first: unknown = Array.isArray(part) ? part[0] : part;
    return typeof first === 'object' && first !== null && 'position' in first ? [Number(first.position)] : [];
  });
  for (let at = 0; at + 1 < places.length; at += 2) {
    if ((places[at] ?? 0) > index) positions.push(places[at + 1] ?? 0);
  }
  return positions.length > 0 ? Math.min(...positions) : undefined;
}

/** Unexpected segments kept per loop. */
const unexpectedKept = 5_000;

/**
 * Keeps a segment that the guide does not expect in a loop's value, with the member before it: by default the furthest
 * one. Written behind that one, it is unexpected again.
 */
export function keepUnexpected(
  { value, grammar, counts, order }: OpenLoop,
  { elements }: Segment,
  last: number | undefined = order,
): void {
  const after = grammar.list[last]?.name ?? '';
  const kept = (value['unexpected'] ??= []) as UnexpectedSegment[];
  if (kept.length < unexpectedKept) kept.push({ after, nth: counts[last] ?? 0, elements });
  // The writer refuses a value with this name.
  else value['omitted'] = true;
}

/** Adds a part to a loop's value; `count` is its ordinal. Of a member that must be single, the first stays. */
export function keep(
  value: Record<string, unknown>,
  name: string,
  { use }: Member,
  count: number,
  part: unknown,
): void {
  if (use === 'fixed') return;
  if (use === 'many' && count > 1) (value[name] as unknown[]).push(part);
  else if (count === 1) value[name] = use === 'many' ? [part] : part;
}
