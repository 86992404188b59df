import type { Finding } from '../check/finding.ts';
import type { LoopGrammar, SegmentGrammar } from '../grammar/grammar.ts';
import type { OpenLoop } from './open-loop.ts';

/** What a listener may ask of the reader that calls it, and tell it. */
export interface ReadingState {
  readonly findings: readonly Finding[];
  /** Position of the current segment; ST = 1. */
  readonly position: number;
  /** For each kept segment of the innermost loop: the index of its member and its position in the set. */
  readonly places: readonly number[];
  tell(finding: Finding): void;
  /** Where a missing member of the innermost loop should stand. */
  missingAt(open: OpenLoop, index: number): number;
}

/** Callbacks while a set is read. */
export interface SetListener {
  /** A loop that is not kept begins. `open` lists the open loops, outermost first, with this loop last. */
  opened?(open: readonly OpenLoop[]): void;
  /** A loop is complete. `open` lists the open loops, outermost first, with this loop last. */
  closed?(open: readonly OpenLoop[], reader: ReadingState): void;
  /** A segment was placed in a loop. Only needed to display segments. */
  placed?(position: number, loop: LoopGrammar, grammar: SegmentGrammar, open: readonly OpenLoop[]): void;
  /** Keeps unexpected segments in the values of their loops. */
  readonly keepsUnexpected?: boolean;
  /** Keeps all that is needed to write the same bytes again. */
  readonly keepsRaw?: boolean;
  /** Name of a loop that may be incomplete: what it lacks does not make the loops around it incomplete. */
  readonly part?: string;
  /** Loops that are not kept in their parent; the listener uses them when they close. */
  readonly passing?: ReadonlySet<string>;
}
