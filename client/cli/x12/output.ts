import { writeSync } from 'node:fs';
import { badUsage } from '../problem.ts';

/** Characters buffered before writing: a write per line would cost more than reading. */
const held = 65_536;

/**
 * Writes text to standard output or another descriptor, synchronously, so that a file of
 * any size is printed in constant memory.
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

  /** Writes the buffered text. Call it last. */
  flush(): void {
    writeWhole(this.#descriptor, Buffer.from(this.#text, this.#encoding));
    this.#text = '';
  }
}

/** Writes all bytes to a descriptor, waiting for a slow reader. */
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

/** Parses an option as a positive whole number. */
export function countFrom(option: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= most) return count;
  throw badUsage(`${option} takes a whole number from 1 to ${most}.`);
}
