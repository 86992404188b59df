import { z } from 'zod';
import type { ClaimSearch } from '../activities/report-contract.ts';
import type { RemittanceFilter } from '../activities/remittance-contract.ts';
import type { StandingFilter } from '../activities/standing-contract.ts';
import type { FileFilter, WorklistFilter } from '../activities/worklist-contract.ts';
import { readDate } from '../domain/dates.ts';
import { claimStatuses, owners } from '../domain/claim/status.ts';
import { workItemKinds } from '../domain/claim/work-item-kinds.ts';

// A filter that is misspelt would list everything, or nothing, without a word.

const text = z.string().regex(/\S/, 'expected a text that is not empty').max(200);
const id = text.optional();
const days = z.int().min(0).max(100_000).optional();

const filters = {
  list: z.strictObject({
    status: z.enum(Object.keys(claimStatuses)).optional(),
    owner: z.enum(owners).optional(),
    payerId: id,
    isDenied: z.boolean().optional(),
    dueBy: z
      .string()
      .refine((day) => readDate(day) !== undefined, 'expected a day, yyyy-mm-dd')
      .optional(),
    externalId: id,
    olderThanDays: days,
    claimIds: z.array(text).optional(),
    limit: z.int().min(1).max(2_000).optional(),
  } satisfies Record<keyof StandingFilter, unknown>),
  find: z.strictObject({
    patient: id,
    externalId: id,
    payerId: id,
    olderThanDays: days,
    limit: z.int().min(1).max(2_000),
  } satisfies Record<keyof ClaimSearch, unknown>),
  worklist: z.strictObject({
    kind: z.enum(workItemKinds).optional(),
    owner: z.enum(owners).optional(),
    payerId: id,
    olderThanDays: days,
  } satisfies Record<keyof WorklistFilter, unknown>),
  files: z.strictObject({
    state: z.enum(['received', 'read', 'partly-read', 'quarantined', 'dismissed']).optional(),
    alike: id,
  } satisfies Record<keyof FileFilter, unknown>),
  remittances: z.strictObject({ fileId: id } satisfies Record<keyof RemittanceFilter, unknown>),
} as const;

/**
 * Returns the filter of a list. Throws one sentence that names a field that does not exist, or whose value can match
 * nothing.
 */
export function checkedFilter<T extends object>(name: keyof typeof filters, filter: T): T {
  const { error } = filters[name].safeParse(filter);
  if (!error) return filter;
  const sentences = error.issues.map(({ path, message }) => `${path.join('.') || 'the filter'}: ${message}`);
  throw new TypeError(`${name}: ${sentences.join('; ')}.`);
}
