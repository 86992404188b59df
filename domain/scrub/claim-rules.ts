import { frequencyCodes } from '../claim/send-as.ts';
import { isPlaceOfService } from '../codes.ts';
import { cents, dollars } from '../money.ts';
import type { Finding, Scrubbing } from './finding.ts';

/** A check of the whole claim. */
export type ClaimRule = (claim: Scrubbing) => readonly Finding[];

const sendLate = 'If the payer accepts a delay reason, set claim.delayReasonCode (CLM20) to send it';

/** A payer may accept a late claim for a reason, and decides about it. */
const timelyFiling: ClaimRule = ({ intake: { claim }, today, timelyFilingOn }) => {
  if (today <= timelyFilingOn || claim.delayReasonCode !== undefined) return [];
  const rule = { rule: 'timely-filing-passed', path: 'claim.delayReasonCode' } as const;
  const isVoid = claim.claimFrequencyCode === frequencyCodes.void;
  return isVoid
    ? [
        {
          ...rule,
          message: `The void was not sent: the timely filing limit of the claim was ${timelyFilingOn}.`,
          fix: `${sendLate}. Otherwise close it unsent: claimloop withdraw CLAIM --reason TEXT.`,
        },
      ]
    : [
        {
          ...rule,
          message: `The claim was not sent: its timely filing limit was ${timelyFilingOn}.`,
          fix: `${sendLate}. Otherwise write off the balance.`,
        },
      ];
};

// Loop 1000A needs a contact that the payer can call. @source 005010X222A1, PER of the submitter
const submitterContact: ClaimRule = ({ intake }) =>
  intake.billing.contact
    ? []
    : [
        {
          rule: 'submitter-contact-missing',
          path: 'billing.contact',
          message: 'The billing office needs a contact name and telephone number.',
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
          message: `The total charge is ${dollars(cents(total))}; payers reject zero-charge claims.`,
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
            message: `Diagnosis ${code} is repeated.`,
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
          message: `${code} is an external cause code and cannot be the first diagnosis.`,
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
          message: 'The accident date is after every service date.',
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
          message: `${intake.claim.placeOfServiceCode} is not a place of service code.`,
        },
      ];

/** @source 005010X222A1, 2010AA N3: a street address, not a post office box */
const billingAtPostBox: ClaimRule = ({ intake }) =>
  /\b(p\.?\s*o\.?\s*box|post office box|lock\s*box)\b/i.test(intake.billing.address.address1)
    ? [
        {
          rule: 'billing-po-box',
          path: 'billing.address.address1',
          message: 'The billing provider needs a street address, not a post office box.',
          fix: 'Set billing.address to the street address, and billing.payTo to the post office box.',
        },
      ]
    : [];

/** All checks of the whole claim. */
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
