import { keyAt } from './short-text.ts';

// Every runtime has it; one byte gives one character, so that offsets in text are offsets in the file.
declare const TextDecoder: new (encoding: string) => { decode(bytes: Uint8Array): string };
const decoder = new TextDecoder('latin1');

/** Places in a piece; in half of the memory while the piece is small enough. */
export type Ends = Uint16Array | Uint32Array;

/** Some bytes of a file, and where the elements in them end: those of one segment behind those of another. */
export class Piece {
  readonly bytes: Uint8Array;
  #ends: Ends;
  #text: string | undefined;

  constructor(bytes: Uint8Array, room: number) {
    this.bytes = bytes;
    this.#ends = this.#endsFor(room);
  }

  /** Where the elements end. Only the first of the places are taken. */
  get ends(): Ends {
    return this.#ends;
  }

  /** The same, with room for so many. */
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

  /** The same as text, one character a byte. Made once it is asked for: who only counts needs none. */
  get text(): string {
    return (this.#text ??= decoder.decode(this.bytes));
  }

  /** The characters from one place to another. */
  cut(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  /** The key of the characters from one place to another; -1 for other than one to three of them. */
  key(from: number, to: number): number {
    return keyAt(this.bytes, from, to);
  }
}

/** A piece of nothing. */
export const emptyPiece = new Piece(new Uint8Array(0), 0);

/** Some bytes behind each other. */
export function joined(all: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(all.reduce((total, { length }) => total + length, 0));
  let to = 0;
  for (const one of all) {
    bytes.set(one, to);
    to += one.length;
  }
  return bytes;
}
