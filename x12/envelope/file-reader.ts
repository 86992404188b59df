import type { Finding, Rule } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import { toldId } from '../segments/segment-ids.ts';
import type { Segment } from '../segments/segment.ts';
import { type Stop, Tokenizer } from '../segments/tokenizer.ts';
import { checkGroupHeader, checkInterchangeHeader, checkSetHeader } from './check-headers.ts';
import type { GroupHeader, InterchangeAcknowledgement, InterchangeHeader, SetHeader } from './interchange.ts';
import { acknowledgementOf, groupHeaderOf, interchangeHeaderOf, setHeaderOf } from './read-headers.ts';

/** Takes the segments of one set. */
export interface SetSink {
  /** A segment between ST and SE. */
  take(segment: Segment): void;
  /** The set is over; `se` is missing when its trailer is. */
  end(findings: readonly Finding[], se?: Segment): void;
}

/** What is told while a file is read, each thing as soon as it is known. */
export interface FileListener {
  interchange?(header: InterchangeHeader, isa: Segment): void;
  acknowledgement?(acknowledgement: InterchangeAcknowledgement): void;
  group?(header: GroupHeader, gs: Segment | undefined): void;
  /** A set begins: who takes its segments? Nobody, when none is returned. */
  set?(header: SetHeader, st: Segment): SetSink | undefined;
  groupEnd?(findings: readonly Finding[], ge?: Segment): void;
  interchangeEnd?(findings: readonly Finding[], iea?: Segment): void;
}

/** What is open at one level: its header, what was counted in it, the control numbers in it, and its findings. */
interface Open<H> {
  readonly header: H;
  readonly findings: Finding[];
  readonly controls: Set<string>;
  count: number;
}

/**
 * Bytes that are best given at a time; of more, so many are taken at a time. Their text is then small enough for the
 * young part of the heap, where it dies soon, and their places fit into two bytes each.
 */
export const pieceBytes = 61_440;

const nobody: SetSink = { take: () => undefined, end: () => undefined };

/**
 * Reads a file given piece by piece, and tells of its interchanges, groups and sets. What is wrong with an envelope is
 * a finding, and reading goes on; only what cannot be parted into segments stops it. Never throws on any bytes.
 */
export class FileReader {
  readonly #listener: FileListener;
  readonly #tokenizer: Tokenizer;
  readonly #limits: Limits;
  #interchange: Open<InterchangeHeader> | undefined;
  #group: Open<GroupHeader> | undefined;
  #set: (Open<SetHeader> & { readonly sink: SetSink }) | undefined;
  /** Segments of the file before the present interchange. */
  #before = 0;
  #envelopes = 0;
  #stop: Stop | undefined;

  constructor(listener: FileListener, limits: Limits = usualLimits) {
    this.#listener = listener;
    this.#limits = limits;
    this.#tokenizer = new Tokenizer(limits);
  }

  /** Takes the next bytes; a stop when the file cannot be read on. */
  push(bytes: Uint8Array): Stop | undefined {
    for (let at = 0; at < bytes.length && !this.#stop; at += pieceBytes) {
      this.#tokenizer.push(bytes.subarray(at, at + pieceBytes));
      this.#read();
    }
    return this.#stop;
  }

  /** Says that no bytes follow; a stop when the file is not whole. */
  end(): Stop | undefined {
    this.#tokenizer.end();
    const stop = this.#stop ?? this.#read();
    if (stop) return stop;
    if (this.#tokenizer.count === 0) return this.#tokenizer.stop('the file is empty');
    return this.#interchange ? this.#tokenizer.stop('the file ends before the IEA segment') : undefined;
  }

  /** Closes what is open without its trailers: for who wants what was read of a file that could not be read on. */
  abandon(): void {
    this.#closeInterchange();
  }

  #read(): Stop | undefined {
    while (!this.#stop) {
      const segment = this.#tokenizer.next();
      if (!segment) break;
      this.#take(segment);
    }
    const { pause } = this.#tokenizer;
    if (typeof pause !== 'string') this.#stop = pause;
    return this.#stop;
  }

  /** Whether there is room for one more of what something is kept of; if not, reading stops. */
  #isRoom(): boolean {
    this.#envelopes += 1;
    if (this.#envelopes <= this.#limits.envelopes) return true;
    this.#stop = this.#tokenizer.stop('the file has more interchanges, groups and sets than the limit');
    return false;
  }

  #take(segment: Segment): void {
    switch (segment.id) {
      case 'ISA':
        return this.#openInterchange(segment);
      case 'TA1':
        return this.#set ? this.#set.sink.take(segment) : this.#acknowledgement(segment);
      case 'GS':
        return this.#openGroup(segment);
      case 'ST':
        return this.#openSet(segment);
      case 'SE':
        return this.#set ? this.#closeSet(segment) : this.#stray(segment);
      case 'GE':
        return this.#group ? this.#closeGroup(segment) : this.#stray(segment);
      case 'IEA':
        return this.#closeInterchange(segment);
      default:
        if (!this.#set) return this.#stray(segment);
        this.#set.count += 1;
        return this.#set.sink.take(segment);
    }
  }

  #openInterchange(isa: Segment): void {
    if (this.#interchange) this.#closeInterchange();
    const { delimiters } = this.#tokenizer;
    if (!delimiters || !this.#isRoom()) return;
    this.#before = this.#tokenizer.count - 1;
    this.#interchange = opened(interchangeHeaderOf(isa, delimiters));
    this.#interchange.findings.push(...checkInterchangeHeader(isa));
    this.#listener.interchange?.(this.#interchange.header, isa);
  }

  #acknowledgement(ta1: Segment): void {
    if (!this.#isRoom()) return;
    this.#listener.acknowledgement?.(acknowledgementOf(ta1));
  }

  #openGroup(gs: Segment | undefined): void {
    if (this.#group) this.#closeGroup();
    if (!this.#isRoom()) return;
    const header = groupHeaderOf(gs);
    this.#group = opened(header);
    if (this.#interchange) this.#interchange.count += 1;
    if (gs) this.#group.findings.push(...checkGroupHeader(gs, this.#place()));
    if (gs && isRepeated(header.control, this.#interchange)) {
      this.#note(this.#group, 'envelope.repeated', gs, 6, 'was used before in this interchange');
    }
    this.#listener.group?.(header, gs);
  }

  #openSet(st: Segment): void {
    if (this.#set) this.#closeSet();
    if (!this.#group) {
      this.#stray(st);
      this.#openGroup(undefined);
    }
    const group = this.#group;
    if (!group || !this.#tokenizer.delimiters || !this.#isRoom()) return;
    const header = setHeaderOf(st, group.header.version, this.#tokenizer.delimiters);
    const findings = checkSetHeader(st, group.header);
    group.count += 1;
    this.#set = { ...opened(header), count: 1, sink: this.#listener.set?.(header, st) ?? nobody };
    this.#set.findings.push(...findings);
    if (isRepeated(header.control, group)) {
      this.#noteInSet('envelope.repeated', 'ST', 2, 'was used before in this group');
    }
  }

  #closeSet(se?: Segment): void {
    const set = this.#set;
    if (!set) return;
    set.count += 1;
    if (!se) this.#noteInSet('envelope.trailer', 'SE', 0, 'is missing');
    else {
      if (Number(se.elements[1]) !== set.count) {
        this.#noteInSet('envelope.count', 'SE', 1, 'is not the number of segments in the set');
      }
      if (se.elements[2] !== set.header.control) {
        this.#noteInSet('envelope.control', 'SE', 2, 'is not the control number of the set');
      }
    }
    set.sink.end(set.findings, se);
    this.#set = undefined;
  }

  #closeGroup(ge?: Segment): void {
    if (this.#set) this.#closeSet();
    const group = this.#group;
    if (!group) return;
    this.#checkTrailer(group, 'GE', ge, group.header.control);
    this.#listener.groupEnd?.(group.findings, ge);
    this.#group = undefined;
  }

  #closeInterchange(iea?: Segment): void {
    if (this.#group) this.#closeGroup();
    const interchange = this.#interchange;
    if (!interchange) return;
    this.#checkTrailer(interchange, 'IEA', iea, interchange.header.control);
    this.#listener.interchangeEnd?.(interchange.findings, iea);
    this.#interchange = undefined;
    if (iea) this.#tokenizer.delimiters = undefined;
  }

  #checkTrailer(open: Open<unknown>, id: 'GE' | 'IEA', trailer: Segment | undefined, control: string): void {
    if (!trailer) return this.#note(open, 'envelope.trailer', { id }, 0, 'is missing');
    const [, count, number = ''] = trailer.elements;
    if (Number(count) !== open.count) {
      this.#note(open, 'envelope.count', trailer, 1, `is not the number of ${id === 'GE' ? 'sets' : 'groups'}`);
    }
    // The nine digits of an interchange may come without their leading zeros.
    const isSame = id === 'IEA' ? Number(number) === Number(control) : number === control;
    if (!isSame) this.#note(open, 'envelope.control', trailer, 2, 'is not the control number of the header');
  }

  /** A segment that belongs to no set, or a trailer that closes nothing. */
  #stray(segment: Segment): void {
    const open = this.#group ?? this.#interchange;
    const id = toldId(segment.id);
    if (open) this.#note(open, 'envelope.stray', { id }, 0, 'stands where no segment of its kind can');
  }

  #note(open: Open<unknown>, rule: Rule, { id }: { readonly id: string }, element: number, message: string): void {
    if (open.findings.length >= this.#limits.findings) return;
    const place = element > 0 ? { element } : {};
    open.findings.push({ severity: 'error', rule, segment: id, position: this.#place(), ...place, message });
  }

  #noteInSet(rule: Rule, segment: 'ST' | 'SE', element: number, message: string): void {
    if (!this.#set) return;
    const place = element > 0 ? { element } : {};
    const position = segment === 'ST' ? 1 : this.#set.count;
    this.#set.findings.push({ severity: 'error', rule, segment, position, ...place, message });
  }

  /** Position of the present segment in its interchange, ISA = 1. */
  #place(): number {
    return this.#tokenizer.count - this.#before;
  }
}

function opened<H>(header: H): Open<H> {
  return { header, findings: [], controls: new Set(), count: 0 };
}

function isRepeated(control: string, within: Open<unknown> | undefined): boolean {
  if (!within) return false;
  const isKnown = within.controls.has(control);
  within.controls.add(control);
  return isKnown;
}
