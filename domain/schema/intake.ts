import { z } from 'zod';
import { checkBetweenFields } from './between-fields.ts';
import { filingCodes } from '../codes.ts';
import { claimDetails } from './claim-details.ts';
import { code, day, npi, orNull, person, postalAddress, text } from './field-schemas.ts';

const contact = z.strictObject({
  email: z.email().optional(),
  phone: z
    .string()
    .regex(/^\d{10}$/, 'ten digits')
    .optional(),
  emailConsent: z.boolean().default(false),
  timeZone: text(1, 40).optional(),
});

const patient = z.strictObject({
  externalId: text(1, 50).optional(),
  ...person,
  dateOfBirth: day,
  gender: z.enum(['F', 'M', 'U']),
  address: postalAddress,
  contact: contact.optional(),
  history: z.array(z.strictObject({ date: day, note: text(1, 2000) })).default([]),
});

/** Who receives the statements: the patient, or a named person. */
const guarantor = z.union([
  z.strictObject({ sameAsPatient: z.literal(true) }),
  z.strictObject({ ...person, address: postalAddress, contact: contact.optional() }),
]);

/**
 * The person who holds the policy, if it is not the patient. Only the name is required, as in an 837P.
 * @source 005010X222A1, 2010BA N3, N4 and DMG: required when the patient is the subscriber
 */
const subscriber = z.strictObject({
  ...person,
  dateOfBirth: day.optional(),
  gender: z.enum(['F', 'M', 'U']).optional(),
  address: postalAddress.optional(),
});

const insurance = z.strictObject({
  /** P primary, S secondary, T tertiary. */
  payerResponsibility: z.enum(['P', 'S', 'T']),
  payerId: code(2, 80),
  payerName: text(1, 60),
  /** X12 claim filing indicator: CI commercial, MB Medicare Part B, MC Medicaid, BL Blue Cross, and so on. */
  claimFilingCode: z.enum(filingCodes),
  memberId: text(2, 80),
  groupNumber: orNull(text(1, 50)),
  groupName: orNull(text(1, 60)),
  relationshipToSubscriber: z.enum(['self', 'spouse', 'child', 'other']),
  subscriber: subscriber.optional(),
  effectiveFrom: day.optional(),
  effectiveTo: day.optional(),
  network: z.enum(['in', 'out']).default('in'),
  planId: text(1, 80).optional(),
});

const billing = z.strictObject({
  npi,
  taxId: z.string().regex(/^\d{9}$/, 'nine digits'),
  taxIdType: z.enum(['EIN', 'SSN']).default('EIN'),
  organizationName: text(1, 60),
  taxonomyCode: z
    .string()
    .regex(/^[0-9A-Z]{9}X$/, 'a ten-character provider taxonomy code')
    .optional(),
  address: postalAddress,
  payTo: postalAddress.optional(),
  contact: z.strictObject({ name: text(1, 60), phone: z.string().regex(/^\d{10}$/, 'ten digits') }).optional(),
});

const provider = z.strictObject({
  npi,
  ...person,
  taxonomyCode: z
    .string()
    .regex(/^[0-9A-Z]{9}X$/, 'a ten-character provider taxonomy code')
    .optional(),
});

const facility = z.strictObject({ npi: npi.optional(), organizationName: text(1, 60), address: postalAddress });

const intakeShape = z.strictObject({
  schemaVersion: z.literal(1),
  /** The caller's id of the claim and its idempotency key: the same id with other content is an error. */
  externalId: text(1, 100),
  /** CLM01, never changed. 4 to 20 capital letters and digits, without patient data; generated if absent. */
  patientControlNumber: z
    .string()
    .regex(/^[A-Z0-9]{4,20}$/, '4 to 20 capital letters and digits')
    .optional(),
  responsibleParty: z.enum(['insurance', 'selfPay']).default('insurance'),
  patient,
  guarantor: guarantor.default({ sameAsPatient: true }),
  insurance: z.array(insurance).max(3).default([]),
  billing,
  rendering: provider.optional(),
  referring: provider.optional(),
  supervising: provider.optional(),
  serviceFacility: facility.optional(),
  claim: claimDetails,
  estimate: z.strictObject({ goodFaithEstimateCents: orNull(z.int().min(0)) }).optional(),
  policy: z.strictObject({ profile: text(1, 40).default('default') }).default({ profile: 'default' }),
  routing: z.strictObject({ transport: text(1, 60) }).optional(),
});

/**
 * The patient file of one claim: patient, insurance, case history, codes and charges. An unknown field is an
 * error. Money is whole cents, days are yyyy-mm-dd, diagnosis pointers count from 1 as on the CMS-1500 and the 837.
 */
export const intakeSchema = intakeShape.check(z.superRefine(checkBetweenFields, { when: () => true }));

/** A valid patient file with its defaults. */
export type Intake = z.infer<typeof intakeSchema>;
