import { classOf } from '../remittance/adjustment-class.ts';
import { isReversal } from '../remittance/earlier-payment.ts';
import type { Intake } from '../schema/intake.ts';
import { answersOf, type StandingPayment } from './line-answers.ts';
import { meaningOf } from './line-states.ts';

/** Why the patient must not be billed, and what to do, as sentences for a biller. */
export interface Protection {
  readonly found: string;
  readonly canDo: string;
}

/** Whether what a payer leaves to the patient, or to the next coverage, may be billed. */
export interface PatientShare {
  /** A payer forwarded the claim, and the payer after it has not answered yet. */
  readonly isForwarded: boolean;
  /** The patient must not be billed for a part of it, whoever answers. */
  readonly protection?: Protection;
}

const forwardedStatuses: ReadonlySet<string> = new Set(['19', '20', '21']);
const forwardedRemarks: ReadonlySet<string> = new Set(['MA18', 'N89']);
const laterStatuses: ReadonlySet<string> = new Set(['2', '3', '20', '21']);

/** Judges the share of the patient by all payments that stand. */
export function patientShareOf(intake: Intake, payments: readonly StandingPayment[]): PatientShare {
  const standing = payments.filter(({ state, payment }) => state === 'posted' && !isReversal(payment));
  const forwarded = standing.findLastIndex(({ payment }) => isForwarded(payment));
  const isAnswered = standing
    .slice(forwarded + 1)
    .some(({ coverage, payment }) => coverage > 1 || laterStatuses.has(payment.statusCode));
  const protection = protectionOf(intake, standing);
  return { isForwarded: forwarded >= 0 && !isAnswered, ...(protection && { protection }) };
}

function isForwarded({ statusCode, remarkCodes, services }: StandingPayment['payment']): boolean {
  const remarks = [...remarkCodes, ...services.flatMap((service) => service.remarkCodes)];
  return forwardedStatuses.has(statusCode) || remarks.some((remark) => forwardedRemarks.has(remark));
}

/** Forwarding only delays the bill, so the codes that say it do not count here. */
function protectionOf(intake: Intake, payments: readonly StandingPayment[]): Protection | undefined {
  for (const coverage of [1, 2, 3] as const) {
    const context = { coverage, isCapitated: false } as const;
    for (const stated of answersOf(intake, payments, coverage)) {
      const remarkCodes = stated.remarkCodes.filter((remark) => !forwardedRemarks.has(remark));
      const answer = { ...stated, statusCode: String(coverage), remarkCodes };
      const found = answer.adjustments
        .filter((one) => one.amountCents > 0 && classOf(one, context) === 'patient')
        .map((one) => meaningOf(one, answer, { intake, answers: [], context }))
        .find(({ action, guards }) => action === 'write-off' || guards.includes('qualified-medicare-beneficiary'));
      if (found) return { found: found.found, canDo: found.canDo };
    }
  }
  return undefined;
}
