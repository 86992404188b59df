const parts: Readonly<Record<string, string>> = {
  patient: "patient's",
  guarantor: "guarantor's",
  subscriber: "subscriber's",
  insurance: "payer's",
  billing: "billing provider's",
  payTo: "billing provider's",
  rendering: "rendering provider's",
  referring: "referring provider's",
  supervising: "supervising provider's",
  serviceFacility: "facility's",
};
const fields: Readonly<Record<string, string>> = {
  ...{ firstName: 'first name', middleName: 'middle name', lastName: 'last name', suffix: 'suffix' },
  ...{ organizationName: 'name', name: 'contact name', payerName: 'name', payerId: 'id', memberId: 'member id' },
  ...{ groupNumber: 'group number', groupName: 'group name', claimFilingCode: 'claim filing code' },
  ...{ address1: 'street', address2: 'second address line', city: 'city', state: 'state', postalCode: 'ZIP code' },
  ...{ dateOfBirth: 'birth date', gender: 'gender', npi: 'NPI', taxId: 'tax id', taxonomyCode: 'taxonomy code' },
  ...{ phone: 'telephone number' },
};

/** What people call a field of the patient file, e.g. "the patient's first name"; undefined for other fields. */
export function wordsOf(path: string): string | undefined {
  const steps = path.split(/\.|\[\d+\]\.?/).filter((step) => step !== '');
  const field = fields[steps.at(-1) ?? ''];
  const part = parts[steps.findLast((step) => Object.hasOwn(parts, step)) ?? ''];
  return field === undefined || part === undefined ? undefined : `the ${part} ${field}`;
}
