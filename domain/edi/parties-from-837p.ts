import type { BillingProvider837P, Claim837P } from '../../x12/index.ts';
import { defined } from './defined.ts';

/** A loop with NM1. */
export interface Named {
  readonly name: {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly middleName?: string;
    readonly suffix?: string;
    readonly npi?: string;
  };
}

/** A loop with N3 and N4. */
export interface Located {
  readonly street?: { readonly address1: string; readonly address2?: string };
  readonly city?: { readonly city: string; readonly state?: string; readonly postalCode?: string };
}

/** A loop with DMG. */
export interface Born {
  readonly demographics?: { readonly bornOn: string; readonly gender: string };
}

/** The name parts of a person. */
function names({ firstName, lastName, middleName, suffix }: Named['name']): Record<string, unknown> {
  return defined({ firstName, lastName, middleName, suffix });
}

/** A postal address. */
function addressFrom({ street, city }: Located): Record<string, unknown> {
  return { ...street, ...defined({ city: city?.city, state: city?.state, postalCode: city?.postalCode }) };
}

/** A person with address, and with birth date and gender if known. */
export function personFrom(loop: Named & Located & Born): Record<string, unknown> {
  const { demographics, name } = loop;
  return {
    ...names(name),
    ...defined({ dateOfBirth: demographics?.bornOn, gender: demographics?.gender }),
    ...(loop.street || loop.city ? { address: addressFrom(loop) } : {}),
  };
}

/** The billing provider. The name of a person becomes the name of the organization. */
export function billingFrom({ billingProvider, specialty, payToAddress }: BillingProvider837P) {
  const { name, taxId, contacts } = billingProvider;
  const [contact] = contacts ?? [];
  const phone = contact?.numbers.find(({ kind }) => kind === 'TE')?.number;
  const whole = [name.firstName, name.middleName, name.lastName, name.suffix].filter((part) => part !== undefined);
  return {
    npi: name.npi,
    taxId: taxId.value.replaceAll('-', ''),
    taxIdType: taxId.qualifier === 'EI' ? 'EIN' : 'SSN',
    organizationName: name.type === '1' ? whole.join(' ') : name.lastName,
    ...(specialty ? { taxonomyCode: specialty.taxonomyCode } : {}),
    address: addressFrom(billingProvider),
    ...(payToAddress ? { payTo: addressFrom(payToAddress) } : {}),
    ...(contact?.name && phone ? { contact: { name: contact.name, phone } } : {}),
  };
}

/** The other providers: rendering, referring, supervising, and the service facility. */
export function providersFrom({ rendering, referring, supervising, facility }: Claim837P): Record<string, unknown> {
  const provider = ({ name }: Named): Record<string, unknown> => ({ ...defined({ npi: name.npi }), ...names(name) });
  const [referrer] = referring ?? [];
  const taxonomyCode = rendering?.specialty?.taxonomyCode;
  return {
    ...(rendering ? { rendering: { ...provider(rendering), ...defined({ taxonomyCode }) } } : {}),
    ...(referrer ? { referring: provider(referrer) } : {}),
    ...(supervising ? { supervising: provider(supervising) } : {}),
    ...(facility
      ? {
          serviceFacility: {
            ...defined({ npi: facility.name.npi }),
            organizationName: facility.name.organizationName,
            address: addressFrom(facility),
          },
        }
      : {}),
  };
}
