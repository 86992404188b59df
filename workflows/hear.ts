import { assertNever } from '../domain/assert-never.ts';
import type { Fact } from '../domain/claim/facts.ts';
import { addDays } from '../domain/dates.ts';
import { type Desk, moneyMoved, moveTo, note, today } from './desk.ts';

/** What a fact means for the stage. Late and overtaken answers change nothing they should not. */
export function hear(desk: Desk, fact: Fact): void {
  const { state } = desk;
  const isOfLatest = 'submission' in fact && fact.submission === state.submissions;
  switch (fact.kind) {
    case 'adjudicated': // A remittance can overtake its acknowledgement; money in hand settles acceptance.
      state.stage = 'adjudicated';
      moneyMoved(desk);
      return note(desk, 'A remittance was posted.');
    case 'accepted':
      if (!isOfLatest || state.stage !== 'sent') return note(desk, 'An acceptance came late; nothing changes.');
      state.stage = 'accepted';
      return moveTo(desk, {
        status: 'ACCEPTED',
        owner: 'PAYER',
        next: 'Payer pays or denies',
        dueOn: addDays(today(desk), state.policy.remittanceDays),
      });
    case 'rejected':
      if (!isOfLatest || (state.stage !== 'sent' && state.stage !== 'accepted'))
        return note(desk, 'A rejection came late; nothing changes.');
      state.stage = 'rejected';
      return moveTo(desk, {
        status: 'REJECTED',
        owner: 'SYSTEM',
        next: `Find what the ${fact.by} rejects`,
        dueOn: today(desk),
      });
    case 'agencyAnswered':
      return note(desk, 'The agency answered while the payer owes; nothing changes.');
    default:
      assertNever(fact);
  }
}
