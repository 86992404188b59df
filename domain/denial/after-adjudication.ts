import { shownCode } from '../codes.ts';
import type { IsoDate } from '../dates.ts';
import { classOf } from '../remittance/adjustment-class.ts';
import { allAdjustments, notReversed } from '../remittance/standing-payments.ts';
import type { Adjustment, ClaimPayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';
import { type Classification, classify } from './classify.ts';
import { type CorrectionLimit, type Decision, mayCorrect, memberIdCorrected, withoutPunctuation } from './decision.ts';
import { adjudicationFacts } from './facts.ts';
import { questionAbout, sendAsAfter } from './question.ts';

/** The adjudications of a claim whose payer still owes. */
export interface Adjudication extends CorrectionLimit {
  readonly intake: Intake;
  /** Every claim payment of the claim, oldest first. */
  readonly payments: readonly ClaimPayment[];
  /** Last day on which the payer accepts a replacement, if known; shown in the question. */
  readonly replacementUntil?: IsoDate;
}

/** The next step after the newest adjudication. Reversed payments do not count. */
export function nextStepAfterAdjudication(adjudication: Adjudication): Decision {
  const { intake, replacementUntil: until } = adjudication;
  const payment = notReversed(adjudication.payments).at(-1);
  if (!payment) return { kind: 'done', why: 'the payer reversed its payment and has not adjudicated the claim again' };
  const denials = allAdjustments(payment).filter(
    (adjustment) => classOf(adjustment, contextOf(payment)) === 'denial' && adjustment.amountCents > 0,
  );
  const remarks = remarksOf(payment);
  const meanings = denials.map((denial) => meaningOf(denial, payment, { intake, remarks }));
  const [meaning] = meanings.toSorted((one, other) => urgency(one) - urgency(other));
  if (!meaning) return { kind: 'done', why: 'nothing is denied, and the payer still owes a balance' };
  if (meaning.action === 'wait')
    return { kind: 'done', why: 'the payer has not finished its adjudication', isPending: true };
  const as = sendAsAfter(meaning.action);
  const set = isUnknownMember(meaning) && mayCorrect(adjudication) ? withoutPunctuation(intake) : undefined;
  if (set) return { kind: 'correct', as, set, why: memberIdCorrected };
  const reasons = new Set(denials.map(({ group, reasonCode }) => `${group}-${shownCode(reasonCode)}`));
  const question = questionAbout('denial', meaning, [...reasons, ...remarks.map(shownCode)].join(', '));
  const clock = until && as === 'replacement' ? ` The payer accepts a replacement until ${until}.` : '';
  return { kind: 'ask', as, question: { ...question, canDo: `${question.canDo}${clock}` } };
}

/** The part of prior payers (CARC 23) is no denial of a later payer, CLP02 2, 3, 20 or 21. */
function contextOf({ statusCode }: ClaimPayment) {
  return { coverage: ['2', '3', '20', '21'].includes(statusCode) ? 2 : 1, isCapitated: false } as const;
}

function remarksOf(payment: ClaimPayment): readonly string[] {
  return [...new Set([...payment.services.flatMap((service) => service.remarkCodes), ...payment.remarkCodes])];
}

function meaningOf(
  { group, reasonCode, amountCents }: Adjustment,
  { statusCode, chargeCents, paidCents }: ClaimPayment,
  { intake, remarks }: { readonly intake: Intake; readonly remarks: readonly string[] },
): Classification {
  const [coverage] = intake.insurance;
  return classify(
    adjudicationFacts({
      ...{ group, reasonCode, statusCode, remarkCodes: remarks },
      ...(coverage ? { program: coverage.claimFilingCode, payerId: coverage.payerId } : {}),
      modifiers: intake.claim.serviceLines.flatMap(({ modifiers }) => modifiers),
      isWholeChargeUnpaid: paidCents === 0 && amountCents === chargeCents,
      hasNextPayer: intake.insurance.length > 1,
    }),
  );
}

/** A reason with a rule goes before one without, and a pending one goes last. */
function urgency({ action, rule }: Classification): number {
  if (action === 'wait') return 2;
  return rule === 'unknown-denial' ? 1 : 0;
}

const unknownMember: ReadonlySet<string> = new Set([
  'patient-not-insured',
  'id-and-name-differ',
  'claim-data-member-id',
]);

function isUnknownMember({ rule, action }: Classification): boolean {
  return unknownMember.has(rule) && (action === 'new-claim' || action === 'correct-and-replace');
}
