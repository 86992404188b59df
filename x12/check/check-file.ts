import { type FaultyClaim, SetChecker } from './check-set.ts';
import { type FileListener, FileReader } from '../envelope/file-reader.ts';
import type { GroupHeader, InterchangeHeader, SetHeader } from '../envelope/interchange.ts';
import type { Finding } from './finding.ts';
import { guideOf } from '../guides.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import type { UserCodes } from '../rules/user-codes.ts';
import type { Segment } from '../segments/segment.ts';

/** Findings of one transaction set. */
export interface CheckedTransaction {
  /** ST01. */
  readonly set: string;
  readonly guide: string;
  readonly control: string;
  /** Whether its guide is supported. Of other sets only the envelope is checked. */
  readonly isChecked: boolean;
  /** It was checked, and no error was found. */
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  readonly totals: Readonly<Record<string, number>>;
  /** Claims with findings. Their numbers belong to the sender: use them in an answer to the sender, never in a log. */
  readonly claims: readonly FaultyClaim[];
}

/** One group; its findings are those of its own envelope. */
export interface CheckedGroup {
  readonly control: string;
  readonly functionalId: string;
  readonly senderCode: string;
  readonly receiverCode: string;
  /** GS08. */
  readonly version: string;
  /** GE01: the number of sets that the sender counted; the number received when GE01 is not a number. */
  readonly included: number;
  readonly findings: readonly Finding[];
  readonly transactions: readonly CheckedTransaction[];
}

/** One interchange; its findings are those of its own envelope. */
export interface CheckedInterchange {
  readonly control: string;
  readonly header: InterchangeHeader;
  readonly findings: readonly Finding[];
  readonly groups: readonly CheckedGroup[];
  /** Whether it contains a TA1, which is never acknowledged. */
  readonly hasAcknowledgments: boolean;
}

/** Findings of a file, as far as it could be read. */
export interface CheckedFile {
  readonly interchanges: readonly CheckedInterchange[];
  readonly unreadable?: { readonly position: number; readonly offset: number; readonly reason: string };
}

/** Receives the results of a check as soon as they are known; then the checker keeps none of them. */
export interface CheckListener {
  interchange?(header: InterchangeHeader): void;
  group?(header: GroupHeader): void;
  transaction?(transaction: CheckedTransaction): void;
  groupEnd?(findings: readonly Finding[]): void;
  interchangeEnd?(findings: readonly Finding[]): void;
}

interface OpenInterchange {
  readonly header: InterchangeHeader;
  readonly groups: CheckedGroup[];
  findings: readonly Finding[];
  hasAcknowledgments: boolean;
}

/** Checks a file given in chunks, in memory that does not grow with the number of claims. */
export class FileChecker implements FileListener {
  readonly #reader: FileReader;
  readonly #limits: Limits;
  readonly #interchanges: OpenInterchange[] = [];
  /** Number of set findings kept so far. */
  #kept = 0;
  #group: { readonly header: GroupHeader; readonly transactions: CheckedTransaction[] } | undefined;

  readonly #listener: CheckListener | undefined;
  readonly #codes: UserCodes;

  /** Without a listener, everything found is kept. `codes` are checked in addition to the guides. */
  constructor(limits: Limits = usualLimits, listener?: CheckListener, codes: UserCodes = {}) {
    this.#codes = codes;
    this.#limits = limits;
    this.#listener = listener;
    this.#reader = new FileReader(this, limits);
  }

  /** Processes the next bytes of the file. */
  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  /** Signals that no more bytes follow; returns everything found. */
  end(): CheckedFile {
    const stop = this.#reader.end();
    if (stop) this.#reader.abandon();
    const interchanges = this.#interchanges.map(({ header, ...others }) => ({
      control: header.control,
      header,
      ...others,
    }));
    if (!stop) return { interchanges };
    return { interchanges, unreadable: { position: stop.segment, offset: stop.offset, reason: stop.reason } };
  }

  interchange(header: InterchangeHeader): void {
    if (this.#listener) this.#listener.interchange?.(header);
    else this.#interchanges.push({ header, groups: [], findings: [], hasAcknowledgments: false });
  }

  acknowledgment(): void {
    const last = this.#interchanges.at(-1);
    if (last) last.hasAcknowledgments = true;
  }

  group(header: GroupHeader): void {
    this.#listener?.group?.(header);
    this.#group = { header, transactions: [] };
  }

  set(header: SetHeader) {
    const { fewFindings, fileFindings } = this.#limits;
    const isRoom = this.#kept < fileFindings;
    const limits = isRoom ? this.#limits : { ...this.#limits, findings: fewFindings };
    const checker = new SetChecker(header, limits, this.#codes);
    const transactions = this.#group?.transactions ?? [];
    return {
      take: (segment: Segment): void => checker.take(segment),
      end: (ofEnvelope: readonly Finding[]): void => {
        const { set, guide, control } = header;
        const checked = checker.end();
        const findings = [...ofEnvelope, ...checked.findings];
        if (!this.#listener) this.#kept += findings.length;
        const isChecked = guideOf(header) !== undefined;
        const valid = isChecked && !findings.some(({ severity }) => severity === 'error');
        const transaction = { set, guide, control, isChecked, valid, ...checked, findings };
        if (this.#listener) this.#listener.transaction?.(transaction);
        else transactions.push(transaction);
      },
    };
  }

  groupEnd(findings: readonly Finding[], ge?: Segment): void {
    if (this.#listener) return this.#listener.groupEnd?.(findings);
    if (!this.#group) return;
    const { header, transactions } = this.#group;
    const counted = /^\d{1,6}$/.test(ge?.element(1) ?? '') ? Number(ge?.element(1)) : transactions.length;
    const { control, functionalId, senderCode, receiverCode, version } = header;
    this.#interchanges.at(-1)?.groups.push({
      ...{ control, functionalId, senderCode, receiverCode, version },
      included: counted,
      findings,
      transactions,
    });
  }

  interchangeEnd(findings: readonly Finding[]): void {
    this.#listener?.interchangeEnd?.(findings);
    const last = this.#interchanges.at(-1);
    if (last) last.findings = findings;
  }
}
