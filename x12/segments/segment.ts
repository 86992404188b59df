import { Piece } from './piece.ts';
import { keyOf } from './short-text.ts';

/** Where a segment was found: what `Segment` says of itself, and which of the ends in the piece is that of its id. */
type PlaceOfSegment = Pick<Segment, 'id' | 'idKey' | 'piece' | 'first' | 'count' | 'offset' | 'bytes' | 'isPrintable'>;

/** One segment as it stands in the file. Its elements are cut out of the file when they are asked for. */
export class Segment {
  readonly id: string;
  /** The key of its id; -1 for an id that no segment has. */
  readonly idKey: number;
  /** Byte offset of its first character in the file. */
  readonly offset: number;
  /** Bytes up to and with its terminator. With `offset` they give its raw bytes back from the file. */
  readonly bytes: number;
  /** Each of its characters can be printed, and is of ASCII. Delimiters apart, others have no place in X12. */
  readonly isPrintable: boolean;
  /** How many elements it has, its id apart. */
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

  /** What it stands in. */
  get piece(): Piece {
    return this.#piece;
  }

  /** Which of the ends in the piece is that of its id; those of its elements follow. */
  get first(): number {
    return this.#first;
  }

  /** Elements as raw text, one character a byte; [0] is the segment's id, [1] its first element. */
  get elements(): readonly string[] {
    const { piece, first, count } = this;
    const elements = new Array<string>(count + 1);
    elements[0] = this.id;
    for (let at = 1; at <= count; at += 1) {
      elements[at] = piece.cut((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
    }
    return elements;
  }

  /** The key of one of its elements, from 1; -1 when it has none. */
  key(at: number): number {
    const { piece, first, count } = this;
    return at > count ? -1 : piece.key((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
  }

  /** One of its elements, from 1; empty when there is none. */
  element(at: number): string {
    if (at < 1 || at > this.count) return '';
    const { piece, first } = this;
    return piece.cut((piece.ends[first + at - 1] ?? 0) + 1, piece.ends[first + at] ?? 0);
  }
}

/** A segment that stands in no file, of its id and its elements. */
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

/** Where a segment stands in its file. */
type Stretch = Pick<Segment, 'offset' | 'bytes'>;

/** The bytes of a segment, or of a run of segments with all that stands between them, from the file they stand in. */
export function rawBytes(file: Uint8Array, from: Stretch, to: Stretch = from): Uint8Array {
  return file.subarray(from.offset, to.offset + to.bytes);
}
