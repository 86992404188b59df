import { dollars, cents } from '../domain/money.ts';
import { database } from './activity-options.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { moveTo, note, publishSearchAttributes } from './standing.ts';
import type { ClaimStart } from './state.ts';
import { claimOpened, claimRefused } from './transitions.ts';

/** Stores the patient file and posts the charges. False when the claim cannot be opened; its standing says why. */
export async function openClaim(context: ClaimContext, start: ClaimStart): Promise<boolean> {
  const opened = await database.openClaim({ ...start, today: today(context) });
  if (opened.kind === 'refused') {
    claimRefused(context, start);
    moveTo(context, { status: 'REFUSED', owner: 'NONE', next: opened.why, dueOn: null });
    publishSearchAttributes(context);
    return false;
  }
  claimOpened(context, start, opened);
  note(context, `Opened with charges of ${dollars(cents(opened.chargedCents))}.`);
  return true;
}
