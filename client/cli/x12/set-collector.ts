import type { FileListener, Segment, SetHeader, SetSink, TransactionSet } from '../../../x12/index.ts';

/** Collects the segments of each transaction set of a file, one set at a time. */
export class SetCollector implements FileListener {
  readonly #take: (set: TransactionSet) => void;

  /** `take` receives each complete set. */
  constructor(take: (set: TransactionSet) => void) {
    this.#take = take;
  }

  set(header: SetHeader, st: Segment): SetSink {
    const segments = [st];
    return {
      take: (segment) => void segments.push(segment),
      end: (findings, se) => this.#take({ ...header, segments: se ? [...segments, se] : segments, findings }),
    };
  }
}
