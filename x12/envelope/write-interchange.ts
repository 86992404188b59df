import { type Delimiters, isDelimiter, usualDelimiters } from '../delimiters.ts';
import { type Finding, placeIn, type Rule } from '../finding.ts';
import type { WriteContext } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import { writeElements } from '../grammar/write-fields.ts';
import type { Characters, WrittenValue } from '../write-value.ts';
import { groupHeader, interchangeAcknowledgement, interchangeHeader, setHeader } from './envelope-segments.ts';
import type { InterchangeAcknowledgement } from './interchange.ts';

/** One transaction set to write: how its inner segments are made, and its control number. */
export interface SetToWrite {
  /** ST01, e.g. "837". */
  readonly set: string;
  /** ST03; an 835 has none. */
  readonly guide?: string;
  /** ST02, 4 to 9 digits. */
  readonly control: string;
  readonly write: (delimiters: Delimiters, characters?: Characters) => WrittenValue;
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
  /** GS04 and GS05; those of the interchange unless they are given: yyyy-mm-dd, hhmm. */
  readonly on?: string;
  readonly at?: string;
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
  /** Without a repetition separator, nothing can be repeated. */
  readonly delimiters?: Delimiters;
  /** ISA14: whether a TA1 is asked for. */
  readonly asksAcknowledgement?: boolean;
  /** Text that X12 cannot carry: refused unless told otherwise. */
  readonly characters?: Characters;
}

/** The bytes of an interchange, or what keeps it from being written. */
export type WrittenInterchange =
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Writes a whole interchange: a fixed ISA of 106 characters, counts, control numbers as given, no line ends. */
export function writeInterchange(interchange: InterchangeToWrite): WrittenInterchange {
  const delimiters = interchange.delimiters ?? usualDelimiters;
  const envelope = new EnvelopeWriter(delimiters);
  if (!areDelimiters(delimiters))
    return envelope.refused('ISA', 'element.characters', 'has delimiters that cannot be told apart');
  const isa = envelope.elements(interchangeHeader, interchange);
  const lines: string[] = [header(isa, interchange.asksAcknowledgement ?? false, delimiters)];
  for (const one of interchange.acknowledgements ?? []) lines.push(envelope.line(interchangeAcknowledgement, one));
  for (const group of interchange.groups) writeGroup(group, interchange, envelope, lines);
  lines.push(['IEA', interchange.groups.length, nineDigits(isa)].join(delimiters.element));
  return envelope.findings.length > 0
    ? { kind: 'refused', findings: envelope.findings }
    : { kind: 'written', bytes: bytesOf(lines, delimiters.terminator) };
}

/** Writes envelope segments by their grammar, and keeps what is wrong with them. */
class EnvelopeWriter {
  readonly findings: Finding[] = [];
  readonly delimiters: Delimiters;

  constructor(delimiters: Delimiters) {
    this.delimiters = delimiters;
  }

  elements({ id, fields }: SegmentGrammar, value: object): readonly string[] {
    const elements: string[] = [id];
    const context: WriteContext = {
      delimiters: this.delimiters,
      mayClean: false,
      element: 0,
      component: 0,
      repetition: 0,
      report: (rule, message) => this.refuse(id, rule, message, placeIn(context)),
    };
    writeElements(fields, value as Readonly<Record<string, unknown>>, elements, context);
    return elements;
  }

  line(grammar: SegmentGrammar, value: object): string {
    return this.elements(grammar, value).join(this.delimiters.element);
  }

  refused(segment: string, rule: Rule, message: string): WrittenInterchange {
    this.refuse(segment, rule, message);
    return { kind: 'refused', findings: this.findings };
  }

  refuse(segment: string, rule: Rule, message: string, place: Pick<Finding, 'element'> = {}): void {
    this.findings.push({ severity: 'error', rule, segment, position: 0, message, ...place });
  }
}

/** The fixed form: every element padded to its width, the year without its century. */
function header(isa: readonly string[], asks: boolean, { element, repetition, component }: Delimiters): string {
  const at = (index: number, width: number): string => (isa[index] ?? '').padEnd(width);
  const blank = ' '.repeat(10);
  const parties = [at(5, 2), at(6, 15), at(7, 2), at(8, 15)];
  const moment = [at(9, 8).slice(2), at(10, 4)];
  return [
    'ISA',
    '00',
    blank,
    '00',
    blank,
    ...parties,
    ...moment,
    repetition ?? 'U',
    '00501',
    nineDigits(isa),
    asks ? '1' : '0',
    at(15, 1),
    component,
  ].join(element);
}

function writeGroup(
  group: GroupToWrite,
  { on, at, characters }: InterchangeToWrite,
  envelope: EnvelopeWriter,
  lines: string[],
): void {
  const { element } = envelope.delimiters;
  // What a trailer repeats is taken from the header that was written: it is text, whatever the caller gave.
  const gs = envelope.elements(groupHeader, { on, at, ...group, agency: 'X' });
  lines.push(gs.join(element));
  for (const set of group.sets) {
    const st = envelope.elements(setHeader, set);
    lines.push(st.join(element));
    const written = set.write(envelope.delimiters, characters);
    if (written.kind === 'refused') for (const finding of written.findings) envelope.findings.push(finding);
    else {
      for (const segment of written.segments) lines.push(segment);
      lines.push(['SE', written.segments.length + 2, st[2]].join(element));
    }
  }
  lines.push(['GE', group.sets.length, gs[6]].join(element));
}

/** One byte a character: the writer lets nothing else through. */
function bytesOf(lines: readonly string[], terminator: string): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((total, line) => total + line.length + 1, 0));
  let to = 0;
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 1) bytes[to + at] = line.charCodeAt(at);
    to += line.length + 1;
    bytes[to - 1] = terminator.charCodeAt(0);
  }
  return bytes;
}

/** Characters, all different, that no text of ours needs. */
function areDelimiters({ element, component, repetition, terminator }: Delimiters): boolean {
  const all: readonly unknown[] = [element, component, terminator, ...(repetition === undefined ? [] : [repetition])];
  return new Set(all).size === all.length && all.every((one) => typeof one === 'string' && isDelimiter(one));
}

/** ISA13, which IEA02 repeats. */
function nineDigits(isa: readonly string[]): string {
  return (isa[13] ?? '').padStart(9, '0');
}
