import { classOf } from '../remittance/adjustment-class.ts';
import { isReversal } from '../remittance/earlier-payment.ts';
import type { Intake } from '../schema/intake.ts';
import { answersOf, type StandingPayment } from './line-answers.ts';
import { meaningOf } from './line-states.ts';

/** Whether what a payer leaves to the patient, or to the next coverage, may be billed. */
export type PatientShare =
  | { readonly kind: 'billable' }
  /** A payer forwarded the claim, and the payer after it has not answered yet. */
  | { readonly kind: 'forwarded' }
  /** The patient must not be billed for a part of it; both texts are sentences for a biller. */
  | { readonly kind: 'protected'; readonly found: string; readonly canDo: string };

const forwardedStatuses: ReadonlySet<string> = new Set(['19', '20', '21']);
const forwardedRemarks: ReadonlySet<string> = new Set(['MA18', 'N89']);
const laterStatuses: ReadonlySet<string> = new Set(['2', '3', '20', '21']);

/** Judges the share of the patient by all payments that stand. A claim of a payer that was forwarded is not billed. */
export function patientShareOf(intake: Intake, payments: readonly StandingPayment[]): PatientShare {
  const standing = payments.filter(({ state, payment }) => state === 'posted' && !isReversal(payment));
  const forwarded = standing.findLastIndex(({ payment }) => isForwarded(payment));
  const isAnswered = standing
    .slice(forwarded + 1)
    .some(({ coverage, payment }) => coverage > 1 || laterStatuses.has(payment.statusCode));
  const protection = protectionOf(intake, standing);
  if (protection) return protection;
  return forwarded >= 0 && !isAnswered ? { kind: 'forwarded' } : { kind: 'billable' };
}

function isForwarded({ statusCode, remarkCodes, services }: StandingPayment['payment']): boolean {
  const remarks = [...remarkCodes, ...services.flatMap((service) => service.remarkCodes)];
  return forwardedStatuses.has(statusCode) || remarks.some((remark) => forwardedRemarks.has(remark));
}

function protectionOf(
  intake: Intake,
  payments: readonly StandingPayment[],
): Extract<PatientShare, { kind: 'protected' }> | undefined {
  for (const coverage of [1, 2, 3] as const) {
    const context = { coverage, isCapitated: false } as const;
    for (const answer of answersOf(intake, payments, coverage)) {
      const shares = answer.adjustments.filter((one) => one.amountCents > 0 && classOf(one, context) === 'patient');
      const found = shares
        .map((one) => meaningOf(one, answer, { intake, answers: [], context }))
        .find(({ action, guards }) => action === 'write-off' || guards.includes('qualified-medicare-beneficiary'));
      if (found) return { kind: 'protected', found: found.found, canDo: found.canDo };
    }
  }
  return undefined;
}
