/** One segment as it stands in the file. */
export interface Segment {
  readonly id: string;
  /** Elements as raw text; [0] is the segment's id, [1] its first element. */
  readonly elements: readonly string[];
  /** Byte offset of its first character in the file. */
  readonly offset: number;
}

/**
 * Limits that no honest file reaches; past them reading stops with a reason. No string holds 2^29 characters, and so no
 * file may.
 */
export const limits = {
  segmentBytes: 100_000,
  elements: 500,
  segments: 5_000_000,
  fileBytes: 500_000_000,
} as const;

const whiteSpace = new Set([' ', '\t', '\r', '\n']);

/** Reads segments one after another from text (one character a byte); keeps where it stands. */
export class SegmentReader {
  offset = 0;
  count = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Passes over line ends and indentation between segments; true at the end of the text. */
  atEnd(): boolean {
    while (this.offset < this.#text.length && whiteSpace.has(this.#text.charAt(this.offset))) this.offset += 1;
    return this.offset >= this.#text.length;
  }

  /** The text from here on, at most that many characters. */
  ahead(characters: number): string {
    return this.#text.slice(this.offset, this.offset + characters);
  }

  /** The next segment; a word of why not when there is none that is whole or within the limits. */
  next({
    element,
    terminator,
  }: {
    readonly element: string;
    readonly terminator: string;
  }): Segment | 'truncated' | 'too long' {
    const { offset } = this;
    const end = this.#text.indexOf(terminator, offset);
    if (end < 0) return this.#text.length - offset > limits.segmentBytes ? 'too long' : 'truncated';
    if (end - offset > limits.segmentBytes) return 'too long';
    const elements = this.#text.slice(offset, end).split(element);
    if (elements.length > limits.elements || this.count >= limits.segments) return 'too long';
    this.offset = end + terminator.length;
    this.count += 1;
    return { id: elements[0] ?? '', elements, offset };
  }
}
