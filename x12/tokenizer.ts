import { type Delimiters, isDelimiter, isPrintable } from './delimiters.ts';
import { type Limits, usualLimits } from './limits.ts';
import type { Segment } from './segment.ts';

/** Why reading cannot go on: at which segment of the file (from 1), at which byte. */
export interface Stop {
  readonly reason: string;
  readonly segment: number;
  readonly offset: number;
}

/** Why there is no next segment: more bytes are needed, the file is over, or it cannot be read on. */
export type Pause = 'more' | 'end' | Stop;

// Every runtime has it; one byte gives one character, so that offsets in text are offsets in the file.
declare const TextDecoder: new (encoding: string) => { decode(bytes: Uint8Array): string };
const decoder = new TextDecoder('latin1');

const letterI = 73;
const [tab, lineFeed, carriageReturn, space, tilde] = [9, 10, 13, 32, 126];
const elementsOfIsa = 16;
/** Segment ids that are kept as one string each. No guide has as many. */
const idsKept = 1_000;
const tooLong = 'a segment is longer than the limit';
/** Longest ISA that is read: some writers pad too much. */
const longestIsa = 400;

/**
 * Parts a file into segments, given its bytes piece by piece, and holds no more than one piece and one segment. Takes
 * the delimiters from each ISA segment, by its sixteen elements rather than by its 106 characters, since real ones are
 * shorter or longer. White space between segments and a byte order mark are passed over.
 */
export class Tokenizer {
  /** Segments given so far. */
  count = 0;
  /** Of the interchange that is being read. */
  delimiters: Delimiters | undefined;
  readonly #limits: Limits;
  /** What is not read yet: as bytes, which are quick to search, and as text, which is quick to cut. */
  #bytes: Uint8Array = new Uint8Array(0);
  #text = '';
  #at = 0;
  /** Byte offset in the file of the first character of `#text`. */
  #base = 0;
  #isOver = false;
  #stop: Stop | undefined;
  /** Where the elements of the present segment end; used again for each. */
  readonly #ends: Int32Array;
  readonly #ids = new Map<number, string>();

  constructor(limits: Limits = usualLimits) {
    this.#limits = limits;
    this.#ends = new Int32Array(limits.elements + 1);
  }

  /** Byte offset of what comes next. */
  get offset(): number {
    return this.#base + this.#at;
  }

  /** Takes the next bytes of the file, some megabytes at most. They are copied: the caller may use its buffer again. */
  push(bytes: Uint8Array): void {
    if (this.#stop) return;
    this.#base += this.#at;
    this.#bytes = joined(this.#bytes.subarray(this.#at), bytes);
    this.#text = decoder.decode(this.#bytes);
    this.#at = 0;
  }

  /** Says that no bytes follow. */
  end(): void {
    this.#isOver = true;
  }

  /** The next segment of what was pushed; undefined when there is none, and `pause` says why. */
  next(): Segment | undefined {
    if (this.#stop || (this.offset === 0 && !this.#passByteOrderMark())) return undefined;
    const text = this.#text;
    while (isWhiteSpace(text.charCodeAt(this.#at))) this.#at += 1;
    if (this.#at >= text.length) return undefined;
    if (this.offset > this.#limits.fileBytes) return this.#stopAt('the file is larger than the limit');
    if (this.count >= this.#limits.segments) return this.#stopAt('the file has more segments than the limit');
    if (this.delimiters === undefined || this.#isAtHeader()) return this.#header();
    return this.#segment(this.delimiters);
  }

  /** Why `next` gave nothing. After a stop it never gives anything again. */
  get pause(): Pause {
    return this.#stop ?? (this.#isOver ? 'end' : 'more');
  }

  /** A stop at the segment that would come next. */
  stop(reason: string): Stop {
    return { reason, segment: this.count + 1, offset: this.offset };
  }

  #stopAt(reason: string): undefined {
    this.#stop = this.stop(reason);
  }

  #segment({ element, terminator }: Delimiters): Segment | undefined {
    const bytes = this.#bytes;
    const separator = element.charCodeAt(0);
    const last = terminator.charCodeAt(0);
    const { length } = bytes;
    const ends = this.#ends;
    let count = 0;
    // Negative once a character is none that can be printed.
    let range = 0;
    for (let at = this.#at; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === separator) {
        ends[count] = at;
        count += 1;
      } else if (byte === last) {
        ends[count] = at;
        return this.#cut(count + 1, at + 1, range >= 0);
      } else range |= (byte - space) | (tilde - byte);
    }
    return this.#unfinished();
  }

  /** Cuts the segment that ends there into that many parts, at `#ends`: into an array of just that size. */
  #cut(count: number, end: number, isPrintable: boolean): Segment | undefined {
    // Length comes first: of a file in small pieces it is known before the elements can be counted.
    if (end - this.#at > this.#limits.segmentBytes) return this.#stopAt(tooLong);
    if (count - 1 > this.#limits.elements) return this.#stopAt('a segment has more elements than the limit');
    const text = this.#text;
    const ends = this.#ends;
    const elements = new Array<string>(count);
    let from = ends[0] ?? end;
    elements[0] = this.#idOf(from);
    for (let index = 1; index < count; index += 1) {
      const to = ends[index] ?? end;
      elements[index] = text.slice(from + 1, to);
      from = to;
    }
    return this.#give(elements, end, isPrintable);
  }

  /** The id that ends there. A file has few, and what looks for them is quicker when each is one string. */
  #idOf(end: number): string {
    const at = this.#at;
    if (end - at < 2 || end - at > 3) return this.#text.slice(at, end);
    const bytes = this.#bytes;
    const third = end - at === 3 ? (bytes[at + 2] ?? 0) : 0;
    const key = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | third;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    // As a property's name it is one string with every literal of that text, and quick to compare.
    const [id = ''] = Object.keys({ [this.#text.slice(at, end)]: true });
    // A hostile file must not fill the memory with ids of its own.
    if (this.#ids.size < idsKept) this.#ids.set(key, id);
    return id;
  }

  #give(elements: readonly string[], end: number, isPrintable: boolean): Segment | undefined {
    const bytes = end - this.#at;
    if (bytes > this.#limits.segmentBytes) return this.#stopAt(tooLong);
    const segment = { id: elements[0] ?? '', elements, offset: this.offset, bytes, isPrintable };
    this.#at = end;
    this.count += 1;
    return segment;
  }

  #unfinished(): Segment | undefined {
    if (this.#text.length - this.#at > this.#limits.segmentBytes) return this.#stopAt(tooLong);
    return this.#isOver ? this.#stopAt('the file ends within a segment') : undefined;
  }

  /** Whether an ISA segment begins here, though the interchange before it was not closed. No other id begins so. */
  #isAtHeader(): boolean {
    if (this.#text.charCodeAt(this.#at) !== letterI) return false;
    return this.#text.startsWith('ISA', this.#at) && isDelimiter(this.#text.charAt(this.#at + 3));
  }

  #header(): Segment | undefined {
    const ahead = this.#text.slice(this.#at, this.#at + longestIsa);
    if (!ahead.startsWith('ISA'.slice(0, ahead.length)))
      return this.#stopAt(
        this.count === 0 ? 'the file does not begin with an ISA segment' : 'something follows an IEA segment',
      );
    const isCut = !this.#isOver && ahead.length < longestIsa;
    const element = ahead.charAt(3);
    const parts = ahead.split(element, elementsOfIsa + 1);
    // Behind the sixteenth separator stand the component separator and the terminator.
    const [component = '', terminator = ''] = parts[elementsOfIsa] ?? '';
    if (isCut && terminator === '') return undefined;
    const found = readDelimiters({ element, component, terminator }, parts);
    if (typeof found === 'string') return this.#stopAt(found);
    this.delimiters = found;
    const isa = [...parts.slice(0, elementsOfIsa), component];
    const text = isa.join(element);
    return this.#give(isa, this.#at + text.length + 1, isPrintable(text, found));
  }

  /** False while too little of the file is there to tell. */
  #passByteOrderMark(): boolean {
    if (this.#text.length < 3 && !this.#isOver) return false;
    if (this.#text.startsWith('\u00ef\u00bb\u00bf')) this.#at = 3;
    return true;
  }
}

/** The delimiters of an interchange, with the repetition separator from ISA11; or a sentence of what is wrong. */
function readDelimiters(found: Delimiters, isa: readonly string[]): Delimiters | string {
  const { element, component, terminator } = found;
  if (!isDelimiter(element)) return 'the ISA segment has no element separator';
  if (isa.length <= elementsOfIsa) return 'the ISA segment has less than 16 elements';
  if (!isDelimiter(component) || !isDelimiter(terminator))
    return 'the ISA segment has no component separator or segment terminator';
  if (new Set([element, component, terminator]).size < 3) return 'one character is used for two delimiters';
  const repetition = (isa[11] ?? '').trim();
  // Before 00402 the eleventh element names a standard ("U") and no repetition separator.
  const repeats = (isa[12] ?? '') >= '00402' && isDelimiter(repetition);
  return repeats ? { ...found, repetition } : found;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function isWhiteSpace(character: number): boolean {
  return character === space || character === lineFeed || character === carriageReturn || character === tab;
}
