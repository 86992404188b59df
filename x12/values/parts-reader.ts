import type { Finding } from '../check/finding.ts';
import type { LoopGrammar, Members, ValueOf } from '../grammar/grammar.ts';
import type { Delimiters } from '../segments/delimiters.ts';
import type { Segment } from '../segments/segment.ts';
import type { ReadValue } from './read-value.ts';
import { SetReader } from './set-reader.ts';

/** A loop of a set that is read segment by segment. */
export type ReadPart<P> = {
  /** Position of its first segment, ST = 1, and the number of its segments. */
  readonly position: number;
  readonly segments: number;
  /** What was found in it, `findingsOfPart` at most. */
  readonly findings: readonly Finding[];
} & (
  | { readonly isWhole: true; readonly value: P }
  /** Something is missing that the value's type promises. */
  | { readonly isWhole: false; readonly value: Readonly<Record<string, unknown>> }
);

/** Findings kept of one part; later ones are left out. */
export const findingsOfPart = 1_000;

/**
 * Reads a set segment by segment and gives each loop of one name to `ended`, instead of keeping it: memory does not
 * grow with the number of these loops. Never throws on any segments.
 */
export class PartsReader<M extends Members, P> {
  readonly #reader: SetReader;
  /** Findings outside the parts. */
  readonly #outside: Finding[] = [];

  constructor(
    grammar: LoopGrammar<M>,
    { delimiters, part }: { readonly delimiters: Delimiters; readonly part: string },
    ended: (part: ReadPart<P>) => void,
  ) {
    const closed = (open: readonly { grammar: LoopGrammar; value: Record<string, unknown>; isWhole: boolean }[]) => {
      const loop = open.at(-1);
      if (loop?.grammar.name !== part) return;
      const { value, isWhole } = loop;
      const position = Number(value['position']);
      const place = { position, segments: Number(value['segments']), findings: this.#takeFindings(position) };
      ended(isWhole ? { ...place, isWhole, value: value as P } : { ...place, isWhole, value });
    };
    this.#reader = new SetReader(grammar, delimiters, { part, passing: new Set([part]), closed }, findingsOfPart);
  }

  /** Processes the next segment after ST. */
  take(segment: Segment): void {
    this.#reader.take(segment);
  }

  /** Signals that SE is reached. Returns the value without the parts, and everything found outside them. */
  end(): ReadValue<ValueOf<LoopGrammar<M>>> {
    const value = this.#reader.end() as ValueOf<LoopGrammar<M>>;
    this.#takeFindings(Infinity);
    const findings = this.#outside;
    return this.#reader.isWhole ? { kind: 'read', value, findings } : { kind: 'faulty', findings };
  }

  /** The findings from a position on. Those before it are kept as findings outside the parts. */
  #takeFindings(position: number): readonly Finding[] {
    const found = this.#reader.findings.splice(0);
    for (const one of found) if (one.position < position) this.#outside.push(one);
    return found.filter((one) => one.position >= position);
  }
}
