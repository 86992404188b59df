import { type Delimiters, isDelimiter } from '../delimiters.ts';
import type { SegmentReader } from '../segment.ts';

/** What the ISA segment says, trimmed. */
export interface InterchangeHeader {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** yymmdd and hhmm, as written. */
  readonly date: string;
  readonly time: string;
  readonly version: string;
  /** Nine digits. */
  readonly control: string;
  readonly usage: string;
}

const elementsOfIsa = 16;
/** Longest ISA that is read: some writers pad too much. */
const longestIsa = 400;

/**
 * Reads the ISA segment and the delimiters in it. Goes by its sixteen elements rather than by its 106 characters, since
 * real ones are shorter or longer. A sentence where it is none.
 */
export function readHeader(reader: SegmentReader): { header: InterchangeHeader; delimiters: Delimiters } | string {
  const text = reader.ahead(longestIsa);
  if (!text.startsWith('ISA')) return 'does not begin with an ISA segment';
  const element = text.charAt(3);
  if (!isDelimiter(element)) return 'has no element separator after ISA';
  const parts = text.split(element, elementsOfIsa + 1);
  if (parts.length <= elementsOfIsa) return 'has an ISA segment of less than 16 elements';
  const component = (parts[elementsOfIsa] ?? '').charAt(0);
  const start = parts.slice(0, elementsOfIsa).join(element).length + 2;
  const terminator = text.charAt(start);
  if (!isDelimiter(component) || !isDelimiter(terminator)) return 'has no component separator or segment terminator';
  if (new Set([element, component, terminator]).size < 3) return 'uses one character for two delimiters';
  reader.offset += start + 1;
  reader.count += 1;
  return headerOf(
    parts.map((part) => part.trim()),
    { element, component, terminator },
  );
}

function headerOf(isa: readonly string[], found: Delimiters): { header: InterchangeHeader; delimiters: Delimiters } {
  const at = (index: number): string => isa[index] ?? '';
  const repetition = at(11);
  const version = at(12);
  // Before 00402 the eleventh element names a standard ("U") and no repetition separator.
  const repeats = version >= '00402' && repetition.length === 1 && isDelimiter(repetition);
  return {
    header: {
      senderQualifier: at(5),
      senderId: at(6),
      receiverQualifier: at(7),
      receiverId: at(8),
      date: at(9),
      time: at(10),
      version,
      control: at(13),
      usage: at(15),
    },
    delimiters: repeats ? { ...found, repetition } : found,
  };
}
