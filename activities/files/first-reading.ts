import { createHash } from 'node:crypto';
import type { IsoDate } from '../../domain/dates.ts';
import {
  type FileListener,
  FileReader,
  type Finding,
  type FunctionalGroup,
  type GroupHeader,
  type Interchange,
  type InterchangeAcknowledgment,
  type InterchangeHeader,
  type Segment,
  type SetHeader,
  type SetSink,
  type Stop,
} from '../../x12/index.ts';
import type { FileBytes } from '../store/file-bytes.ts';
import { type AcceptedRemittance, RemittanceReading } from './accept-remittance.ts';
import { paymentLabel } from './payment-label.ts';
import { Quarantine } from './quarantine.ts';

/** What the first reading knows of a transaction set. The claim payments of a remittance are not kept. */
export interface SurveyedSet extends SetHeader {
  /** Findings of its envelope. */
  readonly findings: readonly Finding[];
  /** SHA-256 of its content without envelope, delimiters and white space. */
  readonly canonicalSha256: string;
  /** Identifies the payment of a remittance to people; empty for another set. */
  readonly label: string;
  /** Position of the first segment with a NUL character. */
  readonly nulAt: number | undefined;
  readonly content: SetContent;
}

/** A remittance, or why it cannot be posted; the segments of another set. */
export type SetContent =
  | { readonly kind: 'remittance'; readonly accepted: AcceptedRemittance }
  | { readonly kind: 'refused'; readonly why: Quarantine }
  | { readonly kind: 'whole'; readonly segments: readonly Segment[] };

/** A functional group with its sets. */
export interface SurveyedGroup extends Omit<FunctionalGroup, 'sets'> {
  readonly sets: readonly SurveyedSet[];
}

/** An interchange with its groups. */
export interface SurveyedInterchange extends Omit<Interchange, 'groups'> {
  readonly groups: readonly SurveyedGroup[];
}

/** The complete interchanges of a file, and where reading stopped if it did. */
export interface Survey {
  readonly interchanges: readonly SurveyedInterchange[];
  readonly stop: Stop | undefined;
}

/**
 * Reads a file once, piece by piece, and checks everything that must hold before any of it is posted: its envelopes and
 * the sums of each remittance. Memory does not grow with the number of claim payments.
 */
export async function surveyFile(bytes: FileBytes, today: IsoDate): Promise<Survey> {
  const collector = new Collector(today);
  const reader = new FileReader(collector);
  for await (const piece of bytes()) reader.push(piece);
  const stop = reader.end();
  return { interchanges: collector.interchanges, stop };
}

/** Assembles interchanges from the reader's callbacks. */
class Collector implements FileListener {
  readonly interchanges: SurveyedInterchange[] = [];
  readonly #today: IsoDate;
  #header: InterchangeHeader | undefined;
  #group: GroupHeader | undefined;
  #groups: SurveyedGroup[] = [];
  #sets: SurveyedSet[] = [];
  #acknowledgments: InterchangeAcknowledgment[] = [];

  constructor(today: IsoDate) {
    this.#today = today;
  }

  interchange(header: InterchangeHeader): void {
    this.#header = header;
    this.#groups = [];
    this.#acknowledgments = [];
  }

  acknowledgment(acknowledgment: InterchangeAcknowledgment): void {
    this.#acknowledgments.push(acknowledgment);
  }

  group(header: GroupHeader): void {
    this.#group = header;
    this.#sets = [];
  }

  set(header: SetHeader, st: Segment): SetSink {
    const sets = this.#sets;
    return new SetSurvey(header, st, { today: this.#today, ended: (set) => void sets.push(set) });
  }

  groupEnd(findings: readonly Finding[]): void {
    if (this.#group) this.#groups.push({ ...this.#group, sets: this.#sets, findings });
  }

  interchangeEnd(findings: readonly Finding[]): void {
    if (!this.#header) return;
    const [groups, acknowledgments] = [this.#groups, this.#acknowledgments];
    this.interchanges.push({ ...this.#header, groups, acknowledgments, findings });
  }
}

/** Surveys the segments of one set. */
class SetSurvey implements SetSink {
  readonly #header: SetHeader;
  readonly #ended: (set: SurveyedSet) => void;
  readonly #hash = createHash('sha256');
  readonly #reading: RemittanceReading | undefined;
  readonly #segments: Segment[];
  #position = 1;
  #nulAt: number | undefined;
  #trace = '';
  #amount = '';

  constructor(
    header: SetHeader,
    st: Segment,
    { today, ended }: { readonly today: IsoDate; readonly ended: (set: SurveyedSet) => void },
  ) {
    this.#header = header;
    this.#ended = ended;
    this.#segments = [st];
    this.#lookForNul(st);
    if (header.set === '835') this.#reading = new RemittanceReading(header.delimiters, today);
  }

  take(segment: Segment): void {
    this.#position += 1;
    this.#hash.update(canonicalText(segment, this.#header.delimiters.component));
    this.#lookForNul(segment);
    if (!this.#reading) return void this.#segments.push(segment);
    this.#reading.take(segment);
    if (segment.id === 'TRN') this.#trace ||= segment.element(2);
    if (segment.id === 'BPR') this.#amount ||= segment.element(2);
  }

  end(findings: readonly Finding[], se?: Segment): void {
    this.#position += 1;
    if (se) this.#lookForNul(se);
    this.#ended({
      ...this.#header,
      findings,
      canonicalSha256: this.#hash.digest('hex'),
      label: this.#reading ? paymentLabel(this.#trace, this.#amount) : '',
      nulAt: this.#nulAt,
      content: this.#reading
        ? contentOf(this.#reading)
        : { kind: 'whole', segments: se ? [...this.#segments, se] : this.#segments },
    });
  }

  #lookForNul(segment: Segment): void {
    if (segment.isPrintable || this.#nulAt !== undefined) return;
    if (segment.elements.some((element) => element.includes('\0'))) this.#nulAt = this.#position;
  }
}

function contentOf(reading: RemittanceReading): SetContent {
  try {
    return { kind: 'remittance', accepted: reading.end() };
  } catch (error) {
    if (error instanceof Quarantine) return { kind: 'refused', why: error };
    throw error;
  }
}

/** A segment with fixed delimiters: a clearinghouse may put the same set into a new envelope with others. */
function canonicalText({ elements }: Segment, component: string): string {
  return `${elements.map((element) => element.replaceAll(component, '\u001F')).join('\u001D')}\u001C`;
}
