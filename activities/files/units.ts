import { printable } from './printable.ts';
import { postClaimAnswers, postFunctional, postInterchangeAnswer } from './post-acknowledgments.ts';
import { groupMisfit, interchangeMisfit, setMisfit } from './addressee.ts';
import { postRemittance } from './post-remittance.ts';
import type { TradingPartner } from '../config.ts';
import type { Finding, Interchange, TransactionSet } from '../../x12/index.ts';
import type { SetContext } from './file-context.ts';
import { paymentLabel } from './payment-label.ts';
import { findingReason, Quarantine } from './quarantine.ts';
import { hashOf } from '../store/rows.ts';

/** A transaction set or TA1. Each is posted in its own database transaction. */
export interface Unit {
  /** Indexes within the interchange, starting at 1. The group of a TA1 is 0. */
  readonly group: number;
  readonly index: number;
  readonly groupControl: string;
  readonly control: string;
  /** ST01, or "TA1". */
  readonly set: string;
  readonly canonicalSha256: string;
  /** Identifies the payment of a remittance to people, in a reason; empty for another set. */
  readonly label: string;
  /** Why it must not be posted; undefined if it may be. */
  readonly misfit: Quarantine | undefined;
  post(context: SetContext): Promise<void>;
}

/** All units of an interchange, in file order. A fault of an envelope applies to everything inside it. */
export function unitsOf(interchange: Interchange, partner: TradingPartner): readonly Unit[] {
  const wrong = interchangeMisfit(interchange, partner) ?? faultOf(interchange.findings);
  const acknowledgments = interchange.acknowledgments.map((acknowledgment, index): Unit => ({
    group: 0,
    index: index + 1,
    groupControl: '',
    control: '',
    set: 'TA1',
    canonicalSha256: hashOf(acknowledgment),
    label: '',
    misfit: wrong,
    post: (context) => postInterchangeAnswer(context, interchange, acknowledgment),
  }));
  return [...acknowledgments, ...setsOf(interchange, wrong, partner)];
}

function setsOf(interchange: Interchange, wrong: Quarantine | undefined, partner: TradingPartner): readonly Unit[] {
  return interchange.groups.flatMap((group, groupIndex) => {
    const wrongGroup = wrong ?? groupMisfit(group, partner) ?? faultOf(group.findings);
    return group.sets.map((set, index): Unit => {
      const canonicalSha256 = canonicalHash(set);
      return {
        group: groupIndex + 1,
        index: index + 1,
        groupControl: printable(group.control, 9),
        control: printable(set.control, 9),
        set: printable(set.set, 3),
        canonicalSha256,
        label: paymentLabel(set),
        misfit: wrongGroup ?? setMisfit(set, group, partner) ?? nulIn(set) ?? faultOf(set.findings),
        post: (context) => postSet(context, interchange, set, canonicalSha256),
      };
    });
  });
}

function postSet(context: SetContext, interchange: Interchange, set: TransactionSet, hash: string): Promise<void> {
  if (set.set === '835') return postRemittance(context, set, context.sql.vault.digest(hash));
  return set.set === '999' ? postFunctional(context, interchange, set) : postClaimAnswers(context, set);
}

// A repeated control number is harmless, because no key is derived from one.
function faultOf(findings: readonly Finding[]): Quarantine | undefined {
  const fault = findings.find(({ severity, rule }) => severity === 'error' && rule !== 'envelope.repeated');
  return fault && new Quarantine(findingReason(fault));
}

// PostgreSQL rejects NUL, and its error does not say where it is.
function nulIn({ segments }: TransactionSet): Quarantine | undefined {
  const at = segments.findIndex(({ elements }) => elements.some((element) => element.includes('\0')));
  return at < 0 ? undefined : new Quarantine(`segment ${at + 1} has a NUL character`);
}

/** Ignores envelope, delimiters and white space, because a clearinghouse may put the same set into a new envelope. */
function canonicalHash({ segments, delimiters }: TransactionSet): string {
  return hashOf(
    segments.slice(1, -1).map(({ elements }) => elements.map((element) => element.split(delimiters.component))),
  );
}
