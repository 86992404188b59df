import { earliest, type IsoDate } from '../dates.ts';
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
