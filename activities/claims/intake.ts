import type { OpenLine } from '../../domain/ledger/balances.ts';
import { type Cents, cents } from '../../domain/money.ts';
import type { Intake } from '../../domain/schema/intake.ts';

/** How the first submission of a patient file is sent. */
export function sendAsOf({ claim }: Intake): 'original' | 'replacement' {
  return claim.claimFrequencyCode === '7' ? 'replacement' : 'original';
}

/** Total charge of a patient file, in cents. */
export function chargeOf(intake: Intake): Cents {
  return cents(intake.claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0));
}

/** The charge of each service line. */
export function chargesOf(intake: Intake): readonly OpenLine[] {
  return intake.claim.serviceLines.map(({ lineId, chargeAmountCents }) => ({
    line: lineId,
    amountCents: cents(chargeAmountCents),
  }));
}
