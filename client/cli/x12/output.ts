import { writeSync } from 'node:fs';
import { badUsage } from '../problem.ts';

/** Characters that are held before they are written: a write for each line would cost more than the reading. */
const held = 65_536;

/**
 * Writes text as it comes, to standard output or another descriptor. Written at once and not queued, so that a file of
 * any size is told in memory that does not grow.
 */
export class Output {
  readonly #descriptor: number;
  readonly #encoding: BufferEncoding;
  #text = '';

  constructor(descriptor = 1, encoding: BufferEncoding = 'utf8') {
    this.#descriptor = descriptor;
    this.#encoding = encoding;
  }

  /** Adds text. */
  readonly write = (text: string): void => {
    this.#text += text;
    if (this.#text.length >= held) this.flush();
  };

  /** Adds a line. */
  readonly line = (text: string): void => this.write(`${text}\n`);

  /** Writes what is held. Call it last. */
  flush(): void {
    writeWhole(this.#descriptor, Buffer.from(this.#text, this.#encoding));
    this.#text = '';
  }
}

/** Writes bytes to a descriptor to the last one, waiting for a reader who is slow. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** A whole number above zero that an option gives. */
export function countFrom(option: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= most) return count;
  throw badUsage(`${option} takes a whole number from 1 to ${most}.`);
}
