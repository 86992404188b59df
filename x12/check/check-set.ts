import type { SetHeader, TransactionSet } from '../envelope/interchange.ts';
import type { Finding } from './finding.ts';
import { guideOf, otherClaimsOf } from '../guides.ts';
import { type Limits, usualLimits } from '../segments/limits.ts';
import { innerSegments } from '../values/read-value.ts';
import { endlessLoops, ruleRunner } from '../rules/run.ts';
import { type UserCodes, userRules } from '../rules/user-codes.ts';
import type { Segment } from '../segments/segment.ts';
import type { OpenLoop } from '../values/open-loop.ts';
import type { ReadingState, SetListener } from '../values/set-listener.ts';
import { SetReader } from '../values/set-reader.ts';

/** Findings of one set, and sums over it: claims, lines, cents charged and paid. */
export interface CheckedSet {
  readonly findings: readonly Finding[];
  readonly totals: Readonly<Record<string, number>>;
  /** Claims with findings, so that an acknowledgment can name them. */
  readonly claims: readonly FaultyClaim[];
}

/** A claim with findings: the positions of its segments, and the sender's number for it. */
export interface FaultyClaim {
  readonly from: number;
  readonly to: number;
  readonly patientControlNumber: string;
}

/** Checks one set whose segments arrive one after another. Keeps only findings and totals. */
export class SetChecker {
  readonly #reader: SetReader | undefined;
  readonly #totals = new Map<string, number>();
  readonly #claims: FaultyClaim[] = [];
  readonly #unread: readonly Finding[];
  #segments = 1;

  /** `codes` are checked in addition to the guide. */
  constructor(header: SetHeader, { findings }: Limits = usualLimits, codes: UserCodes = {}) {
    const guide = guideOf(header);
    this.#unread = guide ? [] : [notRead(header)];
    if (!guide) return;
    const runner = ruleRunner([...guide.rules, ...userRules(codes)], this.#totals);
    const closed: SetListener['closed'] = (open, reader) => {
      runner.closed(open, reader);
      this.#rememberFaulty(open, reader);
    };
    const listener = { closed, passing: endlessLoops(guide.grammar) };
    this.#reader = new SetReader(guide.grammar, header.delimiters, listener, findings);
  }

  /** Processes the next segment after ST. */
  take(segment: Segment): void {
    this.#segments += 1;
    this.#reader?.take(segment);
  }

  /** Signals that SE is reached; returns everything found, in segment order. */
  end(): CheckedSet {
    this.#reader?.end();
    const findings = [...this.#unread, ...(this.#reader?.findings ?? [])];
    const totals = { segments: this.#segments + 1, ...Object.fromEntries(this.#totals) };
    return { findings: findings.toSorted((one, other) => one.position - other.position), totals, claims: this.#claims };
  }

  #rememberFaulty(open: readonly OpenLoop[], { findings, position }: ReadingState): void {
    const loop = open.at(-1);
    if (loop?.grammar.name !== '2300') return;
    const from = Number(loop.value['position']);
    const last = findings.at(-1);
    const claim = loop.value['claim'] as { readonly patientControlNumber?: string } | undefined;
    if (last === undefined || last.position < from || claim?.patientControlNumber === undefined) return;
    this.#claims.push({ from, to: position, patientControlNumber: claim.patientControlNumber });
  }
}

/**
 * Everything in a set that its guide does not allow: order and number of segments; usage, type, length and code of each
 * element; and the rules between them. Empty when the set is valid.
 */
export function check(set: TransactionSet): readonly Finding[] {
  const checker = new SetChecker(set);
  for (const segment of innerSegments(set)) checker.take(segment);
  return [...set.findings, ...checker.end().findings];
}

function notRead(header: SetHeader): Finding {
  const claims = otherClaimsOf(header);
  return {
    severity: 'warning',
    rule: 'set.unsupported',
    segment: 'ST',
    position: 1,
    element: claims ? 3 : 1,
    message: claims
      ? `${claims} are split and copied, but their content is not checked`
      : 'names a guide that is not supported, so the content is not checked',
  };
}
