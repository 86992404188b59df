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
  if (bytes.byteLength > limits.fileBytes) return unreadable('the file is too large', 0, 0, []);
  const reader = new SegmentReader(textOf(bytes));
  const interchanges: Interchange[] = [];
  const fail = (reason: string): ReadResult => unreadable(reason, reader.count + 1, reader.offset, interchanges);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) reader.offset = 3;
  if (reader.atEnd()) return fail('the file is empty');
  while (!reader.atEnd()) {
    const found = readHeader(reader);
    if (typeof found === 'string')
      return fail(interchanges.length === 0 ? `the file ${found}` : 'something follows the last IEA segment');
    const interchange = readBody(reader, new EnvelopeReader(found.header, found.delimiters));
    if (typeof interchange === 'string') return fail(interchange);
    interchanges.push(interchange);
  }
  return { kind: 'read', interchanges };
}

/** From after the ISA segment to its IEA; a sentence where it ends too early. */
function readBody(reader: SegmentReader, envelope: EnvelopeReader): Interchange | string {
  for (;;) {
    if (reader.atEnd()) return 'the file ends before the IEA segment';
    const segment = reader.next(envelope.delimiters);
    if (segment === 'truncated') return 'the file ends within a segment';
    if (segment === 'too long') return 'a segment, or the number of segments, is past the limit';
    const problem = envelope.take(segment);
    if (problem) return problem;
    if (segment.id === 'IEA') return envelope.close();
  }
}

function unreadable(reason: string, segment: number, offset: number, interchanges: readonly Interchange[]): ReadResult {
  return { kind: 'unreadable', reason, segment, offset, interchanges };
}

const chunk = 32_768;

/** One character a byte. */
function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) parts.push(String.fromCharCode(...bytes.subarray(at, at + chunk)));
  return parts.join('');
}

/** Every fault of an interchange's envelopes, those of its sets included. */
export function envelopeFindings(interchange: Interchange): readonly Finding[] {
  return [...interchange.findings, ...interchange.groups.flatMap((group) => group.sets.flatMap((set) => set.findings))];
}
