import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import { shownCode } from '../codes.ts';
import type { Question } from '../claim/question.ts';
import type { DenialCategory } from './categories.ts';

/** What one code means for a biller. X12 owns the official texts; the texts here are ours. */
interface RejectionRule {
  readonly category: DenialCategory;
  readonly found: string;
  readonly canDo: string;
}

/**
 * Claim status codes (STC01-2) that name a fault.
 * @source external code list 508 (claim status codes), as payers' companion guides use it
 */
const byStatus: Readonly<Record<string, RejectionRule>> = {
  24: rule(
    'Credentialing',
    'The provider is not enrolled to send claims electronically.',
    'Enroll with the payer, then correct the claim.',
  ),
  25: rule(
    'Credentialing',
    'The payer has not approved the provider.',
    'Check the enrollment, then set billing.npi or rendering.npi.',
  ),
  26: rule(
    'Invalid Insurance Data',
    'The payer does not recognize one of the parties.',
    'Check insurance[0].memberId and the provider ids.',
  ),
  33: rule(
    'Invalid Insurance Data',
    'The payer does not recognize the subscriber.',
    'Check the insurance card; set insurance[0].memberId or the name.',
  ),
  54: rule(
    'Duplicate Claim',
    'The payer already has this claim.',
    'Find the answer to the earlier claim before you send anything.',
  ),
  88: rule(
    'No Active Coverage',
    'The patient had no coverage on the day of service.',
    'Check eligibility on that day; set insurance[0].',
  ),
  97: rule(
    'No Active Coverage',
    'The payer finds no eligibility for the patient.',
    'Check eligibility; set insurance[0].',
  ),
  116: rule(
    'Incorrect Payer',
    'The claim went to the wrong payer.',
    'Set insurance[0].payerId to the payer on the card.',
  ),
  125: rule(
    'Incorrect Patient Info',
    'A name does not match the records of the payer.',
    'Check the insurance card; set the name as printed there.',
  ),
  126: rule('Incorrect Patient Info', 'An address is missing or wrong.', 'Set patient.address or billing.address.'),
  128: rule(
    'Invalid Provider Information',
    'The tax id of the provider does not match its enrollment.',
    'Set billing.taxId.',
  ),
  145: rule(
    'Invalid Provider Information',
    'The specialty of the provider is missing or wrong.',
    'Set rendering.taxonomyCode.',
  ),
  153: rule(
    'Invalid Provider Information',
    'An id of the provider is missing or wrong.',
    'Set rendering.npi or billing.npi.',
  ),
  158: rule(
    'Incorrect Patient Info',
    'The birth date does not match the records of the payer.',
    'Check the insurance card; set patient.dateOfBirth.',
  ),
  164: rule(
    'Invalid Insurance Data',
    'The payer does not recognize the member id.',
    'Check the insurance card; set insurance[0].memberId.',
  ),
  187: rule('Billing Error', 'A date of service is missing or wrong.', 'Set claim.serviceLines[n].serviceDate.'),
  249: rule('Incorrect Place of Service', 'The place of service is missing or wrong.', 'Set claim.placeOfServiceCode.'),
  254: rule('Invalid Diagnosis Code', 'The first diagnosis is missing or wrong.', 'Set claim.diagnoses[0].code.'),
  255: rule('Invalid Diagnosis Code', 'A diagnosis is missing or wrong.', 'Set claim.diagnoses.'),
  453: rule('Invalid Modifier', 'A modifier is missing or wrong.', 'Set claim.serviceLines[n].modifiers.'),
  454: rule(
    'Incorrect Procedure Code',
    'A procedure code is missing or wrong.',
    'Set claim.serviceLines[n].procedureCode.',
  ),
  477: rule(
    'Invalid Diagnosis Code',
    'A diagnosis pointer is missing or wrong.',
    'Set claim.serviceLines[n].diagnosisPointers.',
  ),
  496: rule(
    'Credentialing',
    'The practice is not yet authorized to submit claims for this provider.',
    "File the payer's enrollment form, then correct the claim.",
  ),
  500: rule(
    'Incorrect Patient Info',
    'A postal code is missing or wrong.',
    'Set the postalCode of patient.address or billing.address.',
  ),
  535: rule(
    'Billing Error',
    'The payer does not accept this claim frequency code.',
    'Ask the payer whether it requires a new claim.',
  ),
  562: rule('Invalid Provider Information', 'An NPI is missing or not enrolled.', 'Set rendering.npi or billing.npi.'),
};

/** What a person can set when a 999 finds a fault in a segment. */
const bySegment: Readonly<Record<string, RejectionRule>> = {
  PRV: rule(
    'Invalid Provider Information',
    'The specialty of a provider is missing or wrong.',
    'Set rendering.taxonomyCode.',
  ),
  HI: rule('Invalid Diagnosis Code', 'The diagnoses have an invalid format.', 'Set claim.diagnoses.'),
  SV1: rule('Incorrect Procedure Code', 'A service line has an invalid format.', 'Set claim.serviceLines[n].'),
  DTP: rule('Billing Error', 'A date is missing or wrong.', 'Set claim.serviceLines[n].serviceDate.'),
  NM1: rule(
    'Incorrect Patient Info',
    'A name or id is missing or too long.',
    'Set the name or id of the patient, provider or payer.',
  ),
  N3: rule('Incorrect Patient Info', 'An address is missing or wrong.', 'Set patient.address or billing.address.'),
  N4: rule(
    'Incorrect Patient Info',
    'A city, state or postal code is missing or wrong.',
    'Set patient.address or billing.address.',
  ),
  DMG: rule(
    'Incorrect Patient Info',
    'The birth date or gender is missing or wrong.',
    'Set patient.dateOfBirth or patient.gender.',
  ),
  SBR: rule('Invalid Insurance Data', 'The insurance data have an invalid format.', 'Set insurance[0].'),
  CLM: rule('Billing Error', 'The claim data have an invalid format.', 'Set claim.placeOfServiceCode or the charges.'),
  REF: rule(
    'Invalid Provider Information',
    'A reference number is missing or wrong.',
    'Set billing.taxId or claim.priorAuthorizationNumber.',
  ),
};

const unknownStatus = rule(
  'Unknown',
  'The payer rejected the claim.',
  'Ask the payer what the status means; correct the claim.',
);
const unknownFault = rule(
  'Billing Error',
  'The claim has an invalid format.',
  'Correct the claim, or contact support.',
);
const billingSpecialty = rule(
  'Invalid Provider Information',
  'The specialty of the billing provider is missing or wrong.',
  'Set billing.taxonomyCode.',
);

/** The question to a person about a status of a 277CA. */
export function statusQuestion({ category, status, entity }: StatusCode): Question {
  const code = [category, status, ...(entity ? [entity] : [])].map(shownCode).join(':');
  const known = own(byStatus, status) ?? unknownStatus;
  return { kind: 'correction', category: known.category, found: `${known.found} (277CA ${code})`, canDo: known.canDo };
}

/**
 * The question to a person about a fault of a 999. A PRV in loop 2000A belongs to the billing provider; any other PRV
 * belongs to another provider.
 */
export function faultQuestion(fault: StructuralFault): Question {
  const known =
    fault.segment === 'PRV' && fault.loop === '2000A'
      ? billingSpecialty
      : (own(bySegment, fault.segment) ?? unknownFault);
  const codes = [
    fault.segmentErrorCode && `IK304 ${shownCode(fault.segmentErrorCode)}`,
    fault.elementErrorCode && `IK403 ${shownCode(fault.elementErrorCode)}`,
  ];
  const where = [
    `segment ${shownCode(fault.segment)} at ${fault.position}`,
    fault.loop && `loop ${shownCode(fault.loop)}`,
    fault.element !== undefined && `element ${fault.element}`,
    ...codes,
  ];
  return {
    kind: 'correction',
    category: known.category,
    canDo: known.canDo,
    found: `${known.found} (999: ${where.filter(Boolean).join(', ')})`,
  };
}

/** Codes come from outside the system: "constructor" must not match an inherited property. */
function own(rules: Readonly<Record<string, RejectionRule>>, code: string): RejectionRule | undefined {
  return Object.hasOwn(rules, code) ? rules[code] : undefined;
}

function rule(category: DenialCategory, found: string, canDo: string): RejectionRule {
  return { category, found, canDo };
}
