import { z } from 'zod';
import { adjustmentText, markerText } from './texts.ts';

const codes = z.array(z.string().min(1).max(8));

const planSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .meta({ description: 'What the plan pays, in one sentence.', examples: ['80 percent of the charge'] }),
  markers: z.array(markerText).meta({
    description:
      'Texts that select the plan: anywhere in the member id, or at the start of the group number. The longest one ' +
      'wins. The plan without markers is for everybody else.',
    examples: [['DED', 'HDHP']],
  }),
  allowedPercent: z
    .int()
    .min(0)
    .max(100)
    .default(80)
    .meta({
      description: 'What the contract allows of a charge; the rest is CO-45.',
      unit: 'percent',
      examples: [75],
    }),
  feeCents: z
    .record(z.string(), z.int().min(0))
    .default({})
    .meta({
      description: 'What the contract allows for a unit of a procedure code, instead of the percentage.',
      unit: 'cents',
      examples: [{ '99213': 9_200 }],
    }),
  deductibleCents: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'Deductible of each claim (PR-1).', unit: 'cents', examples: [4_000] }),
  copayCents: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'Copayment of each claim (PR-3).', unit: 'cents', examples: [2_500] }),
  coinsurancePercent: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .meta({
      description: "The patient's share of what is left after deductible and copayment (PR-2).",
      unit: 'percent',
      examples: [20],
    }),
  sequestrationPercent: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .meta({ description: 'Reduction of the payment (CO-253).', unit: 'percent', examples: [2] }),
  covers: codes.default(['*']).meta({
    description: 'Procedure codes that the plan covers; `*` ends a beginning, alone it means all.',
    examples: [['99*', 'G0463']],
  }),
  notCoveredAs: adjustmentText.default('PR-204').meta({
    description: 'Group and reason code of the charge of any other procedure code.',
    examples: ['CO-96'],
  }),
  authorizationRequired: codes.default([]).meta({
    description: 'Procedure codes that are denied without a prior authorization number, as in `covers`.',
    examples: [['*']],
  }),
  authorizationDeniedAs: adjustmentText.default('CO-197').meta({
    description: 'Group and reason code of that denial.',
    examples: ['CO-16'],
  }),
  authorizationRemarks: z
    .array(z.string())
    .default([])
    .meta({ description: 'Remark codes of that denial.', examples: [['M62']] }),
  requiresSpecialty: z
    .boolean()
    .default(false)
    .meta({
      description: 'Whether a 999 rejects claims without the taxonomy code of the rendering provider.',
      examples: [true],
    }),
  filingLimitDays: z
    .int()
    .min(1)
    .default(3_650)
    .meta({
      description: 'Days after the service until an original claim must have arrived; later it is denied (CO-29).',
      unit: 'days',
      examples: [365],
    }),
  acceptsReplacements: z
    .boolean()
    .default(true)
    .meta({
      description: 'Whether the payer takes frequency 7 and 8; otherwise a 277CA rejects them (A7:535).',
      examples: [false],
    }),
});

/** sandbox/plans.json: the plans of the sandbox payer, and its contract with the practice. */
export const plansSchema = z
  .array(planSchema)
  .refine((plans) => plans.filter(({ markers }) => markers.length === 0).length === 1, {
    message: 'exactly one plan must have no markers',
  });

/** One plan. */
export type Plan = Readonly<z.infer<typeof planSchema>>;
