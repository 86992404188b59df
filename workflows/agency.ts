import { addDays } from '../domain/dates.ts';
import { database, outbound } from './activity-options.ts';
import { type Desk, moneyMoved, moveTo, note, today } from './desk.ts';
import { wait } from './in-tray.ts';
import { hear } from './hear.ts';
import { askPerson } from './person.ts';

/**
 * The agency has the account: it acknowledges, works, and after the agreed time gives back what it could not collect.
 */
export async function awaitAgency(desk: Desk): Promise<void> {
  const { state } = desk;
  if (state.placement === 'sent') return awaitAcknowledgement(desk);
  const dueOn = addDays(state.placedOn ?? today(desk), state.policy.placementDays);
  moveTo(desk, { status: 'PLACED', owner: 'AGENCY', next: 'Agency collects, or returns the account', dueOn });
  const how = await wait(desk, {
    for: 'The agency to collect',
    dueOn,
    until: () => state.moneyMoved || state.facts.length > 0,
  });
  if (how === 'came') return hearAll(desk);
  await recallAccount(desk, 'CLIENT_REQUEST');
  state.writeOffs += 1;
  const { claimId, policy } = state;
  const key = `${claimId}:${state.writeOffs}`;
  moneyMoved(desk, await database.writeOff({ claimId, key, reason: 'COLLECTION_AGENCY', policy, today: today(desk) }));
}

async function awaitAcknowledgement(desk: Desk): Promise<void> {
  const { state } = desk;
  const dueOn = addDays(state.placedOn ?? today(desk), state.policy.agencyAcknowledgementDays);
  moveTo(desk, { status: 'FINAL_NOTICE', owner: 'AGENCY', next: 'Agency acknowledges the placement', dueOn });
  const how = await wait(desk, {
    for: 'The agency to acknowledge',
    dueOn,
    until: () => state.moneyMoved || state.facts.length > 0,
  });
  if (how === 'came') return hearAll(desk);
  await askPerson(desk, {
    kind: 'agency',
    found: 'The agency has not acknowledged the placement.',
    canDo: 'Ask the agency to answer the file, or write the balance off.',
  });
  hearAll(desk);
}

function hearAll(desk: Desk): void {
  const { state } = desk;
  for (let fact = state.facts.shift(); fact; fact = state.facts.shift()) {
    if (fact.kind !== 'agencyAnswered') hear(desk, fact);
    else if (fact.accepted) state.placement = 'acknowledged';
    else note(desk, 'The agency refused the account.');
  }
}

/** Calls the account back; what is left is the patient's again. */
export async function recallAccount(desk: Desk, reason: 'INSURANCE_FOUND' | 'CLIENT_REQUEST'): Promise<void> {
  const { state } = desk;
  await outbound.recallAccount.executeWithOptions({ summary: 'Call the account back from the agency' }, [
    { claimId: state.claimId, placement: state.placements, reason, today: today(desk) },
  ]);
  Object.assign(state, { placement: 'none', placedOn: null });
}
