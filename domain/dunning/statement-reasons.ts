import { type Cents, cents, sum } from '../money.ts';
import { classOf } from '../remittance/adjustment-class.ts';
import { allAdjustments } from '../remittance/standing-payments.ts';
import type { Adjustment, ClaimPayment } from '../remittance/remittance.ts';

/** One reason why the patient owes money. */
export interface OwedReason {
  /** Group and reason code as the payer sent it, e.g. "PR-1"; "SELF" without insurance. */
  readonly code: string;
  readonly sentence: string;
  readonly amountCents: Cents;
}

/** Why a patient owes money, by claim adjustment reason code. The texts are ours. */
const sentences: Readonly<Record<string, string>> = {
  1: 'This part counts toward your deductible: the amount you pay each year before your plan begins to pay.',
  2: 'This part is your coinsurance: the share of the price that your plan leaves to you.',
  3: 'This part is your copayment: the fixed amount that your plan asks you to pay for a visit.',
  26: 'Your plan says that your coverage had not begun on the day of the visit.',
  27: 'Your plan says that your coverage had ended by the day of the visit.',
  96: 'Your plan says that it does not cover this service.',
  100: 'Your plan sent this part of its payment to you. Please pay it to us.',
  119: 'Your plan says that its yearly limit for this service is used up.',
  204: 'Your plan says that this service is not one of its benefits.',
  242: 'Your plan says that we are not in its network.',
};
const otherSentence = 'Your plan says that this part is yours to pay. Ask your plan for its explanation of benefits.';

/** The reasons for the patient responsibility, one per reason code, largest first. */
export function reasonsOf(payments: readonly ClaimPayment[]): readonly OwedReason[] {
  const adjustments = payments.flatMap(allAdjustments).filter(isPatients);
  const codes = [...new Set(adjustments.map(({ reasonCode }) => reasonCode))];
  return codes
    .map((code) =>
      reason(code, sum(adjustments.filter(({ reasonCode }) => reasonCode === code).map((one) => one.amountCents))),
    )
    .filter(({ amountCents }) => amountCents > 0)
    .toSorted((one, other) => other.amountCents - one.amountCents);
}

/** Patient responsibility, or a part of the payment that the plan sent to the patient. */
function isPatients(adjustment: Adjustment): boolean {
  const kind = classOf(adjustment, { coverage: 1, isCapitated: false });
  return kind === 'patient' || kind === 'paid-to-patient';
}

function reason(code: string, amountCents: Cents): OwedReason {
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  return { code: `PR-${code}`, sentence: sentence ?? otherSentence, amountCents: cents(amountCents) };
}
