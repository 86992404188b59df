import { z } from 'zod';
import { cents } from '../money.ts';
import type { PolicyProfiles } from '../policy/default-policy.ts';

const days = z.int().min(0).max(3650);
const count = z.int().min(0).max(10);
const amount = z.int().min(0).max(1_000_000_00).transform(cents);

/** The ladder of statements: the first one goes out at once, and each later one on a later day. */
const ladder = z
  .array(days)
  .min(1)
  .max(12)
  .refine(
    (list) => list.every((day, index) => (index === 0 ? day === 0 : day > (list[index - 1] ?? 0))),
    'days that rise, from 0',
  );

const profile = z
  .strictObject({
    acknowledgementDays: days.min(1),
    remittanceDays: days.min(1),
    maxResends: count,
    maxAutomaticCorrections: count,
    timelyFilingDays: days.min(1),
    correctedClaimDays: days.min(1),
    workItemDays: days.min(1),
    statementDays: ladder,
    finalNoticeDays: days.min(1),
    smallBalanceCents: amount,
    minimumPlacementCents: amount,
    placementDays: days.min(1),
    agencyAcknowledgementDays: days.min(1),
  })
  .partial();

/**
 * The policy profiles of an installation (profiles.json): by name, what each changes of the default. The clock is no
 * part of them. Unknown fields are errors: a misspelled wait must not be ignored.
 */
export const policyProfilesSchema: z.ZodType<PolicyProfiles> = z.record(z.string().min(1).max(40), profile);
