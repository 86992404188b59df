import type { BillingProvider837P, Claim837P, Claims837P, Subscriber837P } from '../../x12/index.ts';
import { serviceLineFrom837P } from './line-from-837p.ts';

/**
 * The claims of an 837P as patient files: JSON values that the intake schema still has to pass. What the schema has no
 * place for is left out. The patient control number becomes the externalId, and stays what it is where it fits.
 */
export function claimsFrom837P(value: Claims837P): readonly Record<string, unknown>[] {
  return (value.billingProviders ?? []).flatMap((provider) =>
    (provider.subscribers ?? []).flatMap((subscriber) => {
      const own = (subscriber.claims ?? []).map((claim) => patientFile(provider, subscriber, undefined, claim));
      const others = (subscriber.patients ?? []).flatMap((dependent) =>
        (dependent.claims ?? []).map((claim) => patientFile(provider, subscriber, dependent, claim)),
      );
      return [...own, ...others];
    }),
  );
}

type Dependent = NonNullable<Subscriber837P['patients']>[number];

function patientFile(
  provider: BillingProvider837P,
  subscriber: Subscriber837P,
  dependent: Dependent | undefined,
  loop: Claim837P,
): Record<string, unknown> {
  const number = loop.claim.patientControlNumber;
  return {
    schemaVersion: 1,
    externalId: number,
    ...(/^[A-Z0-9]{4,20}$/.test(number) ? { patientControlNumber: number } : {}),
    patient: person(dependent?.patient ?? subscriber.subscriber),
    insurance: [insurance(subscriber, dependent)],
    billing: billing(provider),
    ...providers(loop),
    claim: details(loop),
  };
}

/** Who else took part: rendering, referring and supervising provider, and the place when it is not the biller's. */
function providers({ rendering, referring, supervising, facility }: Claim837P): Record<string, unknown> {
  const provider = ({ name }: Named): Record<string, unknown> => ({ npi: name.id, ...names(name) });
  const [referrer] = referring ?? [];
  return {
    ...(rendering ? { rendering: { ...provider(rendering), taxonomyCode: rendering.specialty?.taxonomyCode } } : {}),
    ...(referrer ? { referring: provider(referrer) } : {}),
    ...(supervising ? { supervising: provider(supervising) } : {}),
    ...(facility
      ? {
          serviceFacility: {
            npi: facility.name.id,
            organizationName: facility.name.lastName,
            address: address(facility),
          },
        }
      : {}),
  };
}

interface Named {
  readonly name: {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly middleName?: string;
    readonly suffix?: string;
    readonly id?: string;
  };
}
interface Located {
  readonly street?: { readonly address1: string; readonly address2?: string };
  readonly city?: { readonly city: string; readonly state?: string; readonly postalCode?: string };
}
interface Born {
  readonly demographics?: { readonly bornOn: string; readonly gender: string };
}

function names({ firstName, lastName, middleName, suffix }: Named['name']): Record<string, unknown> {
  return { firstName, lastName, ...(middleName ? { middleName } : {}), ...(suffix ? { suffix } : {}) };
}

function address({ street, city }: Located): Record<string, unknown> {
  return { ...street, city: city?.city, state: city?.state, postalCode: city?.postalCode };
}

function person(loop: Named & Located & Born): Record<string, unknown> {
  return {
    ...names(loop.name),
    dateOfBirth: loop.demographics?.bornOn,
    gender: loop.demographics?.gender,
    address: address(loop),
  };
}

function insurance(
  { information, subscriber, payer }: Subscriber837P,
  dependent: Dependent | undefined,
): Record<string, unknown> {
  const { groupNumber, groupName, responsibility, filingCode } = information;
  const relationship = dependent
    ? (({ '01': 'spouse', '19': 'child' } as Record<string, string>)[dependent.details.relationship ?? ''] ?? 'other')
    : 'self';
  return {
    payerResponsibility: responsibility,
    payerId: payer.name.id,
    payerName: payer.name.lastName,
    claimFilingCode: filingCode,
    memberId: subscriber.name.id,
    ...(groupNumber ? { groupNumber } : {}),
    ...(groupName ? { groupName } : {}),
    relationshipToSubscriber: relationship,
    ...(dependent ? { subscriber: person(subscriber) } : {}),
  };
}

function billing({ billingProvider, specialty, payToAddress }: BillingProvider837P): Record<string, unknown> {
  const { name, taxId, contacts } = billingProvider;
  const contact = contacts?.[0];
  const phone = contact?.numbers?.find(({ kind }) => kind === 'TE')?.number;
  return {
    npi: name.id,
    taxId: taxId.value.replace('-', ''),
    taxIdType: taxId.qualifier === 'EI' ? 'EIN' : 'SSN',
    organizationName: name.lastName,
    ...(specialty ? { taxonomyCode: specialty.taxonomyCode } : {}),
    address: address(billingProvider),
    ...(payToAddress ? { payTo: address(payToAddress) } : {}),
    ...(contact?.name && phone ? { contact: { name: contact.name, phone } } : {}),
  };
}

function details(loop: Claim837P): Record<string, unknown> {
  const { claim, diagnoses, referralNumber, priorAuthorization, note, lines } = loop;
  const accident = loop.dates?.find(({ qualifier }) => qualifier === '439');
  return {
    placeOfServiceCode: claim.place.code,
    // A patient file begins a claim: the schema refuses a replacement or a void.
    claimFrequencyCode: claim.place.frequency,
    benefitsAssigned: claim.benefitsAssigned === 'Y',
    acceptsAssignment: claim.acceptsAssignment === 'A',
    signatureOnFile: claim.signatureOnFile === 'Y',
    releaseOfInformation: claim.releaseOfInformation,
    ...(referralNumber ? { referralNumber: referralNumber.value } : {}),
    ...(priorAuthorization ? { priorAuthorizationNumber: priorAuthorization.value } : {}),
    ...(note ? { note: note.text } : {}),
    ...(accident ? { accidentDate: accident.when.slice(0, 10) } : {}),
    diagnoses: diagnoses.codes.map(({ code }) => ({ code })),
    serviceLines: (lines ?? []).map(serviceLineFrom837P),
  };
}
