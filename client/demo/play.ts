import { setTimeout as pause } from 'node:timers/promises';
import { type ClaimStatus, isClosed } from '../../domain/claim/status.ts';
import { cents } from '../../domain/money.ts';
import type { Claimloop, ClaimView } from '../index.ts';
import type { DemoClaim } from './intakes.ts';

/** A demo claim and its current state. */
export interface Played extends DemoClaim {
  readonly claimId: string;
  view: ClaimView | undefined;
  isDone: boolean;
}

type ClaimsOf = Pick<Claimloop, 'status' | 'correctClaim' | 'recordPayment'>;

/** Milliseconds between two status polls. */
const pollMs = 250;

/**
 * Plays the biller and the patients until every story has ended: answers questions, and pays when the story says so.
 * Resolves when all are done, or when nothing has changed for `patienceMs`; `show` is called after each poll.
 */
export async function play(
  claimloop: ClaimsOf,
  claims: readonly Played[],
  options: { readonly patienceMs: number; readonly show: () => void },
): Promise<void> {
  let unchangedSince = Date.now();
  while (claims.some(({ isDone }) => !isDone)) {
    const changes = await Promise.all(
      claims.filter(({ isDone }) => !isDone).map((claim) => pollClaim(claimloop, claim)),
    );
    options.show();
    if (changes.includes(true)) unchangedSince = Date.now();
    if (Date.now() - unchangedSince > options.patienceMs) return;
    await pause(pollMs);
  }
}

/** Polls one claim and does what a person would do. True if something has changed. */
async function pollClaim(claimloop: ClaimsOf, claim: Played): Promise<boolean> {
  const before = JSON.stringify([claim.view?.status, claim.view?.statements, claim.view?.submissions]);
  const view = await claimloop.status(claim.claimId);
  claim.view = view;
  claim.isDone = isAtEnd(claim, view);
  if (!claim.isDone) await act(claimloop, claim, view);
  return before !== JSON.stringify([view.status, view.statements, view.submissions]);
}

const asksPerson: ReadonlySet<ClaimStatus> = new Set([
  'NEEDS_CORRECTION',
  'REJECTED',
  'PAST_FILING_LIMIT',
  'CODING_REVIEW',
  'COVERAGE_REVIEW',
]);

/** Whether a story has ended. A user's own claim also ends where it waits for a person. */
function isAtEnd({ scenario }: Played, { status, workItemId }: ClaimView): boolean {
  if (isClosed(status) || status === 'PLACED') return true;
  return scenario ? status === scenario.expected : asksPerson.has(status) && workItemId !== null;
}

async function act(
  claimloop: ClaimsOf,
  { claimId, scenario }: Played,
  { status, workItemId, statements, balanceCents }: ClaimView,
): Promise<void> {
  if (scenario?.answer && asksPerson.has(status) && workItemId) {
    const { reason, set } = scenario.answer;
    await claimloop.correctClaim(claimId, { correctionId: `${claimId}-${workItemId}`, by: 'demo-biller', reason, set });
  }
  if (
    scenario?.paysAfter !== undefined &&
    (status === 'PATIENT_DUE' || status === 'FINAL_NOTICE') &&
    statements >= scenario.paysAfter
  ) {
    await claimloop.recordPayment(claimId, {
      paymentId: `${claimId}-${balanceCents}`,
      amountCents: cents(balanceCents),
      method: 'card',
      by: 'demo-biller',
    });
  }
}
