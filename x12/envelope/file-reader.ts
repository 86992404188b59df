import type { Finding, Rule } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import { toldId } from '../segments/segment-ids.ts';
import type { Segment } from '../segments/segment.ts';
import { type Stop, Tokenizer } from '../segments/tokenizer.ts';
import {
  checkAcknowledgment,
  checkGroupHeader,
  checkInterchangeHeader,
  checkSetHeader,
  fillerFinding,
} from './check-headers.ts';
import type { GroupHeader, InterchangeAcknowledgment, InterchangeHeader, SetHeader } from './interchange.ts';
import { acknowledgmentOf, groupHeaderOf, interchangeHeaderOf, setHeaderOf } from './read-headers.ts';

/** Receives the segments of one set. */
export interface SetSink {
  /** A segment between ST and SE. */
  take(segment: Segment): void;
  /** The set is complete; `se` is absent when its trailer is missing. */
  end(findings: readonly Finding[], se?: Segment): void;
}

/** Callbacks while a file is read, each as soon as possible. */
export interface FileListener {
  interchange?(header: InterchangeHeader, isa: Segment): void;
  acknowledgment?(acknowledgment: InterchangeAcknowledgment, ta1: Segment): void;
  group?(header: GroupHeader, gs: Segment | undefined): void;
  /** A set begins. Return a receiver for its segments, or undefined to skip them. */
  set?(header: SetHeader, st: Segment): SetSink | undefined;
  /** A segment between sets or groups, where X12 does not allow it. */
  stray?(segment: Segment): void;
  groupEnd?(findings: readonly Finding[], ge?: Segment): void;
  interchangeEnd?(findings: readonly Finding[], iea?: Segment): void;
}

/** An open envelope: its header, number of items, control numbers seen inside, and findings. */
interface Open<H> {
  readonly header: H;
  readonly findings: Finding[];
  readonly controls: Set<string>;
  count: number;
}

/**
 * Preferred chunk size in bytes; larger chunks are split. Text of this size stays in the young generation of the heap,
 * and end offsets fit into two bytes each.
 */
export const pieceBytes = 61_440;

const nobody: SetSink = { take: () => undefined, end: () => undefined };

/**
 * Reads a file given in chunks and reports its interchanges, groups and sets. An envelope fault is a finding, and
 * reading continues; only bytes that cannot be split into segments stop it. Never throws on any bytes.
 */
export class FileReader {
  readonly #listener: FileListener;
  readonly #tokenizer: Tokenizer;
  readonly #limits: Limits;
  /** Senders and control numbers of the interchanges so far. */
  readonly controls = new Set<string>();
  #interchange: Open<InterchangeHeader> | undefined;
  /** Reports the end of an interchange; delayed until it is known what follows its IEA. */
  #reportEnd: (() => void) | undefined;
  #group: Open<GroupHeader> | undefined;
  #set: (Open<SetHeader> & { readonly sink: SetSink }) | undefined;
  /** Segments of the file before the current interchange. */
  #before = 0;
  #envelopes = 0;
  #stop: Stop | undefined;

  constructor(listener: FileListener, limits: Limits = usualLimits) {
    this.#listener = listener;
    this.#limits = limits;
    this.#tokenizer = new Tokenizer(limits);
  }

  /** Processes the next bytes; returns a stop when the file cannot be read further. */
  push(bytes: Uint8Array): Stop | undefined {
    for (let at = 0; at < bytes.length && !this.#stop; at += pieceBytes) {
      this.#tokenizer.push(bytes.subarray(at, at + pieceBytes));
      this.#read();
    }
    return this.#stop;
  }

  /** Signals that no more bytes follow; returns a stop when the file is incomplete. */
  end(): Stop | undefined {
    this.#tokenizer.end();
    const stop = this.#stop ?? this.#read();
    this.#reportEnd?.();
    if (stop) return stop;
    if (this.#tokenizer.count === 0) return this.#tokenizer.stop('the file is empty');
    return this.#interchange ? this.#tokenizer.stop('the file ends before the IEA segment') : undefined;
  }

  /** Closes open envelopes without their trailers, to use what was read before a stop. */
  abandon(): void {
    this.#closeInterchange();
  }

  #read(): Stop | undefined {
    while (!this.#stop) {
      const segment = this.#tokenizer.next();
      if (!segment) break;
      this.#reportEnd?.();
      this.#take(segment);
    }
    const { pause } = this.#tokenizer;
    if (typeof pause !== 'string') this.#stop = pause;
    return this.#stop;
  }

  /** Counts one more envelope; stops reading at the limit. */
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
        return this.#set ? this.#set.sink.take(segment) : this.#acknowledgment(segment);
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
    const { senderQualifier, senderId, control } = this.#interchange.header;
    if (isRepeated([senderQualifier, senderId, control].join(), this))
      this.#note(this.#interchange, 'envelope.repeated', isa, 13, 'is already used by this sender in this file');
    this.#listener.interchange?.(this.#interchange.header, isa);
  }

  #acknowledgment(ta1: Segment): void {
    if (!this.#isRoom()) return;
    const findings = this.#interchange?.findings;
    if (findings && findings.length < this.#limits.findings) findings.push(...checkAcknowledgment(ta1, this.#place()));
    this.#listener.acknowledgment?.(acknowledgmentOf(ta1), ta1);
  }

  #openGroup(gs: Segment | undefined): void {
    if (this.#group) this.#closeGroup();
    if (!this.#isRoom()) return;
    const header = groupHeaderOf(gs);
    this.#group = opened(header);
    if (this.#interchange) this.#interchange.count += 1;
    if (gs) this.#group.findings.push(...checkGroupHeader(gs, this.#place()));
    if (gs && (this.#interchange?.header.version ?? '') < '00501' && header.version.startsWith('005')) {
      const message = 'is a 005010 version, but ISA12 names an older one';
      this.#note(this.#group, 'envelope.version', gs, 8, message);
    }
    if (gs && isRepeated(header.control, this.#interchange)) {
      this.#note(this.#group, 'envelope.repeated', gs, 6, 'is already used in this interchange');
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
      this.#noteInSet('envelope.repeated', 'ST', 2, 'is already used in this group');
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
    // X12.6: a functional group holds one or more transaction sets.
    if (group.count === 0) this.#note(group, 'envelope.count', { id: 'GE' }, 0, 'ends a group without a set');
    this.#listener.groupEnd?.(group.findings, ge);
    this.#group = undefined;
  }

  #closeInterchange(iea?: Segment): void {
    if (this.#group) this.#closeGroup();
    const interchange = this.#interchange;
    if (!interchange) return;
    this.#checkTrailer(interchange, 'IEA', iea, interchange.header.control);
    if (iea && this.#tokenizer.isUnterminated) {
      this.#note(interchange, 'envelope.terminator', iea, 0, 'is not followed by a segment terminator');
      this.#tokenizer.isUnterminated = false;
    }
    this.#interchange = undefined;
    if (!iea) return this.#listener.interchangeEnd?.(interchange.findings);
    this.#tokenizer.delimiters = undefined;
    const position = this.#place();
    this.#reportEnd = (): void => {
      this.#reportEnd = undefined;
      const { filler } = this.#tokenizer;
      this.#tokenizer.filler = undefined;
      if (filler) interchange.findings.push(fillerFinding(filler, position));
      this.#listener.interchangeEnd?.(interchange.findings, iea);
    };
  }

  #checkTrailer(open: Open<unknown>, id: 'GE' | 'IEA', trailer: Segment | undefined, control: string): void {
    if (!trailer) return this.#note(open, 'envelope.trailer', { id }, 0, 'is missing');
    const [, count, number = ''] = trailer.elements;
    if (Number(count) !== open.count) {
      this.#note(open, 'envelope.count', trailer, 1, `is not the number of ${id === 'GE' ? 'sets' : 'groups'}`);
    }
    // Some senders omit the leading zeros of the interchange control number.
    const isSame = id === 'IEA' ? Number(number) === Number(control) : number === control;
    if (!isSame) this.#note(open, 'envelope.control', trailer, 2, 'is not the control number of the header');
  }

  /** Reports a segment outside any set, or a trailer without a header. */
  #stray(segment: Segment): void {
    const open = this.#group ?? this.#interchange;
    const id = toldId(segment.id);
    if (!open) return;
    this.#note(open, 'envelope.stray', { id }, 0, 'is not allowed here');
    if (segment.id !== 'ST') this.#listener.stray?.(segment);
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

  /** Position of the current segment in its interchange, ISA = 1. */
  #place(): number {
    return this.#tokenizer.count - this.#before;
  }
}

function opened<H>(header: H): Open<H> {
  return { header, findings: [], controls: new Set(), count: 0 };
}

function isRepeated(control: string, within: Pick<Open<unknown>, 'controls'> | undefined): boolean {
  if (!within) return false;
  const isKnown = within.controls.has(control);
  within.controls.add(control);
  return isKnown;
}
