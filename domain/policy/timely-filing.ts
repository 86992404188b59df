import { addDays, earliest, type IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';

/** The first day on which anything of the claim was done: filing clocks run from it. */
export function firstServiceDate(intake: Intake): IsoDate {
  // The schema holds every day to be one, and asks for at least one line.
  const [first, ...others] = intake.claim.serviceLines.map((line) => line.serviceDate as IsoDate);
  return earliest(first as IsoDate, ...others);
}

/** The last day on which anything of the claim was done. */
export function lastServiceDate(intake: Intake): IsoDate {
  const days = intake.claim.serviceLines.map((line) => (line.serviceDateTo ?? line.serviceDate) as IsoDate);
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/**
 * The last day on which the payer must have the claim: that many days after the first service, weekends not
 * excepted, because no payer is bound to except them.
 * @source 42 CFR 424.44(a) for Medicare; contracts for all others
 */
export function timelyFilingOn(intake: Intake, timelyFilingDays: number): IsoDate {
  return addDays(firstServiceDate(intake), timelyFilingDays);
}

/** The last day on which a replacement is taken: that many days after the remittance advice that denied the claim. */
export function correctedClaimOn(remittedOn: IsoDate, correctedClaimDays: number): IsoDate {
  return addDays(remittedOn, correctedClaimDays);
}
