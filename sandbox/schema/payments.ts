import { z } from 'zod';
import { adjustmentText } from './texts.ts';

const lines = z.array(z.int().min(1).max(50)).optional();
const remarks = z.array(z.string().regex(/^[A-Z0-9]{1,6}$/)).default([]);

const paySchema = z.strictObject({
  kind: z.literal('pay'),
  status: z
    .enum(['1', '2', '3', '4', '19', '20', '21', '23', '25'])
    .optional()
    .meta({ description: 'CLP02.', otherwise: '1, or 2 after another payer', examples: ['19'] }),
  lines: lines.meta({
    description: 'Only these lines, counted from 1: the payer splits the claim.',
    otherwise: 'all lines',
    examples: [[1]],
  }),
  percent: z
    .int()
    .min(0)
    .max(200)
    .default(100)
    .meta({ description: 'Part that is paid of what the plan would pay; the rest is CO-45.', examples: [70] }),
  adjust: z
    .array(
      z.strictObject({
        as: adjustmentText.meta({ description: 'Group and reason code.', examples: ['CO-197'] }),
        lines: lines.meta({ description: 'Lines, counted from 1.', otherwise: 'all lines', examples: [[2]] }),
        cents: z
          .int()
          .optional()
          .meta({
            description: 'Amount that is taken from the payment of each line.',
            unit: 'cents',
            otherwise: 'the whole charge: the line is denied',
            examples: [1_000],
          }),
        remarks: remarks.meta({ description: 'Remark codes of the lines (LQ*HE).', examples: [['N290']] }),
      }),
    )
    .default([]),
  remarks: remarks.meta({ description: 'Remark codes of the claim (MOA).', examples: [['MA130']] }),
  bundle: z
    .strictObject({
      line: z
        .int()
        .min(1)
        .meta({ description: 'Line that is not paid by itself (CO-97).', examples: [2] }),
      into: z
        .int()
        .min(1)
        .meta({ description: 'Line whose procedure is in its SVC01.', examples: [1] }),
    })
    .optional(),
  withoutLines: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether adjustments are at the claim, without lines.', examples: [true] }),
  crossover: z
    .strictObject({
      name: z
        .string()
        .min(1)
        .max(60)
        .meta({ description: 'NM1*TT: name.', examples: ['MEDIGAP MUTUAL'] }),
      id: z
        .string()
        .min(2)
        .max(80)
        .meta({ description: 'NM1*TT: id.', examples: ['MEDI1'] }),
    })
    .optional(),
  correctedMemberId: z
    .string()
    .min(2)
    .max(80)
    .optional()
    .meta({ description: 'NM1*74: the right member id.', examples: ['W123456789'] }),
  controlNumber: z
    .enum(['same', 'new'])
    .default('same')
    .meta({
      description: "CLP07: the claim's number at the payer, or another one for each payment.",
      examples: ['new'],
    }),
});

const reverseSchema = z.strictObject({
  kind: z.literal('reverse'),
  of: z
    .enum(['all', 'first'])
    .default('all')
    .meta({
      description: 'Reverses all payments of the claim that stand, or the oldest of them.',
      examples: ['first'],
    }),
});

const repeatSchema = z.strictObject({ kind: z.literal('repeat') });

/** One claim payment of a remittance: by the plan with changes, a reversal, or the last payment again. */
export const paymentSchema = z.discriminatedUnion('kind', [paySchema, reverseSchema, repeatSchema]);

/** A provider-level adjustment (PLB). */
export const providerAdjustmentSchema = z.strictObject({
  code: z
    .enum(['WO', 'FB', 'L6', 'CS', 'IR', '72', '50', 'J1', 'AP', 'B2', 'LE', 'CT', 'AM'])
    .meta({ description: 'PLB03-1.', examples: ['WO'] }),
  amount: z.union([z.int(), z.enum(['postpone', 'recover'])]).meta({
    description:
      'Amount that is withheld, in cents; negative if it is added. `postpone` adds what this remittance reverses, ' +
      '`recover` withholds what the claim has postponed.',
    examples: ['postpone'],
  }),
});

/** How one claim payment is made. */
export type PaymentRule = Readonly<z.infer<typeof paymentSchema>>;
/** How the lines are paid. */
export type PayRule = Extract<PaymentRule, { kind: 'pay' }>;
/** How one provider-level adjustment is made. */
export type ProviderAdjustmentRule = Readonly<z.infer<typeof providerAdjustmentSchema>>;
/** A `pay` without changes. */
export const payByPlan: PayRule = paySchema.parse({ kind: 'pay' });
