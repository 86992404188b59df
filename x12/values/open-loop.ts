import { type LoopGrammar, type Member, membersFor } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';

/** A loop that is being read. */
export interface OpenLoop {
  readonly grammar: LoopGrammar;
  readonly value: Record<string, unknown>;
  /** How often each member came so far. */
  readonly counts: number[];
  /** The furthest member that came: how far in the guide's order the loop is. */
  order: number;
  /** Where the reader's notes of its own segments begin. */
  readonly firstPlace: number;
  /** False once something that its value's type promises is not there. */
  isWhole: boolean;
  /** Its place among its kind, from 1. */
  readonly ordinal: number;
  /** Its number in the hierarchy, where it is a level of it; whether it says that levels stand below it, and any do. */
  level: { readonly number: string; readonly saysChildren: boolean; hasChildren: boolean } | undefined;
}

/** A loop that begins at a position, as which one of its kind, and behind how many noted places. */
export function openLoop(grammar: LoopGrammar, position: number, ordinal: number, firstPlace: number): OpenLoop {
  const counts = grammar.noughts.slice();
  return { grammar, value: { position }, counts, order: 0, firstPlace, isWhole: true, ordinal, level: undefined };
}

/** The member that a segment belongs to: the next in order that has room, else an earlier one that has; or -1. */
export function memberFor({ grammar, counts, order }: OpenLoop, segment: Segment, component: string): number {
  let earlier = -1;
  for (const index of membersFor(grammar, segment, component)) {
    if ((counts[index] ?? 0) >= (grammar.max[index] ?? 0)) continue;
    if (index >= order) return index;
    earlier = index;
  }
  return earlier;
}

/** Puts a part into a loop's value; `count` says which one of its kind it is. Of one too many, the first stays. */
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
