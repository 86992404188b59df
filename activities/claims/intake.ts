import { frequencyCodes } from '../../domain/claim/send-as.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { OpenLine } from '../../domain/ledger/balances.ts';
import { type Cents, cents, sum } from '../../domain/money.ts';
import { filingDeadline } from '../../domain/policy/deadlines.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { Intake } from '../../domain/schema/intake.ts';

/** What a patient file says about where it is sent, and by when: the first payer, and the last day for an original. */
export function filedWith(intake: Intake, policy: ClaimPolicy): { payerId: string; timelyFilingOn: IsoDate } {
  return { payerId: intake.insurance[0]?.payerId ?? '', timelyFilingOn: filingDeadline({ intake, policy }).on };
}

/** Total charge of the claim that is sent, in cents. */
export function billedOf(intake: Intake): Cents {
  return cents(intake.claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0));
}

/** Total of what a patient file adds to the books, in cents. */
export function chargeOf(intake: Intake): Cents {
  return sum(chargesOf(intake).map(({ amountCents }) => amountCents));
}

/** What each service line adds to the books. A void takes back what other software charged, and charges nothing. */
export function chargesOf(intake: Intake): readonly OpenLine[] {
  if (intake.claim.claimFrequencyCode === frequencyCodes.void) return [];
  return intake.claim.serviceLines.map(({ lineId, chargeAmountCents }) => ({
    line: lineId,
    amountCents: cents(chargeAmountCents),
  }));
}
