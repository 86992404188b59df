import { isPlaceOfService } from '../codes.ts';
import { cents, dollars } from '../money.ts';
import type { Finding, Scrubbing } from './finding.ts';

/** One check of the whole claim. */
export type ClaimRule = (claim: Scrubbing) => readonly Finding[];

const timelyFiling: ClaimRule = ({ today, timelyFilingOn }) =>
  today <= timelyFilingOn
    ? []
    : [
        {
          rule: 'timely-filing-passed',
          path: 'claim',
          message: `The payer had to have this claim by ${timelyFilingOn}.`,
          fix: 'Send it with a reason for the delay, if the payer takes one; if not, write it off.',
        },
      ];

// Loop 1000A must say whom the payer can call. @source 005010X222A1, PER of the submitter
const submitterContact: ClaimRule = ({ intake }) =>
  intake.billing.contact
    ? []
    : [
        {
          rule: 'submitter-contact-missing',
          path: 'billing.contact',
          message: 'Payers ask for a name and a telephone number of the billing office.',
          fix: 'Set billing.contact to {"name": ..., "phone": "ten digits"}.',
        },
      ];

const totalCharge: ClaimRule = ({ intake }) => {
  const total = intake.claim.serviceLines.reduce((sum, { chargeAmountCents }) => sum + chargeAmountCents, 0);
  return total > 0
    ? []
    : [
        {
          rule: 'total-charge-zero',
          path: 'claim.serviceLines',
          message: `The charges add up to ${dollars(cents(total))}; payers take no such claim.`,
        },
      ];
};

const repeatedDiagnosis: ClaimRule = ({ intake }) => {
  const codes = intake.claim.diagnoses.map(({ code }) => code.replace('.', ''));
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [
          {
            rule: 'diagnosis-repeated',
            path: `claim.diagnoses[${index}].code`,
            message: `${code} stands on the claim already.`,
          },
        ],
  );
};

/** @source ICD-10-CM Official Guidelines, I.C.20.a: external causes are never listed first */
const externalCauseFirst: ClaimRule = ({ intake }) => {
  const code = intake.claim.diagnoses[0]?.code ?? '';
  return /^[V-Y]/.test(code)
    ? [
        {
          rule: 'external-cause-first',
          path: 'claim.diagnoses[0].code',
          message: `${code} says how something happened, and cannot be the first diagnosis.`,
        },
      ]
    : [];
};

const accidentAfterService: ClaimRule = ({ intake }) => {
  const { accidentDate, serviceLines } = intake.claim;
  const isAfter = accidentDate !== undefined && serviceLines.every(({ serviceDate }) => serviceDate < accidentDate);
  return isAfter
    ? [
        {
          rule: 'accident-after-service',
          path: 'claim.accidentDate',
          message: 'The accident is later than every service.',
        },
      ]
    : [];
};

const placeOfService: ClaimRule = ({ intake }) =>
  isPlaceOfService(intake.claim.placeOfServiceCode)
    ? []
    : [
        {
          rule: 'place-of-service-unknown',
          path: 'claim.placeOfServiceCode',
          message: `${intake.claim.placeOfServiceCode} stands for no place of service.`,
        },
      ];

/** @source 005010X222A1, 2010AA N3: the street of the billing provider, never a post office box */
const billingAtPostBox: ClaimRule = ({ intake }) =>
  /\b(p\.?\s*o\.?\s*box|post office box|lock\s*box)\b/i.test(intake.billing.address.address1)
    ? [
        {
          rule: 'billing-po-box',
          path: 'billing.address.address1',
          message: 'A billing provider needs the address of a street.',
          fix: 'Set billing.address to the street, and billing.payTo to the box where payments go.',
        },
      ]
    : [];

/** Every check of the whole claim. */
export const claimRules: readonly ClaimRule[] = [
  submitterContact,
  timelyFiling,
  totalCharge,
  repeatedDiagnosis,
  externalCauseFirst,
  accidentAfterService,
  placeOfService,
  billingAtPostBox,
];
