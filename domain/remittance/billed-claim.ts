import type { IsoDate } from '../dates.ts';
import { type Cents, cents, sum } from '../money.ts';
import type { Intake } from '../schema/intake.ts';

/** One service line as we billed it. */
export interface BilledLine {
  readonly lineId: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly chargeCents: Cents;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** A coverage of the patient, in the order of the patient file: 1 primary, 2 secondary, 3 tertiary. */
export interface BilledCoverage {
  readonly payerId: string;
  readonly payerName: string;
  readonly memberId: string;
}

/** A claim as we billed it: what a payment must agree with. [PHI] */
export interface BilledClaim {
  readonly claimId: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly lines: readonly BilledLine[];
  readonly coverages: readonly BilledCoverage[];
}

/** The claim of a patient file. */
export function billedClaim(claimId: string, { patient, insurance, claim }: Intake): BilledClaim {
  return {
    claimId,
    lastName: patient.lastName,
    firstName: patient.firstName,
    lines: claim.serviceLines.map((line) => ({
      lineId: line.lineId,
      procedureCode: line.procedureCode,
      modifiers: line.modifiers,
      units: line.units,
      chargeCents: cents(line.chargeAmountCents),
      from: line.serviceDate as IsoDate,
      to: (line.serviceDateTo ?? line.serviceDate) as IsoDate,
    })),
    // The schema keeps them in the order of their places.
    coverages: insurance.map(({ payerId, payerName, memberId }) => ({ payerId, payerName, memberId })),
  };
}

/** The charge of a claim. */
export function billedCharge({ lines }: Pick<BilledClaim, 'lines'>): Cents {
  return sum(lines.map(({ chargeCents }) => chargeCents));
}
