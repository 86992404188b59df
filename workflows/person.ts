import type { Question } from '../domain/claim/question.ts';
import type { ClaimStatus, Owner } from '../domain/claim/status.ts';
import { addDays } from '../domain/dates.ts';
import { database } from './activity-options.ts';
import { type Desk, moveTo, today } from './desk.ts';
import { wait } from './in-tray.ts';

const askedOf: Record<Question['kind'], { readonly status: ClaimStatus; readonly owner: Owner }> = {
  coding: { status: 'CODING_REVIEW', owner: 'CODER' },
  coverage: { status: 'COVERAGE_REVIEW', owner: 'BILLER' },
  correction: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  silence: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  'timely-filing': { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  agency: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
};

/**
 * Asks a person, and waits for a corrected file, for money that moved, or for an answer from outside after all. A
 * question nobody answers in time is escalated and stays open: it never lapses by itself.
 */
export async function askPerson(desk: Desk, question: Question): Promise<void> {
  const { state } = desk;
  const versionAsked = state.version;
  const askedOn = today(desk);
  let dueOn = addDays(askedOn, state.policy.workItemDays || 14);
  const { workItemId } = await database.openWorkItem({
    claimId: state.claimId,
    key: `${state.claimId}:${question.kind}:${state.submissions}:${versionAsked}:${state.timeline.length}`,
    question,
    dueOn,
    today: askedOn,
  });
  state.workItemId = workItemId;
  moveTo(desk, { ...askedOf[question.kind], next: `${question.found} ${question.canDo}`, dueOn }, question.category);
  const isAnswered = (): boolean => state.version > versionAsked || state.moneyMoved || state.facts.length > 0;
  while ((await wait(desk, { for: 'A person to answer', dueOn, until: isAnswered })) === 'due') {
    dueOn = addDays(today(desk), state.policy.workItemDays || 14);
    await database.escalateWorkItem({ workItemId, dueOn });
    moveTo(desk, { ...askedOf[question.kind], next: `Escalated: ${question.found} ${question.canDo}`, dueOn });
  }
  // A correction has closed the question that asked for it.
  const how = state.moneyMoved ? 'money moved' : 'an answer came';
  if (state.version === versionAsked) await database.closeWorkItem({ workItemId, how, today: today(desk) });
  state.workItemId = null;
}
