import { z } from 'zod';
import { writeOffReasons } from '../claim/write-off-reasons.ts';
import { cents } from '../money.ts';
import { filingCodes } from '../codes.ts';

const days = (description: string, example: number) =>
  z
    .int()
    .min(1)
    .max(3_650)
    .meta({ description, unit: 'days', examples: [example] });

const count = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .max(10)
    .meta({ description, examples: [example] });

const amount = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .max(1_000_000_00)
    .meta({ description, unit: 'cents', examples: [example] })
    .transform(cents);

/** Days of the statements, counted from the first one, in increasing order from 0. */
const statementDays = z
  .array(z.int().min(0).max(3_650))
  .min(1)
  .max(12)
  .refine(
    (list) => list.every((day, index) => (index === 0 ? day === 0 : day > (list[index - 1] ?? 0))),
    'days that increase from 0, as in [0, 30, 60, 90]',
  )
  .readonly()
  .meta({
    description: 'Days after the first statement on which each statement goes out; the last one is the final notice.',
    unit: 'days',
    examples: [[0, 30, 60]],
  });

/** By reason, the largest write-off that one person may enter alone. */
const approvalAboveCents = z.partialRecord(z.enum(writeOffReasons), z.int().min(0).max(1_000_000_00)).meta({
  description:
    'By reason, the largest write-off of a person that needs no approval by a second person. A reason without a ' +
    'limit needs none. Names are typed, not authenticated.',
  unit: 'cents by reason',
  examples: [{ OTHER: 5_000, ADMINISTRATIVE_WRITE_OFF: 10_000 }],
});

const deadline = z
  .strictObject({
    deadline: z.enum(['filing', 'replacement', 'appeal']).meta({
      description:
        'What is limited: the first claim (from the first day of service), its replacement, or the appeal (both ' +
        'from the day of the remittance). A row with payer and program applies before one with the payer, that ' +
        'before one with the program, and all of them before the built-in limits (domain/policy/deadline-rules.ts).',
      examples: ['filing'],
    }),
    payerIds: z
      .array(z.string().min(2).max(80))
      .min(1)
      .readonly()
      .optional()
      .meta({
        description: 'The payers that it is about; absent means every payer.',
        examples: [['87726']],
      }),
    filingCodes: z
      .array(z.enum(filingCodes))
      .min(1)
      .readonly()
      .optional()
      .meta({
        description: 'The claim filing codes of the insurance that it is about; absent means every program.',
        examples: [['MC']],
      }),
    days: days('Calendar days.', 180).optional(),
    years: z
      .int()
      .min(1)
      .max(6)
      .optional()
      .meta({ description: 'Calendar years.', examples: [1] }),
    noticeDays: z
      .int()
      .min(0)
      .max(30)
      .optional()
      .meta({
        description: 'Days after which the notice counts as received; the limit starts then.',
        unit: 'days',
        examples: [5],
      }),
    movesPastWeekend: z
      .boolean()
      .optional()
      .meta({
        description: 'Whether a last day on a weekend or a federal holiday moves to the next business day.',
        examples: [true],
      }),
    source: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: 'Where the limit is stated: the contract, manual or law, with its section.',
        examples: ['Provider agreement of 2026-01-01, section 4.2'],
      }),
  })
  .refine(({ days: inDays, years }) => (inDays === undefined) !== (years === undefined), 'either days or years')
  .readonly();

const deadlines = z
  .array(deadline)
  .max(500)
  .readonly()
  .meta({
    description:
      'Limits of payers and programs, before the built-in ones (domain/policy/deadline-rules.ts). A row with payer ' +
      'and program applies before one with the payer, that before one with the program.',
    examples: [
      [{ deadline: 'filing', payerIds: ['87726'], days: 180, source: 'Provider agreement of 2026, section 4.2' }],
    ],
  });

const settings = z.strictObject({
  acknowledgmentDays: days('Wait for the acceptance (277CA) of the payer before the claim is sent again.', 7),
  remittanceDays: days('Wait from the acceptance to the remittance before the claim asks the payer.', 30),
  maxResends: count('Times that identical bytes are sent again after silence, before a person is asked.', 2),
  maxAutomaticCorrections: count('Corrections of one claim by a rule, before a person is asked.', 1),
  deadlines,
  workItemDays: days('Time that a person has to answer a work item before it is escalated.', 10),
  statementDays,
  finalNoticeDays: days('Time from the final notice to the placement with the agency.', 30),
  smallBalanceCents: amount('A patient balance below this is written off and never billed.', 1_000),
  minimumPlacementCents: amount('A balance below this is not placed with an agency.', 5_000),
  placementDays: days('Time that the agency keeps an account before the rest is written off.', 180),
  approvalAboveCents,
  agencyAcknowledgmentDays: days('Wait for the acknowledgment of a placement by the agency.', 5),
});

/** profiles.json: by name, the waits and limits that differ from the default policy. */
export const profilesSchema = z.record(z.string().min(1).max(40), settings.partial());

/** Every wait and limit of a policy, in days and whole cents. */
export type PolicySettings = Readonly<z.infer<typeof settings>>;
/** The policy profiles of an installation, by the name that intakes use; each holds what it changes. */
export type PolicyProfiles = Readonly<Record<string, Partial<PolicySettings>>>;
