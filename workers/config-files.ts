import { z } from 'zod';
import type { TradingPartner } from '../activities/config.ts';
import { type BusinessClock, isTimeZone } from '../domain/clock.ts';
import { instant, type IsoDate, readDate } from '../domain/dates.ts';

// The shapes of the files in an installation's folder. Unknown fields are faults: a misspelt wait must not be ignored.

const day = z.string().refine((text) => readDate(text) !== undefined, 'is no day (yyyy-mm-dd)');
const name = z.string().min(1);

/** clock.json: how instants and business days go together. */
export const clockSchema: z.ZodType<BusinessClock> = z
  .strictObject({
    startedAt: z.iso.datetime(),
    startDate: day,
    dayMs: z.number().int().min(50),
    timeZone: z.string().refine(isTimeZone, 'is no time zone, such as America/New_York').default('UTC'),
  })
  .transform(({ startedAt, startDate, dayMs, timeZone }) => ({
    startedAt: instant(Date.parse(startedAt)),
    startDate: startDate as IsoDate,
    dayMs,
    timeZone,
  }));

const sftp = z
  .strictObject({
    kind: z.literal('sftp'),
    host: name,
    port: z.number().int().min(1).max(65_535),
    username: name,
    password: name.optional(),
    privateKeyFile: name.optional(),
    hostKeySha256: name,
    inbox: name,
    outbox: name,
  })
  .refine(
    (transport) => Boolean(transport.password) !== Boolean(transport.privateKeyFile),
    'needs either a password or a privateKeyFile',
  );

const folder = z.strictObject({ kind: z.literal('folder'), inbox: name, outbox: name });

const accepted = z.union([z.literal('any'), z.array(name).min(1)]).optional();

const accepts = z.strictObject({
  usages: accepted,
  senderIds: accepted,
  receiverIds: accepted,
  payeeIds: accepted,
  versions: accepted,
});

const partner = z.strictObject({
  partnerId: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'is not letters, digits and hyphens, 40 at most'),
  payerIds: z.array(name),
  kind: z.enum(['payer', 'agency', 'mail']),
  transport: z.discriminatedUnion('kind', [sftp, folder]),
  senderId: name,
  receiverId: name,
  pollMs: z.number().int().min(50),
  quietMinutes: z.number().min(0).max(1_440).optional(),
  accepts: accepts.optional(),
});

/** partners.json: whom files are exchanged with. A payer belongs to one partner only. */
export const partnersSchema: z.ZodType<readonly TradingPartner[]> = z
  .array(partner)
  .refine((partners) => isUnique(partners.map((each) => each.partnerId)), 'names a partnerId twice')
  .refine((partners) => isUnique(partners.flatMap((each) => each.payerIds)), 'gives one payer to two partners');

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
