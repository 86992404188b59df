import type { Finding } from '../finding.ts';
import { limits, SegmentReader } from '../segment.ts';
import { EnvelopeReader } from './envelope-reader.ts';
import type { Interchange, ReadResult } from './interchange.ts';
import { readHeader } from './read-header.ts';

/**
 * Reads every interchange of a file. Never throws, whatever the bytes: the result says where reading had to stop.
 * Bytes are taken as one character each, so that offsets are exact and nothing is lost.
 */
export function readInterchanges(bytes: Uint8Array): ReadResult {
  const interchanges: Interchange[] = [];
  if (bytes.byteLength > limits.fileBytes)
    return unreadable({ reason: 'the file is too large', segment: 0, offset: 0 }, []);
  const reader = new SegmentReader(textOf(bytes));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) reader.offset = 3;
  if (reader.atEnd()) return unreadable(next(reader, 'the file is empty'), interchanges);
  while (!reader.atEnd()) {
    const found = readHeader(reader);
    if (typeof found === 'string') {
      const reason = interchanges.length === 0 ? `the file ${found}` : 'something follows the last IEA segment';
      return unreadable(next(reader, reason), interchanges);
    }
    const interchange = readBody(reader, new EnvelopeReader(found.header, found.delimiters));
    if ('reason' in interchange) return unreadable(interchange, interchanges);
    interchanges.push(interchange);
  }
  return { kind: 'read', interchanges };
}

/** Why reading stopped, at which segment of the file (from 1) and at which byte. */
interface Stop {
  readonly reason: string;
  readonly segment: number;
  readonly offset: number;
}

/** From after the ISA segment to its IEA, or where it ends too early. */
function readBody(reader: SegmentReader, envelope: EnvelopeReader): Interchange | Stop {
  for (;;) {
    if (reader.atEnd()) return next(reader, 'the file ends before the IEA segment');
    const segment = reader.next(envelope.delimiters);
    if (segment === 'truncated') return next(reader, 'the file ends within a segment');
    if (segment === 'too long') return next(reader, 'a segment, or the number of segments, is past the limit');
    const problem = envelope.take(segment);
    if (problem) return { reason: problem, segment: reader.count, offset: segment.offset };
    if (segment.id === 'IEA') return envelope.close();
  }
}

/** A stop at the segment that would have come next. */
function next({ count, offset }: SegmentReader, reason: string): Stop {
  return { reason, segment: count + 1, offset };
}

function unreadable(stop: Stop, interchanges: readonly Interchange[]): ReadResult {
  return { kind: 'unreadable', ...stop, interchanges };
}

const chunk = 32_768;

/** One character a byte. */
function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    // Applied, not spread: that would walk each chunk byte by byte first.
    parts.push(String.fromCharCode.apply(undefined, bytes.subarray(at, at + chunk) as unknown as number[]));
  }
  return parts.join('');
}

/** Every fault of an interchange's envelopes, those of its sets included. */
export function envelopeFindings(interchange: Interchange): readonly Finding[] {
  return [...interchange.findings, ...interchange.groups.flatMap((group) => group.sets.flatMap((set) => set.findings))];
}
