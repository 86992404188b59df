import { frequencyCodes } from '../claim/send-as.ts';
import { z } from 'zod';
import { delayReasonCodes } from '../claim/delay-reason.ts';
import { day, orNull, text } from './field-schemas.ts';

/** Diagnosis pointers count from 1, as on the CMS-1500. */
const serviceLine = z.strictObject({
  lineId: z.string().regex(/^[A-Za-z0-9]{1,30}$/, '1 to 30 letters and digits'),
  serviceDate: day,
  serviceDateTo: day.optional(),
  /** A CPT or HCPCS Level II code; its description is not stored. */
  procedureCode: z.string().regex(/^[A-Z0-9]{5}$/, 'five capital letters and digits'),
  modifiers: z
    .array(z.string().regex(/^[A-Z0-9]{2}$/, 'two capital letters or digits'))
    .max(4)
    .default([]),
  units: z.number().positive().max(9999),
  unitType: z.enum(['UN', 'MJ']).default('UN'),
  chargeAmountCents: z.int().min(0).max(9_999_999_999),
  diagnosisPointers: z.array(z.int().min(1).max(12)).min(1).max(4),
  placeOfServiceCode: z
    .string()
    .regex(/^\d{2}$/, 'two digits')
    .optional(),
  note: text(1, 80).optional(),
  drug: z
    .strictObject({
      ndc: z.string().regex(/^\d{11}$/, 'eleven digits'),
      quantity: z.number().positive(),
      unit: z.enum(['F2', 'GR', 'ME', 'ML', 'UN']),
    })
    .optional(),
});

/** The claim: place of service, authorizations, diagnoses and up to 50 service lines. */
export const claimDetails = z.strictObject({
  type: z.literal('professional').default('professional'),
  placeOfServiceCode: z.string().regex(/^\d{2}$/, 'two digits'),
  /** CLM05-3: 1 an original; 7 a replacement, and 8 a void, of a claim that was sent by other software. */
  claimFrequencyCode: z.enum(frequencyCodes).default('1'),
  /** The payer's control number of the claim that is replaced or voided (REF*F8). */
  payerControlNumber: text(1, 50).optional(),
  priorAuthorizationNumber: orNull(text(1, 50)),
  referralNumber: orNull(text(1, 50)),
  benefitsAssigned: z.boolean().default(true),
  acceptsAssignment: z.boolean().default(true),
  signatureOnFile: z.boolean().default(true),
  releaseOfInformation: z.enum(['Y', 'I']).default('Y'),
  accidentDate: day.optional(),
  /** CLM20: why the claim is sent after the timely filing limit; with it a late claim is sent. */
  delayReasonCode: z.enum(delayReasonCodes).optional(),
  note: text(1, 80).optional(),
  diagnoses: z
    .array(
      z.strictObject({
        /** ICD-10-CM; the dot is optional. */
        code: z.string().regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/, 'an ICD-10-CM code'),
      }),
    )
    .min(1)
    .max(12),
  serviceLines: z.array(serviceLine).min(1).max(50),
});
