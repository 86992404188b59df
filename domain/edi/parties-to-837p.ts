import type { Intake } from '../schema/intake.ts';
import { plainText } from './plain-text.ts';

type Address = Intake['patient']['address'];

/** Name parts of NM1. */
export function personName(person: {
  readonly firstName: string;
  readonly lastName: string;
  readonly middleName?: string | undefined;
  readonly suffix?: string | undefined;
}): { lastName: string; firstName: string; middleName?: string; suffix?: string } {
  return {
    lastName: plainText(person.lastName),
    firstName: plainText(person.firstName),
    ...(person.middleName ? { middleName: plainText(person.middleName) } : {}),
    ...(person.suffix ? { suffix: plainText(person.suffix) } : {}),
  };
}

/** N3 and N4. */
export function address({ address1, address2, city, state, postalCode }: Address): {
  street: { address1: string; address2?: string };
  city: { city: string; state: string; postalCode: string };
} {
  return {
    street: { address1: plainText(address1), ...(address2 ? { address2: plainText(address2) } : {}) },
    city: { city: plainText(city), state, postalCode },
  };
}

/** DMG. */
export function demographics(person: { readonly dateOfBirth: string; readonly gender: 'F' | 'M' | 'U' }): {
  bornOn: string;
  gender: 'F' | 'M' | 'U';
} {
  return { bornOn: person.dateOfBirth, gender: person.gender };
}
