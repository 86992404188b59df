import type { TransactionSet } from '../envelope/interchange.ts';
import type { Finding } from '../check/finding.ts';
import type { LoopGrammar, Members, ValueOf } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';
import { type SetListener, SetReader } from './set-reader.ts';

/** A set's value, with everything found on the way; faulty when the value would lack what its type promises. */
export type ReadValue<V> =
  | { readonly kind: 'read'; readonly value: V; readonly findings: readonly Finding[] }
  | { readonly kind: 'faulty'; readonly findings: readonly Finding[] };

/**
 * Reads what stands between ST and SE by its grammar. Never throws on any segments: what does not fit is a finding
 * with its place.
 */
export function readValue<M extends Members>(
  grammar: LoopGrammar<M>,
  set: TransactionSet,
  listener: SetListener = {},
): ReadValue<ValueOf<LoopGrammar<M>>> {
  if (set.set !== grammar.name) return { kind: 'faulty', findings: [...set.findings, ofAnotherKind] };
  const reader = new SetReader(grammar, set.delimiters, { keepsUnexpected: true, ...listener });
  for (const segment of innerSegments(set)) reader.take(segment);
  const value = reader.end() as ValueOf<LoopGrammar<M>>;
  const findings = [...set.findings, ...reader.findings];
  return reader.isWhole ? { kind: 'read', value, findings } : { kind: 'faulty', findings };
}

/** What stands between ST and SE. */
export function innerSegments({ segments }: TransactionSet): readonly Segment[] {
  return segments.slice(1, segments.at(-1)?.id === 'SE' ? -1 : undefined);
}

const ofAnotherKind: Finding = {
  severity: 'error',
  rule: 'set.unsupported',
  segment: 'ST',
  position: 1,
  element: 1,
  message: 'does not name the expected transaction set',
};
