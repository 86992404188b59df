import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { nextBusinessDay } from '../domain/calendar.ts';
import { foundAbout, isPartnerTrouble, type PartnerSubject, type PartnerTrouble } from '../domain/partner-trouble.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { database } from './database.ts';
import { moveTo, note } from './standing.ts';
import { partnerAwaited, partnerWaitEnded } from './question-transitions.ts';
import { wait } from './wait.ts';

/** A step failed because of a partner: what is wrong, and with whom. */
export interface PartnerFailure {
  readonly trouble: PartnerTrouble;
  readonly partner: PartnerSubject;
}

/** What a failed step says about a partner; undefined when it failed for another reason. */
export function partnerFailureOf(error: unknown): PartnerFailure | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || !isPartnerTrouble(cause.type)) return undefined;
  const [details] = (cause.details ?? []) as readonly { readonly partner?: unknown }[];
  return typeof details?.partner === 'string' ? { trouble: cause.type, partner: details.partner } : undefined;
}

/** Asks about the partner, once for all claims. The loop of the claim then waits for the answer. */
export async function askAboutPartner(context: ClaimContext, { trouble, partner }: PartnerFailure): Promise<void> {
  const { claimId, version, stage, placement } = context.state;
  const { workItemId } = await database.askAboutPartner({ claimId, partner, trouble });
  const found = foundAbout(trouble, partner);
  note(context, found);
  partnerAwaited(context, { workItemId, found, version, stage, placement, dueOn: nextBusinessDay(today(context)) });
}

/**
 * Waits until the question about the partner is answered; also for the next business day, on which the claim tries
 * again by itself. A correction, money that moved, or a fact that moves the claim ends the wait too.
 */
export async function awaitPartner(context: ClaimContext): Promise<void> {
  const awaited = context.state.awaitedPartner;
  if (!awaited) return;
  const { workItemId, found, version, stage, placement, dueOn } = awaited;
  const { status } = context.state.standingUnderHold ?? context.state;
  const next = `${found} The claim goes on by itself when work item ${workItemId} is closed.`;
  moveTo(context, { status, owner: 'OPERATOR', next, dueOn });
  const isMoved = (): boolean => {
    const { state } = context;
    const isElsewhere = state.stage !== stage || state.placement !== placement;
    return state.version > version || state.hasMoneyMoved || isElsewhere;
  };
  const isOver = (): boolean => context.state.awaitedPartner === null || isMoved();
  // The answer may have arrived before the claim came to rest.
  applyFacts(context);
  while (!isOver()) {
    const until = (): boolean => isOver() || context.state.facts.length > 0;
    const outcome = await wait(context, { for: 'The partner to answer', dueOn, until });
    applyFacts(context);
    if (outcome === 'due') break;
  }
  partnerWaitEnded(context);
  if (!isMoved()) moveTo(context, { status, owner: 'SYSTEM', next: 'Try again', dueOn: today(context) });
}
