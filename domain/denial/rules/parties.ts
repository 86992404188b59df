import type { DenialCategory } from '../categories.ts';
import type { Rule } from '../rule.ts';

// An entity code (STC01-3) names the party whose data is wrong: each status about a party has one rule per party.

type Field = 'name' | 'npi' | 'taxId' | 'address' | 'taxonomy' | 'memberId' | 'birthDate';

/** A party of a claim: how it is called, and where the patient file has its data. */
interface ClaimParty {
  readonly who: string;
  readonly category: DenialCategory;
  /** Where a person finds the right value. */
  readonly check: string;
  readonly fields: { readonly [F in Field]?: string };
}

const enrollment = 'Check the enrollment with the payer; set';
const card = 'Check the insurance card; set';

/** By entity code. @source X12 data element 98, as used in 005010X214 STC01-3 */
const parties: Readonly<Record<string, ClaimParty>> = {
  '85': {
    who: 'the billing provider',
    category: 'Invalid Provider Information',
    check: enrollment,
    fields: {
      name: 'billing.organizationName',
      npi: 'billing.npi',
      taxId: 'billing.taxId',
      address: 'billing.address',
      taxonomy: 'billing.taxonomyCode',
    },
  },
  '82': {
    who: 'the rendering provider',
    category: 'Invalid Provider Information',
    check: enrollment,
    fields: { name: 'rendering.lastName', npi: 'rendering.npi', taxonomy: 'rendering.taxonomyCode' },
  },
  DN: {
    who: 'the referring provider',
    category: 'Referral Required',
    check: 'Check the referral; set',
    fields: { name: 'referring.lastName', npi: 'referring.npi' },
  },
  DQ: {
    who: 'the supervising provider',
    category: 'Invalid Provider Information',
    check: enrollment,
    fields: { name: 'supervising.lastName', npi: 'supervising.npi' },
  },
  '77': {
    who: 'the service facility',
    category: 'Invalid Provider Information',
    check: enrollment,
    fields: {
      name: 'serviceFacility.organizationName',
      npi: 'serviceFacility.npi',
      address: 'serviceFacility.address',
    },
  },
  '1P': {
    who: 'the provider',
    category: 'Invalid Provider Information',
    check: enrollment,
    fields: {
      name: 'billing.organizationName or rendering.lastName',
      npi: 'billing.npi or rendering.npi',
      taxId: 'billing.taxId',
      taxonomy: 'billing.taxonomyCode or rendering.taxonomyCode',
    },
  },
  IL: {
    who: 'the subscriber',
    category: 'Invalid Insurance Data',
    check: card,
    fields: {
      name: 'insurance[0].subscriber, or patient.lastName if the patient is the subscriber',
      memberId: 'insurance[0].memberId',
      address: 'insurance[0].subscriber.address or patient.address',
      birthDate: 'insurance[0].subscriber.dateOfBirth or patient.dateOfBirth',
    },
  },
  QC: {
    who: 'the patient',
    category: 'Incorrect Patient Info',
    check: card,
    fields: {
      name: 'patient.lastName or patient.firstName',
      memberId: 'insurance[0].memberId',
      address: 'patient.address',
      birthDate: 'patient.dateOfBirth',
    },
  },
  PR: {
    who: 'the payer',
    category: 'Incorrect Payer',
    check: card,
    fields: { name: 'insurance[0].payerName', memberId: 'insurance[0].payerId' },
  },
  '41': {
    who: 'the submitter',
    category: 'Credentialing',
    check: enrollment,
    fields: { name: 'senderId in partners.json', memberId: 'senderId in partners.json' },
  },
};

/** Statuses about a party: which of its data each is about. 153 is an id of whatever kind the party has. */
const abouts: readonly { readonly status: string; readonly fields: readonly Field[]; readonly words: string }[] = [
  { status: '26', fields: ['npi', 'memberId'], words: 'The payer does not recognize' },
  { status: '24', fields: ['npi', 'memberId'], words: 'Electronic claims are not approved for' },
  { status: '25', fields: ['npi', 'memberId'], words: 'The payer has not approved' },
  { status: '125', fields: ['name'], words: 'The payer has another name for' },
  { status: '126', fields: ['address'], words: 'The address is missing or wrong of' },
  { status: '128', fields: ['taxId'], words: 'The tax id does not match the enrollment of' },
  { status: '145', fields: ['taxonomy'], words: 'The specialty is missing or wrong of' },
  { status: '153', fields: ['npi', 'memberId'], words: 'The id is missing or wrong of' },
  { status: '158', fields: ['birthDate'], words: 'The payer has another birth date for' },
  { status: '164', fields: ['memberId'], words: 'The payer does not recognize the member id of' },
  { status: '500', fields: ['address'], words: 'The postal code is missing or wrong of' },
  { status: '562', fields: ['npi'], words: 'The NPI is missing or not enrolled of' },
];

/** Statuses of a 277CA or 277 that name the party whose data is wrong. */
export const partyRules: readonly Rule[] = abouts.flatMap(({ status, fields, words }) =>
  Object.entries(parties).flatMap(([entity, { who, category, check, fields: paths }]): readonly Rule[] => {
    const path = fields.map((field) => paths[field]).find((one) => one !== undefined);
    if (path === undefined) return [];
    return [
      {
        id: `status-${status}-${entity}`,
        when: { status: [status], entity: [entity], category: ['A3', 'A6', 'A7', 'A8'] },
        category: status === '24' || status === '25' ? 'Credentialing' : category,
        action: 'fix-and-resend',
        found: `${words} ${who}.`,
        canDo: `${check} ${path}.`,
        source: 'X12 external code list 508; data element 98 for the entity; 005010X214, STC01',
      },
    ];
  }),
);
