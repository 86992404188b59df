import { shownCode } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import { allAdjustments, classify, notReversed } from '../remittance/classify.ts';
import type { Adjustment, ClaimPayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';
import { type CorrectionLimit, type Decision, mayCorrect, type SendAs, withoutPunctuation } from './decision.ts';
import { type DenialRule, denialRules } from './denial-rules.ts';

/** What the payer has said of a claim so far, while it still owes. */
export interface Adjudication extends CorrectionLimit {
  readonly intake: Intake;
  /** Every claim payment of the claim, oldest first. */
  readonly payments: readonly ClaimPayment[];
  /** Last day on which a replacement is taken, where it is known; named in the question. */
  readonly replacementUntil?: IsoDate;
}

/**
 * What the newest adjudication calls for. Payments that were taken back no longer count. A remark code MA130 says that
 * the claim was never really adjudicated: the correction is a new claim then, and there is no appeal.
 * @source CMS, Medicare Claims Processing Manual, chapter 1, 80.3.2: unprocessable claims
 */
export function nextStepAfterAdjudication(adjudication: Adjudication): Decision {
  const payment = notReversed(adjudication.payments).at(-1);
  if (!payment) return { kind: 'done', why: 'the payer has taken its answer back and owes another one' };
  const denials = allAdjustments(payment).filter(
    (adjustment) => classify(adjustment) === 'denial' && adjustment.amountCents > 0,
  );
  if (denials.length === 0) return { kind: 'done', why: 'nothing is denied, and the payer still owes a part' };
  if (denials.every(isPending)) return { kind: 'done', why: 'the payer is still looking at the claim' };
  const remarks = remarksOf(payment);
  const rule = ruleFor(denials, remarks);
  const as = remarks.includes('MA130') || payment.statusCode === '4' ? 'original' : (rule?.as ?? 'replacement');
  const set =
    rule && knowsNotMember(rule) && mayCorrect(adjudication) ? withoutPunctuation(adjudication.intake) : undefined;
  if (set) return { kind: 'correct', as, set, why: 'The payer did not know the member id; sent without punctuation.' };
  return ask(rule, denials, { remarks, as, until: adjudication.replacementUntil });
}

/** OA-133: the payer goes on with it by itself. */
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

function knowsNotMember({ reasonCode, remarkCode }: DenialRule): boolean {
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
    found: 'The payer has not paid, for a reason that no rule knows.',
    canDo: 'Ask the payer what it wants; correct the claim, appeal, or write the balance off.',
  };
  const clock = until && as === 'replacement' ? ` The payer takes a replacement until ${until}.` : '';
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
