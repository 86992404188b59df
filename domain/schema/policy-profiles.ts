import { z } from 'zod';
import { writeOffReasons } from '../claim/write-off-reasons.ts';
import { cents } from '../money.ts';

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

const settings = z.strictObject({
  acknowledgmentDays: days('Wait for the acceptance (277CA) of the payer before the claim is sent again.', 7),
  remittanceDays: days('Wait from the acceptance to the remittance before the claim asks the payer.', 30),
  maxResends: count('Times that identical bytes are sent again after silence, before a person is asked.', 2),
  maxAutomaticCorrections: count('Corrections of one claim by a rule, before a person is asked.', 1),
  timelyFilingDays: days('Time from the first date of service within which the payer accepts the claim.', 365),
  correctedClaimDays: days('Time from a denial within which the payer accepts a replacement.', 180),
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
