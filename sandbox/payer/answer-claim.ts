import { createHash } from 'node:crypto';
import { type AcknowledgmentStep, type RemittanceStep, type Step, usualSteps } from '../schema/behaviors.ts';
import { payByPlan } from '../schema/payments.ts';
import type { Plan } from '../schema/plans.ts';
import type { ChosenRules } from '../rules.ts';
import type { ClaimArrived } from './claim-seen.ts';
import { type Account, payClaim, type Payment } from './pay-claim.ts';
import { type ProviderAdjustment, providerAdjustments } from './provider-adjustments.ts';

/** What the payer keeps about a claim after each file with it. */
export interface ClaimRecord {
  /** The file, and the place of the claim in it. */
  readonly arrival: string;
  readonly account: Account;
  /** Every control number (CLP07) that was given to the claim. */
  readonly issued: readonly string[];
  /** TRN02 of its last remittance. */
  readonly trace?: string | undefined;
  /** What the payer has postponed to recover by PLB. */
  readonly postponedCents: number;
}

/** The lengths of waits, in milliseconds, and the business day. */
export interface Waits {
  readonly answerMs: number;
  readonly dayMs: number;
  readonly today: string;
}

/** One answer to a claim, and when it is due after the arrival. What one file holds is grouped later. */
export type ClaimAnswer = {
  readonly dueMs: number;
  /** Place of the step in the answers to the claim. */
  readonly nth: number;
} & (
  | { readonly step: Exclude<Step, AcknowledgmentStep | RemittanceStep> }
  | { readonly step: AcknowledgmentStep; readonly claim: ClaimArrived; readonly payerControlNumber: string }
  | {
      readonly step: RemittanceStep;
      readonly claim: ClaimArrived;
      readonly payments: readonly Payment[];
      readonly withheld: readonly ProviderAdjustment[];
      readonly trace: string;
    }
);

const noRecord = { account: { standing: [] }, issued: [], postponedCents: 0 } as const;

/**
 * Answers the nth file with a claim: by its member's behavior, else by the rules of the plan. `history` has one record
 * for each earlier file.
 */
export function answerClaim(
  claim: ClaimArrived,
  arrival: string,
  history: readonly ClaimRecord[],
  { plan, behavior }: ChosenRules,
  waits: Waits,
): { readonly answers: readonly ClaimAnswer[]; readonly record: ClaimRecord } {
  let record: ClaimRecord = { ...(history.at(-1) ?? noRecord), arrival };
  const controlNumber = (payment: number): string =>
    `${waits.today.slice(0, 4)}${digits(`${claim.patientControlNumber} ${arrival} ${payment === 1 ? '' : payment}`)}`;
  const chosen = behavior?.submissions[history.length]?.steps;
  const steps = chosen ?? stepsByPlan(claim, plan, record);
  let dueMs = 0;
  const answers = steps.map((step, nth): ClaimAnswer => {
    dueMs += step.afterDays === undefined ? waits.answerMs : step.afterDays * waits.dayMs;
    if (step.kind === '277') return { dueMs, nth, step, claim, payerControlNumber: controlNumber(1) };
    if (step.kind !== '835') return { dueMs, nth, step };
    const { payments, after } = payClaim(claim, step.payments, record.account, {
      ...{ plan, controlNumber, today: waits.today, deniesRepeats: chosen === undefined },
    });
    const newTrace = `EFT${digits(isAlone(step) ? `${arrival} ${nth}` : `${arrival.split('/')[0]} ${dueMs} ${nth}`)}`;
    const trace = step.trace === 'same' ? (record.trace ?? newTrace) : newTrace;
    const withheld = providerAdjustments(step.providerAdjustments, payments, { claim, ...record });
    record = {
      ...record,
      account: after,
      trace,
      issued: [...record.issued, ...payments.map(({ payerControlNumber }) => payerControlNumber)],
      postponedCents: withheld.postponedCents,
    };
    return { dueMs, nth, step, claim, payments, withheld: withheld.adjustments, trace };
  });
  return { answers, record };
}

/** Whether a remittance pays this claim only, so that its provider-level adjustments are clear. */
export function isAlone({ trace, providerAdjustments, copies }: RemittanceStep): boolean {
  return trace === 'same' || providerAdjustments.length > 0 || copies > 1;
}

function stepsByPlan(claim: ClaimArrived, plan: Plan, { issued }: ClaimRecord): readonly Step[] {
  const [functional, acknowledgment, remittance] = usualSteps as readonly [Step, AcknowledgmentStep, RemittanceStep];
  const rejectedAs = (status: string): readonly Step[] => [functional, { ...acknowledgment, status: [status] }];
  if (/[^A-Za-z0-9]/.test(claim.memberId)) return rejectedAs('A7:164:IL');
  if (plan.requiresSpecialty && claim.lacksSpecialty)
    return [{ ...functional, verdict: 'R', segment: 'PRV', loop: '2310B', code: '3' } as Step];
  if (claim.frequency === '1') return usualSteps;
  if (!plan.acceptsReplacements) return rejectedAs('A7:535');
  if (!issued.includes(claim.replaces ?? '')) return rejectedAs('A7:464');
  const reverse = { kind: 'reverse', of: 'all' } as const;
  const payments = claim.frequency === '8' ? [reverse] : [reverse, payByPlan];
  return [functional, acknowledgment, { ...remittance, payments }];
}

/** Derives nine digits from a text. */
function digits(text: string): string {
  return String(createHash('sha256').update(text).digest().readUInt32BE(0)).padStart(10, '0').slice(0, 9);
}
