import { addDays, type IsoDate } from '../dates.ts';
import type { BilledClaim } from './billed-claim.ts';
import type { RemittanceFinding } from './finding.ts';
import type { PaymentCase } from './payment-case.ts';
import { isSamePatient } from './same-patient.ts';

/** Payers announce transfers some days ahead. */
const daysAhead = 30;

/** Whether a payment is about this claim: patient, days of service, and the day of the payment. */
export function identityFindings(given: PaymentCase, lines: readonly string[]): readonly RemittanceFinding[] {
  const { payment, remittance, billed, today } = given;
  const { first, last } = serviceDays(billed);
  const found: RemittanceFinding[] = [];
  if (!isSamePatient(payment.patient, billed))
    found.push({ code: 'other-patient', sentence: 'it names another patient than the claim' });
  const other = otherDate(given, lines);
  if (other)
    found.push({ code: 'other-date', sentence: `it is about a service on ${other}, and the claim is about ${first}` });
  const until = addDays(today, daysAhead);
  if (remittance.paidOn < first || remittance.paidOn > until)
    found.push({
      code: 'day-out-of-range',
      sentence: `its payment day ${remittance.paidOn} is not between the service on ${last} and ${until}`,
    });
  return found;
}

/** The first and last day of service of a claim. */
export function serviceDays({ lines }: BilledClaim): { readonly first: IsoDate; readonly last: IsoDate } {
  const days = lines.flatMap(({ from, to }) => [from, to]).toSorted();
  return { first: days.at(0) as IsoDate, last: days.at(-1) as IsoDate };
}

/** A day of service that is not a day of its line, or of the claim. */
function otherDate({ payment, billed }: PaymentCase, lines: readonly string[]): IsoDate | undefined {
  const { first, last } = serviceDays(billed);
  const isOf = (from: IsoDate, to: IsoDate, day: IsoDate | undefined): boolean =>
    day === undefined || (from <= day && day <= to);
  const claimDay = [payment.serviceFrom, payment.serviceTo].find((day) => !isOf(first, last, day));
  if (claimDay) return claimDay;
  return payment.services.find(({ serviceDate }, index) => {
    const line = billed.lines.find(({ lineId }) => lineId === lines[index]);
    return !isOf(line?.from ?? first, line?.to ?? last, serviceDate);
  })?.serviceDate;
}
