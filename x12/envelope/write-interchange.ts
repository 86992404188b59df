import { type Delimiters, isDelimiter, usualDelimiters } from '../segments/delimiters.ts';
import { type Finding, placeIn, type Rule } from '../check/finding.ts';
import type { WriteContext } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import { withElementName } from '../grammar/element-names.ts';
import { pathAt } from '../grammar/names.ts';
import { writeElements } from '../grammar/write-fields.ts';
import { joined } from '../segments/piece.ts';
import { areEqual, fieldsOf, isLossless, isRawSegment } from '../values/segment-text.ts';
import type { Characters, SegmentOutput } from '../values/write-value.ts';
import { nineDigits, paddedHeader, receivedInterchange } from './isa.ts';
import { groupHeader, interchangeAcknowledgment, interchangeHeader, setHeader } from './envelope-segments.ts';
import type { InterchangeAcknowledgment } from './interchange.ts';

/** A segment between sets or groups, where X12 does not allow it: written as it was received. */
export interface StraySegment {
  readonly stray: readonly string[];
}

/** One transaction set to write: a function that writes its segments, and its control number. */
export interface SetToWrite {
  /** ST01, e.g. "837". */
  readonly set: string;
  /** ST03; absent for an 835. */
  readonly guide?: string;
  /** ST02, 4 to 9 digits. */
  readonly control: string;
  /** ST as received, if its fields do not give it. */
  readonly raw?: readonly string[];
  /** Writes the segments between ST and SE; returns what prevents writing. */
  readonly write: (output: SegmentOutput) => readonly Finding[];
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
  /** GS04 (yyyy-mm-dd) and GS05 (hhmm); default to those of the interchange. */
  readonly on?: string;
  readonly at?: string;
  /** GS as received, if its fields do not give it. */
  readonly raw?: readonly string[];
  readonly sets: Iterable<SetToWrite | StraySegment>;
}

/** One interchange to write. Date and time come from the caller, so that the same input gives the same bytes. */
export interface InterchangeToWrite {
  /** ISA01 to ISA04: "00" and blanks by default. */
  readonly authorizationQualifier?: string;
  readonly authorization?: string;
  readonly securityQualifier?: string;
  readonly security?: string;
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
  readonly acknowledgments?: Iterable<InterchangeAcknowledgment>;
  readonly groups: Iterable<GroupToWrite | StraySegment>;
  /** ISA as received, if its fields do not give it. */
  readonly raw?: readonly string[];
  /**
   * TA1 segments after the groups, where X12 does not allow them. Some senders put them there, and a round trip keeps
   * them.
   */
  readonly laterAcknowledgments?: Iterable<InterchangeAcknowledgment>;
  /** Without a repetition separator, no element can repeat. */
  readonly delimiters?: Delimiters;
  /** ISA14: whether a TA1 is requested. */
  readonly asksAcknowledgment?: boolean;
  /** What to do with text that X12 cannot carry; refused by default. */
  readonly characters?: Characters;
  /** Writes what breaks a rule of the guide too, as long as nothing is lost. */
  readonly isUnchecked?: boolean;
}

/** The bytes of an interchange, or the findings that prevented writing. */
export type WrittenInterchange =
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Why raw elements are refused. */
const changedFields = 'differs from the fields beside it: remove `raw` to write the fields';

/** Characters buffered as text before conversion to bytes. */
const held = 65_536;

/** Writes a whole interchange: a fixed ISA of 106 characters, counts, control numbers as given, no line breaks. */
export function writeInterchange(interchange: InterchangeToWrite): WrittenInterchange {
  const pieces: Uint8Array[] = [];
  let text = '';
  const findings = printInterchange(interchange, (segment) => {
    text += segment;
    if (text.length < held) return;
    pieces.push(bytesOf(text));
    text = '';
  });
  pieces.push(bytesOf(text));
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'written', bytes: joined(pieces) };
}

/**
 * The same segment by segment, one byte per character; returns what prevents writing. Groups and sets are read one at a
 * time. Discard the output if there is any finding.
 */
export function printInterchange(interchange: InterchangeToWrite, print: (text: string) => void): readonly Finding[] {
  const delimiters = interchange.delimiters ?? usualDelimiters;
  const envelope = new EnvelopeWriter({ ...interchange, delimiters }, print);
  if (!areDelimiters(delimiters)) {
    envelope.refuse('ISA', 'element.characters', 'has delimiters that cannot be told apart');
    return envelope.findings;
  }
  const control = envelope.interchange(interchange);
  for (const one of interchange.acknowledgments ?? []) envelope.line(interchangeAcknowledgment, one);
  let groups = 0;
  for (const group of interchange.groups) {
    if ('stray' in group) envelope.stray(group);
    else {
      writeGroup(group, interchange, envelope);
      groups += 1;
    }
  }
  for (const one of interchange.laterAcknowledgments ?? []) envelope.line(interchangeAcknowledgment, one);
  envelope.print(['IEA', groups, control].join(delimiters.element));
  return envelope.findings;
}

/** Writes envelope segments by their grammar and collects findings. */
class EnvelopeWriter {
  readonly findings: Finding[] = [];
  readonly delimiters: Delimiters;
  readonly characters: Characters;
  readonly isUnchecked: boolean;
  readonly #print: (text: string) => void;

  constructor(
    { delimiters = usualDelimiters, characters = 'refuse', isUnchecked = false }: InterchangeToWrite,
    print: (text: string) => void,
  ) {
    this.delimiters = delimiters;
    this.characters = characters;
    this.isUnchecked = isUnchecked;
    this.#print = print;
  }

  /** Prints a segment. */
  readonly print = (segment: string): void => this.#print(`${segment}${this.delimiters.terminator}`);

  elements({ id, fields }: SegmentGrammar, value: object): readonly string[] {
    const elements: string[] = [id];
    const context: WriteContext = {
      delimiters: this.delimiters,
      mayClean: false,
      element: 0,
      component: 0,
      repetition: 0,
      report: (rule, message) => {
        if (this.isUnchecked && isLossless(rule)) return;
        const path = pathAt(fields, context.element, context.component);
        this.refuse(id, rule, withElementName(message, rule, id, context), { ...placeIn(context), path });
      },
    };
    writeElements(fields, value as Readonly<Record<string, unknown>>, elements, context);
    return elements;
  }

  /** Writes ISA; returns the control number for IEA. */
  interchange(value: InterchangeToWrite): string {
    if (value.raw !== undefined) return (this.kept(interchangeHeader, value, receivedInterchange)[13] ?? '').trim();
    const isa = this.elements(interchangeHeader, value);
    const padded = paddedHeader(isa, value.asksAcknowledgment ?? false, this.delimiters);
    this.print(padded.join(this.delimiters.element));
    return nineDigits(isa);
  }

  /** Writes a segment; returns its elements. */
  line(grammar: SegmentGrammar, value: object): readonly string[] {
    if ('raw' in value && value.raw !== undefined)
      return this.kept(grammar, value, (raw) => fieldsOf(grammar, raw, this.delimiters));
    const elements = this.elements(grammar, value);
    this.print(elements.join(this.delimiters.element));
    return elements;
  }

  /** Writes a segment as it was received; refused if its fields were changed since. */
  kept(
    { id, fields }: SegmentGrammar,
    value: object,
    read: (raw: readonly string[]) => Readonly<Record<string, unknown>>,
  ): readonly string[] {
    const { raw, ...given } = value as Readonly<Record<string, unknown>>;
    if (!isRawSegment(raw, this.delimiters)) {
      this.refuse(id, 'element.characters', 'is not a raw segment without delimiters', { path: 'raw' });
      return [];
    }
    const found = read(raw);
    if ([...Object.keys(fields), ...Object.keys(found)].some((name) => !areEqual(found[name], given[name])))
      this.refuse(id, 'element.unknown', changedFields, { path: 'raw' });
    this.print(raw.join(this.delimiters.element));
    return raw;
  }

  stray({ stray }: StraySegment): void {
    if (isRawSegment(stray, this.delimiters)) this.print(stray.join(this.delimiters.element));
    else this.refuse('', 'element.characters', 'is not a raw segment without delimiters', { path: 'stray' });
  }

  refuse(segment: string, rule: Rule, message: string, place: Pick<Finding, 'element' | 'path'> = {}): void {
    this.findings.push({ severity: 'error', rule, segment, position: 0, message, ...place });
  }
}

function writeGroup(group: GroupToWrite, { on, at }: InterchangeToWrite, envelope: EnvelopeWriter): void {
  const { element } = envelope.delimiters;
  // Trailers repeat the text of the header that was written, not the caller's value.
  const gs = envelope.line(groupHeader, group.raw ? group : { on, at, ...group, agency: 'X' });
  let sets = 0;
  for (const set of group.sets) {
    if ('stray' in set) envelope.stray(set);
    else {
      writeSet(set, envelope);
      sets += 1;
    }
  }
  envelope.print(['GE', sets, gs[6]].join(element));
}

function writeSet(set: SetToWrite, envelope: EnvelopeWriter): void {
  const { delimiters, characters, isUnchecked } = envelope;
  const st = envelope.line(setHeader, set);
  let segments = 2;
  const print = (segment: string): void => {
    segments += 1;
    envelope.print(segment);
  };
  for (const finding of set.write({ delimiters, characters, isUnchecked, print })) envelope.findings.push(finding);
  envelope.print(['SE', segments, st[2]].join(delimiters.element));
}

/** One byte per character: the writer lets nothing else through. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Distinct delimiters. */
function areDelimiters({ element, component, repetition, terminator }: Delimiters): boolean {
  const all: readonly unknown[] = [element, component, terminator, ...(repetition === undefined ? [] : [repetition])];
  return new Set(all).size === all.length && all.every((one) => typeof one === 'string' && isDelimiter(one));
}
