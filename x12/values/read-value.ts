import type { TransactionSet } from '../envelope/interchange.ts';
import type { Finding } from '../check/finding.ts';
import type { LoopGrammar, Members, ValueOf } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';
import type { OpenLoop } from './open-loop.ts';
import type { SetListener } from './set-listener.ts';
import { SetReader } from './set-reader.ts';

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

/** A loop that lacks something that its type promises. */
export interface IncompleteLoop {
  /** Position of its first segment, ST = 1, and the number of its segments. */
  readonly position: number;
  readonly segments: number;
  /** What could be read of it. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** A value without the incomplete loops of one kind, which are listed. */
export type ReadParts<V> = ReadValue<V> & { readonly incomplete: readonly IncompleteLoop[] };

/** Reads a set and leaves out the incomplete loops of one name, which stand in lists. Otherwise as `readValue`. */
export function readParts<M extends Members>(
  grammar: LoopGrammar<M>,
  set: TransactionSet,
  part: string,
): ReadParts<ValueOf<LoopGrammar<M>>> {
  const incomplete: IncompleteLoop[] = [];
  const closed = (open: readonly OpenLoop[]): void => {
    const [outer, inner] = [open.at(-2), open.at(-1)];
    if (inner?.grammar.name !== part || inner.isWhole) return;
    const { value } = inner;
    for (const list of Object.values(outer?.value ?? {})) if (Array.isArray(list) && list.at(-1) === value) list.pop();
    incomplete.push({ position: Number(value['position']), segments: Number(value['segments']), value });
  };
  return { ...readValue(grammar, set, { part, closed }), incomplete };
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
