import { billedCharge, type BilledClaim } from './billed-claim.ts';
import { serviceDays } from './identity-findings.ts';
import type { ClaimPayment } from './remittance.ts';
import { isNamedPatient } from './same-patient.ts';

/** Control numbers of fewer letters are not compared by their beginning. */
const leastBeginning = 6;

/** Numbers that a payer may have made of a claim's number, and those that begin with a text. */
export interface NumberGuess {
  /** Claim ids that the payer may mean: in capital letters, trimmed, without padding, without what it added. */
  readonly ids: readonly string[];
  /** The beginning of claim ids that the payer may have cut off; undefined if it is too short to tell. */
  readonly beginning: string | undefined;
}

/**
 * The claims that a payer may mean by a control number (CLP01) that is no claim's: payers write small letters, pad with
 * zeros and spaces, cut numbers off and add to them.
 */
export function guessNumbers(patientControlNumber: string): NumberGuess {
  const plain = patientControlNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const bare = plain.replace(/^0+/, '');
  const beginnings = (text: string): readonly string[] =>
    Array.from({ length: Math.max(0, text.length - leastBeginning) }, (_, index) =>
      text.slice(0, text.length - 1 - index),
    );
  const ids = [plain, bare, ...beginnings(plain), ...beginnings(bare)].filter((id) => id !== '');
  return { ids: [...new Set(ids)], beginning: plain.length >= leastBeginning ? plain : undefined };
}

/**
 * Whether a payment fits a claim that its number does not name exactly: the patient is named and agrees, a day of
 * service is given and is one of the claim's, and the charge is the claim's.
 */
export function fitsClaim(payment: ClaimPayment, claim: BilledClaim): boolean {
  const { first, last } = serviceDays(claim);
  const days = [
    payment.serviceFrom,
    payment.serviceTo,
    ...payment.services.map(({ serviceDate }) => serviceDate),
  ].filter((day) => day !== undefined);
  return (
    isNamedPatient(payment.patient, claim) &&
    days.length > 0 &&
    days.every((day) => first <= day && day <= last) &&
    Math.abs(payment.chargeCents) === billedCharge(claim)
  );
}
