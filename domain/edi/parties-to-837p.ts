import type { BillingProvider837P, Claim837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';
import { defined } from './defined.ts';

type Address = Intake['patient']['address'];

/** The name parts of NM1. */
export function personName(person: {
  readonly firstName: string;
  readonly lastName: string;
  readonly middleName?: string | undefined;
  readonly suffix?: string | undefined;
}) {
  const { lastName, firstName, middleName, suffix } = person;
  return { lastName, firstName, ...defined({ middleName, suffix }) };
}

/** N3 and N4. */
export function address({ address1, address2, city, state, postalCode }: Address) {
  return { street: { address1, ...defined({ address2 }) }, city: { city, state, postalCode } };
}

/** DMG; omitted if the birth date or gender is unknown. */
export function demographics(person: {
  readonly dateOfBirth?: string | undefined;
  readonly gender?: 'F' | 'M' | 'U' | undefined;
}) {
  const { dateOfBirth: bornOn, gender } = person;
  return bornOn && gender ? { demographics: { bornOn, gender } } : {};
}

/** PER: the contact that a payer can call. */
export function contactOf({ name, phone }: NonNullable<Intake['billing']['contact']>) {
  return { name, numbers: [{ kind: 'TE' as const, number: phone }] };
}

/** Loops 2010AA and 2010AB. */
export function billingProvider({ billing }: Intake): Omit<BillingProvider837P, 'subscribers'> {
  const { npi, taxId, taxIdType, organizationName, taxonomyCode, payTo, contact } = billing;
  return {
    ...(taxonomyCode ? { specialty: { taxonomyCode } } : {}),
    billingProvider: {
      name: { type: '2', lastName: organizationName, npi },
      ...address(billing.address),
      taxId: { qualifier: taxIdType === 'EIN' ? 'EI' : 'SY', value: taxId },
      contacts: contact ? [contactOf(contact)] : [],
    },
    ...(payTo ? { payToAddress: { name: { type: '2' }, ...address(payTo) } } : {}),
  };
}

/** Loops 2310A to 2310D: the other providers and the service facility. */
export function otherProviders({ referring, rendering, serviceFacility, supervising }: Intake): Partial<Claim837P> {
  const taxonomyCode = rendering?.taxonomyCode;
  return {
    ...(referring ? { referring: [{ name: { role: 'DN', ...personName(referring), npi: referring.npi } }] } : {}),
    ...(rendering
      ? {
          rendering: {
            name: { type: '1', ...personName(rendering), npi: rendering.npi },
            ...(taxonomyCode ? { specialty: { taxonomyCode } } : {}),
          },
        }
      : {}),
    ...(serviceFacility
      ? {
          facility: {
            name: { organizationName: serviceFacility.organizationName, ...defined({ npi: serviceFacility.npi }) },
            ...address(serviceFacility.address),
          },
        }
      : {}),
    ...(supervising ? { supervising: { name: { ...personName(supervising), npi: supervising.npi } } } : {}),
  };
}
