import { z } from 'zod';
import type { BenefitPolicy } from '../coverage/benefits.ts';
import { code, day, text } from './field-schemas.ts';

const codeRule = {
  procedureCode: z.string().regex(/^[A-Z0-9]{5}$/, 'five capital letters and digits'),
  rule: text(1, 200),
  citation: text(1, 200),
};

const benefitPolicies = z.array(
  z.strictObject({
    payerId: code(2, 80),
    planId: text(1, 80).optional(),
    effectiveFrom: day,
    effectiveTo: day.optional(),
    source: text(1, 200),
    excluded: z.array(z.strictObject(codeRule)).default([]),
    authorizationRequired: z.array(z.strictObject(codeRule)).default([]),
    coveredDiagnoses: z
      .array(
        z.strictObject({
          ...codeRule,
          diagnosisPrefixes: z
            .array(z.string().regex(/^[A-Z]\d[0-9A-Z]{0,5}$/, 'the start of an ICD-10-CM code, without a dot'))
            .min(1),
        }),
      )
      .default([]),
  }),
);

/**
 * Reads the benefit policies of prisma/reference/benefit-policies.json, or of an installation. Throws ZodError if the
 * file is invalid.
 */
export function readBenefitPolicies(json: unknown): readonly BenefitPolicy[] {
  return benefitPolicies.parse(json);
}
