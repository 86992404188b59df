import type { Finding } from '../check/finding.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import type { Segment } from '../segments/segment.ts';
import { type FileListener, FileReader } from './file-reader.ts';
import type {
  FunctionalGroup,
  GroupHeader,
  Interchange,
  InterchangeAcknowledgment,
  InterchangeHeader,
  ReadResult,
  TransactionSet,
} from './interchange.ts';

/**
 * Reads every interchange of a file held in memory. Never throws, whatever the bytes: the result says where reading
 * stopped.
 */
export function readInterchanges(bytes: Uint8Array, limits: Limits = usualLimits): ReadResult {
  if (bytes.byteLength > limits.heldBytes) {
    const reason = 'the file is larger than what is held in memory';
    return { kind: 'unreadable', reason, segment: 0, offset: 0, interchanges: [] };
  }
  const collector = new Collector();
  const reader = new FileReader(collector, limits);
  reader.push(bytes);
  const stop = reader.end();
  const { interchanges } = collector;
  return stop ? { ...stop, kind: 'unreadable', interchanges } : { kind: 'read', interchanges };
}

/** Assembles interchanges from the reader's callbacks. */
class Collector implements FileListener {
  readonly interchanges: Interchange[] = [];
  #header: InterchangeHeader | undefined;
  #group: GroupHeader | undefined;
  #groups: FunctionalGroup[] = [];
  #sets: TransactionSet[] = [];
  #acknowledgments: InterchangeAcknowledgment[] = [];

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

  set(header: Omit<TransactionSet, 'segments' | 'findings'>, st: Segment) {
    const segments = [st];
    const sets = this.#sets;
    return {
      take: (segment: Segment): void => void segments.push(segment),
      end(findings: readonly Finding[], se?: Segment): void {
        sets.push({ ...header, segments: se ? [...segments, se] : segments, findings });
      },
    };
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

/** Every envelope finding of an interchange, those of its groups and sets included. */
export function envelopeFindings({ findings, groups }: Interchange): readonly Finding[] {
  return [...findings, ...groups.flatMap((group) => [...group.findings, ...group.sets.flatMap((set) => set.findings)])];
}
