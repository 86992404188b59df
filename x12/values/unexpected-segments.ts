import type { UnexpectedSegment } from '../grammar/grammar.ts';
import { isList } from './turns.ts';

type Value = Readonly<Record<string, unknown>>;

/** The unexpected segments of a loop's value, given out once each, in the places where they were received. */
export class UnexpectedSegments {
  readonly #value: Value;
  readonly #left: Partial<UnexpectedSegment>[] = [];
  #isComplete = false;

  constructor(value: Value) {
    this.#value = value;
    this.#left.push(...listed(value['unexpected']));
  }

  /** Elements of the segments before the first member. */
  before(): readonly unknown[] {
    return this.#take((one) => one.nth === 0);
  }

  /** Elements of the segments behind the nth occurrence of a member. */
  after(name: string, nth: number): readonly unknown[] {
    return this.#take((one) => one.after === name && one.nth === nth);
  }

  /** Elements of those whose place does not exist. */
  left(): readonly unknown[] {
    return this.#take(() => true);
  }

  #take(isHere: (one: Partial<UnexpectedSegment>) => boolean): readonly unknown[] {
    const later = this.#isComplete ? undefined : this.#value['laterUnexpected'];
    // A streamed value has them once its long lists have been read.
    if (later !== undefined) {
      this.#left.push(...listed(later));
      this.#isComplete = true;
    }
    const taken: unknown[] = [];
    for (let at = 0; at < this.#left.length;) {
      const one = this.#left[at];
      if (one && isHere(one)) {
        taken.push(one.elements);
        this.#left.splice(at, 1);
      } else at += 1;
    }
    return taken;
  }
}

function listed(all: unknown): readonly Partial<UnexpectedSegment>[] {
  return isList(all) ? [...all].map((one) => (typeof one === 'object' && one !== null ? one : {})) : [];
}
