import type { Intake } from '../schema/intake.ts';

type Address = Intake['patient']['address'];

/** Who receives the bills: the guarantor, usually the patient. */
export interface ResponsibleParty {
  readonly firstName: string;
  readonly middleName?: string | undefined;
  readonly lastName: string;
  readonly suffix?: string | undefined;
  readonly address: Address;
  readonly contact?: Intake['patient']['contact'];
  readonly isPatient: boolean;
}

/** The responsible party of a claim. */
export function responsibleParty({ guarantor, patient }: Intake): ResponsibleParty {
  return 'sameAsPatient' in guarantor ? { ...patient, isPatient: true } : { ...guarantor, isPatient: false };
}

/** A person's full name: first, middle, last, suffix. */
export function fullName(person: Pick<ResponsibleParty, 'firstName' | 'middleName' | 'lastName' | 'suffix'>): string {
  return [person.firstName, person.middleName, person.lastName, person.suffix].filter(Boolean).join(' ');
}

/** The lines of a postal address below the name. */
export function addressLines({ address1, address2, city, state, postalCode }: Address): readonly string[] {
  return [address1, ...(address2 ? [address2] : []), `${city}, ${state} ${printPostalCode(postalCode)}`];
}

/** A ZIP code with its hyphen: "08608", "08608-1234". */
function printPostalCode(postalCode: string): string {
  return postalCode.length === 9 ? `${postalCode.slice(0, 5)}-${postalCode.slice(5)}` : postalCode;
}
