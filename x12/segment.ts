/** One segment as it stands in the file. */
export interface Segment {
  readonly id: string;
  /** Elements as raw text, one character a byte; [0] is the segment's id, [1] its first element. */
  readonly elements: readonly string[];
  /** Byte offset of its first character in the file. */
  readonly offset: number;
  /** Bytes up to and with its terminator. With `offset` they give its raw bytes back from the file. */
  readonly bytes: number;
  /** Each of its characters can be printed, and is of ASCII. Delimiters apart, others have no place in X12. */
  readonly isPrintable: boolean;
}

/** The bytes of a segment, or of a run of segments with all that stands between them, from the file they stand in. */
export function rawBytes(file: Uint8Array, from: Segment, to: Segment = from): Uint8Array {
  return file.subarray(from.offset, to.offset + to.bytes);
}
