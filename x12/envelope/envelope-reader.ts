import type { Delimiters } from '../delimiters.ts';
import type { Finding } from '../finding.ts';
import type { Segment } from '../segment.ts';
import type { FunctionalGroup, Interchange, InterchangeAcknowledgement, TransactionSet } from './interchange.ts';
import type { InterchangeHeader } from './read-header.ts';

interface OpenGroup {
  readonly gs: Segment;
  readonly sets: TransactionSet[];
}

/** Puts the segments of one interchange into groups and sets, and counts what their trailers claim. */
export class EnvelopeReader {
  readonly delimiters: Delimiters;
  readonly #header: InterchangeHeader;
  readonly #groups: FunctionalGroup[] = [];
  readonly #acknowledgements: InterchangeAcknowledgement[] = [];
  readonly #findings: Finding[] = [];
  #group: OpenGroup | undefined;
  #set: Segment[] | undefined;

  constructor(header: InterchangeHeader, delimiters: Delimiters) {
    this.#header = header;
    this.delimiters = delimiters;
  }

  /** Takes the next segment; a sentence when it cannot stand where it stands. */
  take(segment: Segment): string | undefined {
    if (this.#set && !['GS', 'GE', 'ST', 'ISA', 'IEA'].includes(segment.id)) {
      this.#set.push(segment);
      if (segment.id === 'SE') this.#closeSet(this.#set, segment);
      return undefined;
    }
    if (this.#set) return `a transaction set is not closed before the ${segment.id} segment`;
    switch (segment.id) {
      case 'TA1':
        return void this.#acknowledgements.push(acknowledgementOf(segment));
      case 'GS':
        return this.#openGroup(segment);
      case 'ST':
        return this.#group ? void (this.#set = [segment]) : 'a transaction set begins outside a group';
      case 'GE':
        return this.#closeGroup(segment);
      case 'IEA':
        return this.#group ? 'a group is not closed before the IEA segment' : this.#closeInterchange(segment);
      default:
        return 'a segment stands outside any transaction set';
    }
  }

  /** The interchange, once its IEA segment was taken. */
  close(): Interchange {
    return {
      ...this.#header,
      delimiters: this.delimiters,
      groups: this.#groups,
      acknowledgements: this.#acknowledgements,
      findings: this.#findings,
    };
  }

  #openGroup(gs: Segment): string | undefined {
    if (this.#group) return 'a group begins within a group';
    this.#group = { gs, sets: [] };
    return undefined;
  }

  #closeSet(segments: readonly Segment[], se: Segment): void {
    const [st] = segments;
    const version = this.#group?.gs.elements[8] ?? '';
    const findings: Finding[] = [];
    const at = { severity: 'error', segment: 'SE', position: segments.length } as const;
    if (Number(se.elements[1]) !== segments.length) {
      findings.push({
        ...at,
        rule: 'envelope.count',
        element: 1,
        message: 'SE01 is not the number of segments in the set',
      });
    }
    if (se.elements[2] !== st?.elements[2]) {
      findings.push({
        ...at,
        rule: 'envelope.control',
        element: 2,
        message: 'SE02 is not the control number of the set',
      });
    }
    this.#group?.sets.push({
      set: st?.elements[1] ?? '',
      control: st?.elements[2] ?? '',
      guide: st?.elements[3] || version,
      segments,
      delimiters: this.delimiters,
      findings,
    });
    this.#set = undefined;
  }

  #closeGroup(ge: Segment): string | undefined {
    if (!this.#group) return 'a GE segment closes no group';
    const { gs, sets } = this.#group;
    const at = (index: number): string => gs.elements[index] ?? '';
    if (Number(ge.elements[1]) !== sets.length)
      this.#note('GE', 'envelope.count', 'GE01 is not the number of sets in the group');
    if (ge.elements[2] !== gs.elements[6])
      this.#note('GE', 'envelope.control', 'GE02 is not the control number of the group');
    this.#groups.push({
      functionalId: at(1),
      senderCode: at(2),
      receiverCode: at(3),
      date: at(4),
      time: at(5),
      control: at(6),
      version: at(8),
      sets,
    });
    this.#group = undefined;
    return undefined;
  }

  #closeInterchange(iea: Segment): undefined {
    if (Number(iea.elements[1]) !== this.#groups.length)
      this.#note('IEA', 'envelope.count', 'IEA01 is not the number of groups');
    if (Number(iea.elements[2]) !== Number(this.#header.control)) {
      this.#note('IEA', 'envelope.control', 'IEA02 is not the control number of the interchange');
    }
  }

  #note(segment: string, rule: 'envelope.count' | 'envelope.control', message: string): void {
    this.#findings.push({ severity: 'error', rule, segment, position: 0, message });
  }
}

function acknowledgementOf({ elements }: Segment): InterchangeAcknowledgement {
  const at = (index: number): string => elements[index] ?? '';
  return { control: at(1), date: at(2), time: at(3), code: at(4), noteCode: at(5) };
}
