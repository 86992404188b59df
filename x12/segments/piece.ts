import { keyAt } from './short-text.ts';

// Available in every runtime. One byte must become the character of the same number, so that offsets in the text are
// offsets in the file. Node.js 20 does so for "latin1"; later ones read Windows-1252, as the Encoding Standard asks.
declare const TextDecoder: new (encoding: string) => { decode(bytes: Uint8Array): string };
const decoder = new TextDecoder('latin1');

/** Bytes that are turned into characters in one call; more arguments could exceed a runtime's limit. */
const bytesPerCall = 8_192;

/** End offsets in a chunk; 16-bit while the chunk is small enough, to halve the memory. */
export type Ends = Uint16Array | Uint32Array;

/** A chunk of a file with the end offsets of the elements in it, segment after segment. */
export class Piece {
  readonly bytes: Uint8Array;
  #ends: Ends;
  #text: string | undefined;

  constructor(bytes: Uint8Array, room: number) {
    this.bytes = bytes;
    this.#ends = this.#endsFor(room);
  }

  /** End offsets of the elements. Only the first entries are in use. */
  get ends(): Ends {
    return this.#ends;
  }

  /** The same array, grown to hold at least that many. */
  room(needed: number): Ends {
    if (needed > this.#ends.length) {
      const more = this.#endsFor(2 * needed);
      more.set(this.#ends);
      this.#ends = more;
    }
    return this.#ends;
  }

  #endsFor(room: number): Ends {
    return this.bytes.length <= 0xffff ? new Uint16Array(room) : new Uint32Array(room);
  }

  /** The bytes as text, one character per byte. Decoded on first use: counting segments never needs it. */
  get text(): string {
    return (this.#text ??= textOf(this.bytes));
  }

  /** The text between two offsets. */
  cut(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  /** The key of the text between two offsets; -1 unless it has one to three characters. */
  key(from: number, to: number): number {
    return keyAt(this.bytes, from, to);
  }
}

/** Bytes as text, one character per byte, each with the number of its byte. */
function textOf(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  // Windows-1252 gives some bytes from 128 to 159 a character above 255.
  if (!/[\u0100-\uffff]/.test(text)) return text;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerCall)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + bytesPerCall)));
  return parts.join('');
}

/** An empty chunk. */
export const emptyPiece = new Piece(new Uint8Array(0), 0);

/** Concatenates byte arrays. */
export function joined(all: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(all.reduce((total, { length }) => total + length, 0));
  let to = 0;
  for (const one of all) {
    bytes.set(one, to);
    to += one.length;
  }
  return bytes;
}
