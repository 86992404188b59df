import type { Rule } from '../check/finding.ts';
import { toldId } from '../segments/segment-ids.ts';
import type { OpenLoop } from './open-loop.ts';
import type { Segment } from '../segments/segment.ts';

/** Runs that are remembered. */
const kept = 1_000;

/** Runs of segments without a place in their set. They may be remains of a part whose beginning is missing. */
export class StrayRuns {
  /** Position of the first segment of the current run; 0 outside of one. */
  #from = 0;
  /** Where each run began, by the position behind it. */
  readonly #before = new Map<number, number>();

  /** A segment has no place. */
  add(position: number): void {
    if (this.#from === 0) this.#from = position;
  }

  /** A segment has a place, or the set ends. */
  end(position: number): void {
    if (this.#from === 0) return;
    if (this.#before.size >= kept) this.#before.clear();
    if (this.#from < position) this.#before.set(position, this.#from);
    this.#from = 0;
  }

  /** Position before a run that ends at a position; the same position when there is none. */
  before(position: number): number {
    return this.#before.get(position) ?? position;
  }
}

/** What is wrong with a segment that fits nowhere in its set. */
export function strayFault({ id, count }: Segment): readonly [Rule, string] {
  if (id === '') return ['segment.unknown', 'is empty'];
  if (toldId(id) === '') return ['segment.unknown', 'is not defined by X12'];
  return count === 0 ? ['segment.empty', 'has no elements'] : ['segment.unexpected', 'is not expected here'];
}

/** What is wrong with a segment of which a loop has one already, received in the innermost loop. */
export function secondTime(loop: OpenLoop, innermost: OpenLoop | undefined): string {
  return loop === innermost
    ? 'occurs a second time'
    : `is not expected here, and loop ${loop.grammar.name} has one already`;
}
