import { type Delimiters, isDelimiter, isPrintable } from './delimiters.ts';
import { type Limits, usualLimits } from './limits.ts';
import { emptyPiece, type Ends, joined, Piece } from './piece.ts';
import { idBy } from './segment-ids.ts';
import { Segment } from './segment.ts';

/** Why reading cannot continue: at which segment of the file (from 1) and at which byte. */
export interface Stop {
  readonly reason: string;
  readonly segment: number;
  readonly offset: number;
}

/** Why there is no next segment: more bytes are needed, the file is over, or reading has stopped. */
export type Pause = 'more' | 'end' | Stop;

const [letterA, letterI, letterS] = [65, 73, 83];
const controlZ = 26;
const [tab, lineFeed, carriageReturn, space, tilde] = [9, 10, 13, 32, 126];
const elementsOfIsa = 16;
const tooLong = 'a segment is longer than the limit';
/** Longest ISA segment accepted: some writers pad too much. */
const longestIsa = 400;

/**
 * Splits a file into segments, given its bytes in chunks, and holds at most one chunk and one segment. Takes the
 * delimiters from each ISA segment by counting its sixteen elements instead of 106 characters, since real ISA segments
 * are sometimes shorter or longer. Skips white space between segments and a byte order mark.
 */
export class Tokenizer {
  /** Segments returned so far. */
  count = 0;
  /** Whether the latest IEA had no terminator. */
  isUnterminated = false;
  /** A character after the last segment that is not white space. */
  filler: 'NUL' | 'Ctrl-Z' | undefined;
  /** Delimiters of the current interchange. */
  delimiters: Delimiters | undefined;
  readonly #limits: Limits;
  #piece = emptyPiece;
  /** Bytes received that are not yet part of the chunk. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** How far the chunk is read, and how many of its ends are in use. */
  #at = 0;
  #taken = 0;
  /** Byte offset in the file of the first character of the chunk. */
  #base = 0;
  #isOver = false;
  #stop: Stop | undefined;

  constructor(limits: Limits = usualLimits) {
    this.#limits = limits;
  }

  /** Byte offset of the next unread character. */
  get offset(): number {
    return this.#base + this.#at;
  }

  /** Adds the next bytes of the file, at most some megabytes. They are copied, so the caller may reuse its buffer. */
  push(bytes: Uint8Array): void {
    if (this.#stop) return;
    this.#waitingBytes += bytes.length;
    const isWhole = this.#mayBeWhole(bytes);
    this.#waiting.push(isWhole ? bytes : bytes.slice());
    if (isWhole) this.#join();
  }

  /** Signals that no more bytes follow. */
  end(): void {
    if (!this.#stop) this.#join();
    this.#isOver = true;
  }

  /** Whether a segment may end in these bytes. If not, joining them to the chunk can wait. */
  #mayBeWhole(bytes: Uint8Array): boolean {
    const left = this.#piece.bytes.length - this.#at + this.#waitingBytes;
    if (this.delimiters === undefined || left > this.#limits.segmentBytes) return true;
    return bytes.includes(this.delimiters.terminator.charCodeAt(0));
  }

  #join(): void {
    this.#base += this.#at;
    const all = joined([this.#piece.bytes.subarray(this.#at), ...this.#waiting]);
    // Allocate what the previous chunk needed: neighboring chunks are alike.
    this.#piece = new Piece(all, this.#taken + this.#limits.elements + 1);
    this.#at = 0;
    this.#taken = 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** The next segment; undefined when there is none, and `pause` says why. */
  next(): Segment | undefined {
    if (this.#stop || (this.offset === 0 && !this.#passByteOrderMark())) return undefined;
    this.#passWhiteSpace();
    if (this.#at >= this.#piece.bytes.length) return undefined;
    if (this.offset > this.#limits.fileBytes) return this.#stopAt('the file is larger than the limit');
    if (this.count >= this.#limits.segments) return this.#stopAt('the file has more segments than the limit');
    if (this.delimiters === undefined || this.#isAtHeader()) return this.#header();
    return this.#segment(this.delimiters);
  }

  /** Why `next` returned nothing. After a stop it never returns a segment again. */
  get pause(): Pause {
    return this.#stop ?? (this.#isOver ? 'end' : 'more');
  }

  /** A stop at the next segment. */
  stop(reason: string): Stop {
    return { reason, segment: this.count + 1, offset: this.offset };
  }

  #stopAt(reason: string): undefined {
    this.#stop = this.stop(reason);
  }

  #segment({ element, terminator }: Delimiters): Segment | undefined {
    const { bytes } = this.#piece;
    const separator = element.charCodeAt(0);
    const last = terminator.charCodeAt(0);
    const { length } = bytes;
    const ends = this.#room();
    let taken = this.#taken;
    // Becomes negative at the first character that is not printable.
    let range = 0;
    for (let at = this.#at; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === separator) {
        ends[taken] = at;
        taken += 1;
      } else if (byte === last) {
        ends[taken] = at;
        return this.#give(taken - this.#taken, at + 1, range >= 0);
      } else range |= (byte - space) | (tilde - byte);
    }
    return this.#unfinished(ends, taken, range >= 0);
  }

  /** The chunk's ends, with room for those of one more segment. */
  #room(): Ends {
    return this.#piece.room(this.#taken + this.#limits.elements + 1);
  }

  /** Creates the segment with that many elements that ends there; its ends are already recorded. */
  #give(count: number, end: number, isPrintable: boolean): Segment | undefined {
    const bytes = end - this.#at;
    // The length check comes first: with small chunks, length is known before elements can be counted.
    if (bytes > this.#limits.segmentBytes) return this.#stopAt(tooLong);
    if (count > this.#limits.elements) return this.#stopAt('a segment has more elements than the limit');
    const idEnd = this.#piece.ends[this.#taken] ?? end;
    const idKey = this.#piece.key(this.#at, idEnd);
    if (count > 2 && idBy(idKey) === 'IEA' && this.#isMerged()) return this.#giveMerged(isPrintable);
    const segment = new Segment({
      id: idBy(idKey) ?? this.#piece.cut(this.#at, idEnd),
      idKey,
      piece: this.#piece,
      first: this.#taken,
      count,
      offset: this.offset,
      bytes,
      isPrintable,
    });
    this.#at = end;
    this.#taken += count + 1;
    this.count += 1;
    return segment;
  }

  /** Whether an IEA without a terminator is followed by an ISA: then its second element ends with that id. */
  #isMerged(): boolean {
    const { ends } = this.#piece;
    return /^\d+\s*ISA$/.test(this.#piece.cut((ends[this.#taken + 1] ?? 0) + 1, ends[this.#taken + 2] ?? 0));
  }

  #giveMerged(isPrintable: boolean): Segment | undefined {
    const { ends } = this.#piece;
    const isa = (ends[this.#taken + 2] ?? 0) - 'ISA'.length;
    ends[this.#taken + 2] = this.#piece.cut(0, isa).trimEnd().length;
    this.isUnterminated = true;
    return this.#give(2, isa, isPrintable);
  }

  #unfinished(ends: Ends, taken: number, isPrintable: boolean): Segment | undefined {
    const { bytes } = this.#piece;
    if (bytes.length - this.#at > this.#limits.segmentBytes) return this.#stopAt(tooLong);
    if (!this.#isOver) return undefined;
    let end = bytes.length;
    for (; end > this.#at && isFiller(bytes[end - 1] ?? 0); end -= 1) this.#noteFiller(bytes[end - 1] ?? space);
    ends[taken] = end;
    const isIea = this.#piece.cut(this.#at, ends[this.#taken] ?? end) === 'IEA';
    if (!isIea || taken - this.#taken < 2) return this.#stopAt('the file ends within a segment');
    this.isUnterminated = true;
    const segment = this.#give(taken - this.#taken, end, isPrintable);
    this.#at = bytes.length;
    return segment;
  }

  #passWhiteSpace(): void {
    const { bytes } = this.#piece;
    const isAfterIea = this.count > 0 && this.delimiters === undefined;
    for (; this.#at < bytes.length; this.#at += 1) {
      const byte = bytes[this.#at] ?? 0;
      if (isWhiteSpace(byte)) continue;
      if (!isAfterIea || !isFiller(byte)) return;
      this.#noteFiller(byte);
    }
  }

  #noteFiller(byte: number): void {
    if (!isWhiteSpace(byte)) this.filler = byte === controlZ ? 'Ctrl-Z' : 'NUL';
  }

  /** Whether an ISA segment begins here without the previous interchange being closed. No other id begins with ISA. */
  #isAtHeader(): boolean {
    const { bytes } = this.#piece;
    const at = this.#at;
    if (bytes[at] !== letterI || bytes[at + 1] !== letterS || bytes[at + 2] !== letterA) return false;
    return isDelimiter(String.fromCharCode(bytes[at + 3] ?? space));
  }

  #header(): Segment | undefined {
    const ahead = this.#piece.cut(this.#at, this.#at + longestIsa);
    if (!ahead.startsWith('ISA'.slice(0, ahead.length)))
      return this.#stopAt(this.count === 0 ? notX12(ahead) : 'something follows an IEA segment');
    const isCut = !this.#isOver && ahead.length < longestIsa;
    const element = ahead.charAt(3);
    const parts = ahead.split(element, elementsOfIsa + 1);
    // The component separator and the terminator follow the sixteenth separator.
    const [component = '', terminator = ''] = parts[elementsOfIsa] ?? '';
    if (isCut && terminator === '') return undefined;
    const found = readDelimiters({ element, component, terminator }, parts);
    if (typeof found === 'string') return this.#stopAt(found);
    this.delimiters = found;
    const isa = [...parts.slice(0, elementsOfIsa), component];
    const ends = this.#room();
    let at = this.#at - 1;
    for (const [index, { length }] of isa.entries()) {
      at += length + 1;
      ends[this.#taken + index] = at;
    }
    return this.#give(elementsOfIsa, at + 1, isPrintable(isa.join(element), found));
  }

  /** False while there are too few bytes to decide. */
  #passByteOrderMark(): boolean {
    const { bytes } = this.#piece;
    if (bytes.length < 3 && !this.#isOver) return false;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
    return true;
  }
}

/**
 * The delimiters of an interchange, with the repetition separator from ISA11; or a sentence that says what is wrong.
 */
function readDelimiters(found: Delimiters, isa: readonly string[]): Delimiters | string {
  const { element, component, terminator } = found;
  if (!isDelimiter(element)) return 'the ISA segment has no element separator';
  if (isa.length <= elementsOfIsa) return 'the ISA segment has less than 16 elements';
  if (!isDelimiter(component) || !isDelimiter(terminator))
    return 'the ISA segment has no component separator or segment terminator';
  if (new Set([element, component, terminator]).size < 3) return 'one character is used for two delimiters';
  const repetition = (isa[11] ?? '').trim();
  // Before 00402, ISA11 names a standard ("U") instead of a repetition separator.
  const isDistinct = ![element, component, terminator].includes(repetition);
  const repeats = (isa[12] ?? '') >= '00402' && isDelimiter(repetition) && isDistinct;
  return repeats ? { ...found, repetition } : found;
}

/** What a file is that does not begin with ISA, by its first bytes. */
function notX12(beginning: string): string {
  if (/^(\xff\xfe|\xfe\xff|\0?I\0S\0A)/.test(beginning))
    return 'the file is in UTF-16; X12 needs one byte per character';
  if (beginning.startsWith('\xc9\xe2\xc1')) return 'the file is in EBCDIC; convert it to ASCII';
  if (beginning.startsWith('\x1f\x8b')) return 'the file is compressed with gzip';
  return 'the file does not begin with an ISA segment';
}

/** White space, NUL and Ctrl-Z, which some systems append to files. */
function isFiller(character: number): boolean {
  return isWhiteSpace(character) || character === 0 || character === controlZ;
}

function isWhiteSpace(character: number): boolean {
  return character === space || character === lineFeed || character === carriageReturn || character === tab;
}
