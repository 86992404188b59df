import { Piece } from './piece.ts';
import { keyOf } from './short-text.ts';

/** Position of a segment in its file, and the index of its id's end offset in the chunk. */
type PlaceOfSegment = Pick<Segment, 'id' | 'idKey' | 'piece' | 'first' | 'count' | 'offset' | 'bytes' | 'isPrintable'>;

/** One segment of a file. Elements are cut from the file's text on demand. */
export class Segment {
  readonly id: string;
  /** The key of its id; -1 for an id that no segment can have. */
  readonly idKey: number;
  /** Byte offset of its first character in the file. */
  readonly offset: number;
  /** Length in bytes, terminator included. With `offset` this locates the raw bytes in the file. */
  readonly bytes: number;
  /** Whether every character is printable ASCII. Apart from delimiters, X12 allows nothing else. */
  readonly isPrintable: boolean;
  /** Number of elements, not counting the id. */
  readonly count: number;
  readonly #piece: Piece;
  readonly #first: number;

  constructor(place: PlaceOfSegment) {
    this.id = place.id;
    this.idKey = place.idKey;
    this.#piece = place.piece;
    this.#first = place.first;
    this.count = place.count;
    this.offset = place.offset;
    this.bytes = place.bytes;
    this.isPrintable = place.isPrintable;
  }

  /** The chunk of bytes that contains it. */
  get piece(): Piece {
    return this.#piece;
  }

  /** Index of its id's end in the chunk's list of ends; the ends of its elements follow. */
  get first(): number {
    return this.#first;
  }

  /** Elements as raw text, one character per byte; [0] is the segment id, [1] its first element. */
  get elements(): readonly string[] {
    const { piece, first, count } = this;
    const elements = new Array<string>(count + 1);
    elements[0] = this.id;
    for (let at = 1; at <= count; at += 1) {
      elements[at] = piece.cut((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
    }
    return elements;
  }

  /** The key of an element, counted from 1; -1 when it is absent or has no key. */
  key(at: number): number {
    const { piece, first, count } = this;
    return at > count ? -1 : piece.key((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
  }

  /** The text of an element, counted from 1; empty when absent. */
  element(at: number): string {
    if (at < 1 || at > this.count) return '';
    const { piece, first } = this;
    return piece.cut((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
  }
}

/** A segment built from an id and elements instead of a file. */
export function segmentOf(elements: readonly string[]): Segment {
  const text = `${elements.join('*')}~`;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const piece = new Piece(bytes, elements.length);
  const { ends } = piece;
  for (const [index, { length }] of elements.entries()) ends[index] = (ends[index - 1] ?? -1) + 1 + length;
  const [id = ''] = elements;
  return new Segment({
    id,
    idKey: keyOf(id),
    piece,
    first: 0,
    count: elements.length - 1,
    offset: 0,
    bytes: bytes.length,
    isPrintable: true,
  });
}

/** Where a segment is in its file. */
type Stretch = Pick<Segment, 'offset' | 'bytes'>;

/** The raw bytes of a segment, or of a run of segments with everything between them. */
export function rawBytes(file: Uint8Array, from: Stretch, to: Stretch = from): Uint8Array {
  return file.subarray(from.offset, to.offset + to.bytes);
}
