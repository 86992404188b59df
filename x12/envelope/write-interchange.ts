import { type Delimiters, usualDelimiters } from '../delimiters.ts';
import type { Finding } from '../finding.ts';
import type { WrittenValue } from '../write-value.ts';
import type { InterchangeAcknowledgement } from './interchange.ts';

/** One transaction set to write: how its inner segments are made, and its control number. */
export interface SetToWrite {
  /** ST01, e.g. "837". */
  readonly set: string;
  /** ST03; an 835 has none. */
  readonly guide?: string;
  /** ST02, 4 to 9 digits. */
  readonly control: string;
  readonly write: (delimiters: Delimiters) => WrittenValue;
}

/** One functional group to write. */
export interface GroupToWrite {
  /** GS01: HC claims, HP remittances, FA 999, HN status. */
  readonly functionalId: string;
  readonly senderCode: string;
  readonly receiverCode: string;
  readonly control: number;
  /** GS08. */
  readonly version: string;
  readonly sets: readonly SetToWrite[];
}

/** One interchange to write. Day and time come from the caller: the same input gives the same bytes. */
export interface InterchangeToWrite {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** yyyy-mm-dd. */
  readonly on: string;
  /** hhmm. */
  readonly at: string;
  readonly control: number;
  readonly usage: 'P' | 'T';
  readonly acknowledgements?: readonly InterchangeAcknowledgement[];
  readonly groups: readonly GroupToWrite[];
  readonly delimiters?: Required<Delimiters>;
}

/** The bytes of an interchange, or what keeps it from being written. */
export type WrittenInterchange =
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Writes a whole interchange: a fixed ISA of 106 characters, counts, control numbers as given, no line ends. */
export function writeInterchange(interchange: InterchangeToWrite): WrittenInterchange {
  const delimiters = interchange.delimiters ?? { ...usualDelimiters, repetition: '^' };
  const findings: Finding[] = [];
  const lines: (readonly string[])[] = [headerOf(interchange, delimiters)];
  for (const { control, date, time, code, noteCode } of interchange.acknowledgements ?? [])
    lines.push(['TA1', control, date, time, code, noteCode]);
  for (const group of interchange.groups) lines.push(...groupLines(group, interchange, delimiters, findings));
  lines.push(['IEA', String(interchange.groups.length), nineDigits(interchange.control)]);
  if (findings.length > 0) return { kind: 'refused', findings };
  const text = lines.map((line) => `${line.join(delimiters.element)}${delimiters.terminator}`).join('');
  return { kind: 'written', bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)) };
}

function headerOf(interchange: InterchangeToWrite, delimiters: Required<Delimiters>): readonly string[] {
  const { senderQualifier, senderId, receiverQualifier, receiverId, on, at, control, usage } = interchange;
  return [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    senderQualifier.padEnd(2),
    senderId.padEnd(15).slice(0, 15),
    receiverQualifier.padEnd(2),
    receiverId.padEnd(15).slice(0, 15),
    on.replaceAll('-', '').slice(2),
    at,
    delimiters.repetition,
    '00501',
    nineDigits(control),
    '0',
    usage,
    delimiters.component,
  ];
}

function groupLines(
  group: GroupToWrite,
  { on, at }: InterchangeToWrite,
  delimiters: Delimiters,
  findings: Finding[],
): readonly (readonly string[])[] {
  const { functionalId, senderCode, receiverCode, control, version, sets } = group;
  const lines: (readonly string[])[] = [
    ['GS', functionalId, senderCode, receiverCode, on.replaceAll('-', ''), at, String(control), 'X', version],
  ];
  for (const set of sets) {
    const written = set.write(delimiters);
    if (written.kind === 'refused') {
      findings.push(...written.findings);
      continue;
    }
    lines.push(
      ['ST', set.set, set.control, ...(set.guide ? [set.guide] : [])],
      ...written.segments.map((segment) => [segment]),
      ['SE', String(written.segments.length + 2), set.control],
    );
  }
  return [...lines, ['GE', String(sets.length), String(control)]];
}

function nineDigits(control: number): string {
  return String(control).padStart(9, '0');
}
