import type { SetHeader, TransactionSet } from './envelope/interchange.ts';
import type { Finding } from './finding.ts';
import { guideOf, otherClaimsOf } from './guides.ts';
import { type Limits, usualLimits } from './limits.ts';
import { innerSegments } from './read-value.ts';
import { endlessLoops, ruleRunner } from './rules/run.ts';
import type { Segment } from './segment.ts';
import { SetReader } from './set-reader.ts';

/** What was found of one set, and sums over it: claims, lines, cents charged and paid. */
export interface CheckedSet {
  readonly findings: readonly Finding[];
  readonly totals: Readonly<Record<string, number>>;
}

/** Checks one set whose segments come one after another, and keeps nothing of it but what it finds. */
export class SetChecker {
  readonly #reader: SetReader | undefined;
  readonly #totals = new Map<string, number>();
  readonly #unread: readonly Finding[];
  #segments = 1;

  constructor(header: SetHeader, { findings }: Limits = usualLimits) {
    const guide = guideOf(header);
    this.#unread = guide ? [] : [notRead(header)];
    if (!guide) return;
    const listener = { ...ruleRunner(guide.rules, this.#totals), passing: endlessLoops(guide.grammar) };
    this.#reader = new SetReader(guide.grammar, header.delimiters, listener, findings);
  }

  /** Takes the next segment behind ST. */
  take(segment: Segment): void {
    this.#segments += 1;
    this.#reader?.take(segment);
  }

  /** Says that SE is reached; everything that was found, in the order of the segments. */
  end(): CheckedSet {
    this.#reader?.end();
    const findings = [...this.#unread, ...(this.#reader?.findings ?? [])];
    const totals = { segments: this.#segments + 1, ...Object.fromEntries(this.#totals) };
    return { findings: findings.toSorted((one, other) => one.position - other.position), totals };
  }
}

/**
 * Everything in a set that its guide does not allow: order and number of segments, of each element whether it is
 * required or not used, its type, length and code, and the rules between them. Empty when all is well.
 */
export function check(set: TransactionSet): readonly Finding[] {
  const checker = new SetChecker(set);
  for (const segment of innerSegments(set)) checker.take(segment);
  return [...set.findings, ...checker.end().findings];
}

function notRead(header: SetHeader): Finding {
  const claims = otherClaimsOf(header);
  return {
    severity: claims ? 'warning' : 'error',
    rule: 'set.unsupported',
    segment: 'ST',
    position: 1,
    element: claims ? 3 : 1,
    message: claims
      ? `holds ${claims}: recognised and passed on whole, and neither checked nor adjudicated here`
      : 'is of a guide that is not known here',
  };
}
