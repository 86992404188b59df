import type { StatusCode, StructuralFault } from '../../domain/acknowledgment/acknowledgment.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { Decision } from '../../domain/denial/decision.ts';
import { nextStepAfterAdjudication } from '../../domain/denial/after-adjudication.ts';
import { nextStepAfterRejection } from '../../domain/denial/after-rejection.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { answerDeadline, sendingDeadline } from '../../domain/policy/deadlines.ts';
import type { ActivityContext } from '../context.ts';
import type { NextStep } from '../contract.ts';
import { permanent } from '../failures.ts';
import { linesOwed } from '../../domain/denial/line-states.ts';
import { readClaim } from '../store/claims.ts';
import { balancesOf } from '../store/journal.ts';
import { storedPayments } from '../store/remittance-claims.ts';
import { isCapitated } from '../partners.ts';
import type { Transaction } from '../store/database.ts';
import { exceptionsOf } from '../store/remittance-exceptions.ts';
import { once } from '../store/results.ts';
import { correctIn } from './correct-claim.ts';

interface Reviewing {
  readonly claimId: string;
  readonly automaticCorrections: number;
  readonly policy: ClaimPolicy;
  readonly today: IsoDate;
}

type Asking = Extract<NextStep, { kind: 'ask' }>;

/** What is stored of an acknowledgment that rejects. */
interface RejectionDetail {
  readonly faults?: readonly StructuralFault[];
  readonly statuses?: readonly StatusCode[];
  readonly noteCode?: string;
}

/** Decides the next step after a rejection. A rule's correction is applied in the same transaction. */
export async function reviewRejection(
  { database }: ActivityContext,
  input: Reviewing & { readonly submission: number },
): Promise<NextStep> {
  const { claimId, submission, automaticCorrections, policy, today } = input;
  const made = await once(
    database,
    { key: `review-rejection:${claimId}:${submission}`, inputs: { claimId, submission } },
    async (tx) => {
      const rows = await tx.prisma.acknowledgment.findMany({
        where: { claimId, submission, verdict: { in: ['rejected', 'accepted'] } },
        orderBy: { id: 'asc' },
      });
      const rejections = rows.filter(({ verdict }) => verdict === 'rejected');
      const details = rejections.map(({ detail }) => detail as RejectionDetail);
      const { intake } = await readClaim(tx, claimId);
      const decision = nextStepAfterRejection({
        intake,
        faults: details.flatMap(({ faults }) => faults ?? []),
        statuses: details.flatMap(({ statuses }) => statuses ?? []),
        noteCodes: details.flatMap(({ noteCode }) => noteCode ?? []),
        wasAccepted: rejections.length < rows.length,
        automaticCorrections,
        maxAutomaticCorrections: policy.maxAutomaticCorrections,
      });
      return follow(tx, decision, { claimId, correctionId: `rule:rejection:${submission}`, today });
    },
  );
  if (made.kind === 'conflict') throw permanent('conflicting-inputs');
  return made.value;
}

/** Decides the next step from the claim payments so far, while the payer still owes. */
export function reviewAdjudication({ database, partners }: ActivityContext, input: Reviewing): Promise<NextStep> {
  const { claimId, automaticCorrections, policy, today } = input;
  return database.inTransaction(async (tx) => {
    const payments = (await storedPayments(tx, [claimId])).get(claimId) ?? [];
    // Keyed by the number of payments: a retry gets the same key and finds its own correction.
    const posted = payments.filter(({ state }) => state === 'posted' || state === 'reversed').length;
    const correctionId = `rule:adjudication:${posted}`;
    const made = await tx.prisma.claimVersion.findFirst({ where: { claimId, correctionId } });
    const exceptions = await exceptionsOf(tx, claimId);
    if (!made && exceptions > 0) return askAboutExceptions(exceptions);
    const { intake, payerId, paidOn } = await readClaim(tx, claimId, made ? made.version - 1 : undefined);
    const openLines = linesOwed(await balancesOf(tx, claimId));
    const decision = nextStepAfterAdjudication({
      ...{ intake, payments, isCapitated: isCapitated(partners, payerId) },
      ...(openLines && { openLines }),
      automaticCorrections,
      maxAutomaticCorrections: policy.maxAutomaticCorrections,
      ...(paidOn ? { replacementUntil: answerDeadline('replacement', { intake, policy }, paidOn).on } : {}),
    });
    if (made && decision.kind === 'correct')
      return { kind: 'resubmit', as: decision.as, version: made.version, why: decision.why };
    return follow(tx, decision, { claimId, correctionId, today });
  });
}

/** What the payer owes is not known while a payment of the claim is not posted. */
function askAboutExceptions(exceptions: number): NextStep {
  const payments = exceptions === 1 ? '1 payment' : `${exceptions} payments`;
  return {
    kind: 'ask',
    as: 'replacement',
    question: {
      kind: 'correction',
      found: `${payments} of the payer for this claim do not fit and are not posted.`,
      canDo: 'See `claimloop remit list`, and match, accept or refuse them; the claim then continues.',
    },
  };
}

/** A question about what is to be sent names the last day on which the payer accepts it. */
async function dated(tx: Transaction, asked: Asking, claimId: string): Promise<Asking> {
  const claim = await readClaim(tx, claimId);
  const lastDay = sendingDeadline(claim, asked.as).on;
  return { ...asked, question: { ...asked.question, lastDay } };
}

async function follow(
  tx: Transaction,
  decision: Decision,
  { claimId, correctionId, today }: { claimId: string; correctionId: string; today: IsoDate },
): Promise<NextStep> {
  if (decision.kind !== 'correct') return decision.kind === 'ask' ? dated(tx, decision, claimId) : decision;
  const { set, why, as } = decision;
  const result = await correctIn(tx, {
    claimId,
    correction: { correctionId, by: 'claimloop', reason: why, set },
    today,
  });
  if (result.kind === 'applied') return { kind: 'resubmit', as, version: result.version, why };
  return {
    kind: 'ask',
    as,
    question: {
      kind: 'correction',
      found: `${why} The automatic correction does not apply to this patient file.`,
      canDo: 'Correct the claim manually.',
    },
  };
}
