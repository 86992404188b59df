import { addDays, earliest, type IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';

/** The first service date of a claim, from which filing limits count. */
export function firstServiceDate(intake: Intake): IsoDate {
  // The schema checks that every day is valid and that there is at least one line.
  const [first, ...others] = intake.claim.serviceLines.map((line) => line.serviceDate as IsoDate);
  return earliest(first as IsoDate, ...others);
}

/** The last service date of a claim. */
export function lastServiceDate(intake: Intake): IsoDate {
  const days = intake.claim.serviceLines.map((line) => (line.serviceDateTo ?? line.serviceDate) as IsoDate);
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/**
 * The last day on which the payer accepts the claim: that many calendar days after the first service. Weekends count,
 * because payers need not exclude them.
 * @source 42 CFR 424.44(a) for Medicare; contracts for all others
 */
export function timelyFilingOn(intake: Intake, timelyFilingDays: number): IsoDate {
  return addDays(firstServiceDate(intake), timelyFilingDays);
}

/** The last day on which the payer accepts a replacement: that many calendar days after the denial. */
export function correctedClaimOn(remittedOn: IsoDate, correctedClaimDays: number): IsoDate {
  return addDays(remittedOn, correctedClaimDays);
}
