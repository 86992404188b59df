import { z } from 'zod';
import { payByPlan, paymentSchema, providerAdjustmentSchema } from './payments.ts';
import { markerText, statusText } from './texts.ts';

const when = {
  afterDays: z
    .int()
    .min(0)
    .max(3_650)
    .optional()
    .meta({
      description: 'Business days after the step before it, or after the claim arrived.',
      unit: 'days',
      otherwise: 'one `answerMs`',
      examples: [30],
    }),
  copies: z
    .int()
    .min(1)
    .max(5)
    .default(1)
    .meta({ description: 'How often the same bytes are sent, each time under another name.', examples: [2] }),
};

const interchangeStep = z.strictObject({
  kind: z.literal('TA1'),
  ...when,
  code: z.enum(['A', 'E', 'R']).meta({ description: 'TA104: accepted, with errors, rejected.', examples: ['R'] }),
  note: z
    .string()
    .regex(/^\d{3}$/)
    .default('000')
    .meta({ description: 'TA105.', examples: ['006'] }),
});

const functionalStep = z.strictObject({
  kind: z.literal('999'),
  ...when,
  verdict: z
    .enum(['A', 'E', 'R'])
    .default('A')
    .meta({ description: 'IK501 of the set; the worst of its claims counts.', examples: ['R'] }),
  segment: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,2}$/)
    .optional()
    .meta({ description: 'IK301: the segment with a fault.', examples: ['PRV'] }),
  loop: z
    .string()
    .regex(/^\d{4}[A-Z]{0,2}$/)
    .optional()
    .meta({ description: 'IK303: its loop.', examples: ['2310B'] }),
  code: z
    .enum(['1', '2', '3', '4', '5', '6', '7', '8', 'I4', 'I6', 'I7', 'I8', 'I9'])
    .default('8')
    .meta({ description: 'IK304: what is wrong with the segment.', examples: ['3'] }),
  element: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .meta({ description: 'IK401: the element with a fault.', examples: [3] }),
  elementCode: z
    .enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    .default('7')
    .meta({ description: 'IK403: what is wrong with the element.', examples: ['7'] }),
});

const acknowledgmentStep = z.strictObject({
  kind: z.literal('277'),
  ...when,
  status: z
    .array(statusText)
    .min(1)
    .max(3)
    .default(['A2:20:PR'])
    .meta({ description: 'STC01, STC10 and STC11: category, status and entity.', examples: [['A7:164:IL']] }),
  level: z
    .enum(['claim', 'provider', 'file'])
    .default('claim')
    .meta({
      description: 'Level that has the status. Above the claim, no claim is listed.',
      examples: ['file'],
    }),
  message: z
    .string()
    .max(264)
    .optional()
    .meta({ description: 'STC12.', examples: ['MEMBER ID NOT ON FILE'] }),
});

const remittanceStep = z.strictObject({
  kind: z.literal('835'),
  ...when,
  payments: z.array(paymentSchema).min(1).default([payByPlan]),
  providerAdjustments: z.array(providerAdjustmentSchema).default([]),
  trace: z
    .enum(['new', 'same'])
    .default('new')
    .meta({ description: 'TRN02: a new one, or that of the last remittance of the claim.', examples: ['same'] }),
});

const bytesStep = z.strictObject({
  kind: z.literal('bytes'),
  ...when,
  text: z
    .string()
    .min(1)
    .meta({ description: 'The content of a file that is no answer.', examples: ['not X12'] }),
});

const stepSchema = z.discriminatedUnion('kind', [
  interchangeStep,
  functionalStep,
  acknowledgmentStep,
  remittanceStep,
  bytesStep,
]);

/** sandbox/behaviors.json: how the sandbox payer answers the claims of chosen members. */
export const behaviorsSchema = z.array(
  z.strictObject({
    marker: markerText.meta({
      description: 'Text in the member id that selects the behavior. The longest one wins.',
      examples: ['SIL'],
    }),
    title: z
      .string()
      .min(1)
      .meta({ description: 'What the payer does, in one sentence.', examples: ['Ignores the first file.'] }),
    submissions: z.array(z.strictObject({ steps: z.array(stepSchema) })).meta({
      description: 'Answers to the first, second, ... file with the claim. Later files are answered by the plan.',
    }),
  }),
);

/** How one step of a behavior answers. */
export type Step = Readonly<z.infer<typeof stepSchema>>;
/** One behavior. */
export type Behavior = Readonly<z.infer<typeof behaviorsSchema>>[number];
/** A step that sends a remittance. */
export type RemittanceStep = Extract<Step, { kind: '835' }>;
/** A step that sends a 277CA. */
export type AcknowledgmentStep = Extract<Step, { kind: '277' }>;
/** A step that sends a 999. */
export type FunctionalStep = Extract<Step, { kind: '999' }>;

/** The answers to a claim with nothing unusual. */
export const usualSteps: readonly Step[] = z
  .array(stepSchema)
  .parse([{ kind: '999' }, { kind: '277' }, { kind: '835' }]);
