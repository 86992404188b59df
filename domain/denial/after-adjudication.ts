import type { SendAs } from '../claim/send-as.ts';
import { shownCode } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import { classOf } from '../remittance/adjustment-class.ts';
import { allAdjustments, notReversed } from '../remittance/standing-payments.ts';
import type { Adjustment, ClaimPayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';
import { type CorrectionLimit, type Decision, mayCorrect, memberIdCorrected, withoutPunctuation } from './decision.ts';
import { type DenialRule, denialRules } from './denial-rules.ts';

/** The adjudications of a claim whose payer still owes. */
export interface Adjudication extends CorrectionLimit {
  readonly intake: Intake;
  /** Every claim payment of the claim, oldest first. */
  readonly payments: readonly ClaimPayment[];
  /** Last day on which the payer accepts a replacement, if known; shown in the question. */
  readonly replacementUntil?: IsoDate;
}

/**
 * The next step after the newest adjudication. Reversed payments do not count. Remark code MA130 means that the claim
 * could not be processed: its correction is sent as a new claim, and it cannot be appealed.
 * @source CMS, Medicare Claims Processing Manual, chapter 1, 80.3.2: unprocessable claims
 */
export function nextStepAfterAdjudication(adjudication: Adjudication): Decision {
  const payment = notReversed(adjudication.payments).at(-1);
  if (!payment) return { kind: 'done', why: 'the payer reversed its payment and has not adjudicated the claim again' };
  const denials = allAdjustments(payment).filter(
    (adjustment) => classOf(adjustment, contextOf(payment)) === 'denial' && adjustment.amountCents > 0,
  );
  if (denials.length === 0) return { kind: 'done', why: 'nothing is denied, and the payer still owes a balance' };
  if (denials.every(isPending)) return { kind: 'done', why: 'the payer has not finished its adjudication' };
  const remarks = remarksOf(payment);
  const rule = ruleFor(denials, remarks);
  const as = remarks.includes('MA130') || payment.statusCode === '4' ? 'original' : (rule?.as ?? 'replacement');
  const set =
    rule && isUnknownMember(rule) && mayCorrect(adjudication) ? withoutPunctuation(adjudication.intake) : undefined;
  if (set) return { kind: 'correct', as, set, why: memberIdCorrected };
  return ask(rule, denials, { remarks, as, until: adjudication.replacementUntil });
}

/** The part of prior payers (CARC 23) is no denial of a later payer, CLP02 2, 3, 20 or 21. */
function contextOf({ statusCode }: ClaimPayment) {
  return { coverage: ['2', '3', '20', '21'].includes(statusCode) ? 2 : 1, isCapitated: false } as const;
}

/** OA-133: the decision is pending; the payer continues without us. */
function isPending({ reasonCode }: Adjustment): boolean {
  return reasonCode === '133';
}

function remarksOf(payment: ClaimPayment): readonly string[] {
  return [...new Set([...payment.remarkCodes, ...payment.services.flatMap((service) => service.remarkCodes)])];
}

function ruleFor(denials: readonly Adjustment[], remarks: readonly string[]): DenialRule | undefined {
  return denialRules.find(
    (rule) =>
      denials.some(({ reasonCode }) => reasonCode === rule.reasonCode) &&
      (rule.remarkCode === undefined || remarks.includes(rule.remarkCode)),
  );
}

function isUnknownMember({ reasonCode, remarkCode }: DenialRule): boolean {
  return reasonCode === '31' || reasonCode === '140' || remarkCode === 'N382';
}

function ask(
  rule: DenialRule | undefined,
  denials: readonly Adjustment[],
  { remarks, as, until }: { remarks: readonly string[]; as: SendAs; until: IsoDate | undefined },
): Decision {
  const reasons = new Set(denials.map(({ group, reasonCode }) => `${group}-${shownCode(reasonCode)}`));
  const codes = [...reasons, ...remarks.map(shownCode)].join(', ');
  const words = rule ?? {
    category: 'Unknown',
    found: 'The payer did not pay, for a reason code without a rule.',
    canDo: 'Ask the payer for the reason; correct the claim, appeal, or write off the balance.',
  };
  const clock = until && as === 'replacement' ? ` The payer accepts a replacement until ${until}.` : '';
  return {
    kind: 'ask',
    as,
    question: {
      kind: 'correction',
      category: words.category,
      found: `${words.found} (${codes})`,
      canDo: `${words.canDo}${clock}`,
    },
  };
}
