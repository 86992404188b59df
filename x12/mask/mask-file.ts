import { type Limits, usualLimits } from '../segments/limits.ts';
import { type Stop, Tokenizer } from '../segments/tokenizer.ts';
import { Masker, type Random } from './masker.ts';

/**
 * Copies a file given in chunks, and replaces names, addresses, identifiers and free text consistently, by text of the
 * same form; dates move by the same number of days. Codes, amounts and counts stay. This is not de-identification as
 * 45 CFR 164.514 defines it: codes, amounts, states and intervals between dates remain.
 */
export class FileMasker {
  readonly #tokenizer: Tokenizer;
  readonly #print: (text: string) => void;
  readonly #masker: Masker;

  /** `print` receives text of one byte per character. */
  constructor(
    print: (text: string) => void,
    { random, days }: { readonly random: Random; readonly days: number },
    limits: Limits = usualLimits,
  ) {
    this.#tokenizer = new Tokenizer(limits);
    this.#print = print;
    this.#masker = new Masker(random, days);
  }

  /** Processes the next bytes. */
  push(bytes: Uint8Array): void {
    this.#tokenizer.push(bytes);
    this.#copy();
  }

  /** Signals that no more bytes follow; returns a stop when the file could not be read to its end. */
  end(): Stop | undefined {
    this.#tokenizer.end();
    this.#copy();
    const { pause } = this.#tokenizer;
    return typeof pause === 'string' ? undefined : pause;
  }

  #copy(): void {
    for (let segment = this.#tokenizer.next(); segment; segment = this.#tokenizer.next()) {
      const { delimiters } = this.#tokenizer;
      if (!delimiters) return;
      const masked = this.#masker.segment(segment, delimiters);
      this.#print(`${masked.join(delimiters.element)}${delimiters.terminator}`);
      if (segment.id === 'IEA') this.#tokenizer.delimiters = undefined;
    }
  }
}
