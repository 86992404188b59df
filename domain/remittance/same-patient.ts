import { toX12Text } from '../edi/letters.ts';
import type { BilledClaim } from './billed-claim.ts';
import type { PaidPatient } from './remittance.ts';

/**
 * Whether a payment's patient may be the patient of the claim. A payment that names nobody may be. The name must agree,
 * or the member id with the first name, since families share member ids and people change their last names. Payers
 * cut names off, and write initials.
 */
export function isSamePatient(named: PaidPatient | undefined, claim: BilledClaim): boolean {
  const { lastName, firstName, memberId } = named ?? {};
  if (lastName === undefined && memberId === undefined) return true;
  const isId = memberId !== undefined && claim.coverages.some((one) => plain(one.memberId) === plain(memberId));
  const isFirst = firstName === undefined || isCutOff(firstName, claim.firstName, 1);
  if (isId && isFirst) return true;
  return lastName !== undefined && isFirst && isCutOff(lastName, claim.lastName, 3);
}

/** Whether the payer certainly means the patient of the claim: the last name is given and agrees. */
export function isNamedPatient(named: PaidPatient | undefined, claim: BilledClaim): boolean {
  return named?.lastName !== undefined && isSamePatient(named, claim);
}

/** Equal, or one is the beginning of the other and has so many letters. */
function isCutOff(one: string, other: string, least: number): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (first === second) return true;
  const [shorter, longer] = first.length < second.length ? [first, second] : [second, first];
  return shorter.length >= least && longer.startsWith(shorter);
}

function plain(text: string): string {
  return toX12Text(text)
    .text.toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
}
