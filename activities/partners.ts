import { z } from 'zod';
import { permanent } from './failures.ts';

const sftp = z.strictObject({
  kind: z.literal('sftp'),
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(22),
  username: z.string().min(1),
  password: z.string().optional(),
  privateKeyFile: z.string().optional(),
  /** SHA-256 of the host key, base64 without padding, as `ssh-keygen -l` prints it after "SHA256:". Never learnt. */
  hostKeySha256: z.string().min(40),
  inbox: z.string().min(1),
  outbox: z.string().min(1),
});

const folder = z.strictObject({ kind: z.literal('folder'), inbox: z.string().min(1), outbox: z.string().min(1) });

const partner = z.strictObject({
  partnerId: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens'),
  kind: z.enum(['payer', 'agency', 'mail']),
  /** Payers that are reached through it; "*" for every payer that no other partner names. */
  payerIds: z.array(z.string()).default([]),
  /** Where we put files for them: inbox. Where they leave files for us: outbox. */
  transport: z.discriminatedUnion('kind', [sftp, folder]),
  senderId: z.string().max(15).default('CLAIMLOOP'),
  receiverId: z.string().max(15).default('RECEIVER'),
  usage: z.enum(['P', 'T']).default('P'),
  /** Milliseconds between two visits to their mailbox. */
  pollMs: z.int().min(100).default(60_000),
});

/** Trading partners: payers and clearinghouses, agencies, who mails our letters. */
export const partnersSchema = z.array(partner).superRefine((partners, context) => {
  const ids = new Set(partners.map(({ partnerId }) => partnerId));
  if (ids.size < partners.length) context.addIssue({ code: 'custom', path: [], message: 'every partnerId once' });
});

/** One trading partner. */
export type Partner = z.infer<typeof partner>;
/** How files go to a partner and come from it. */
export type TransportSettings = Partner['transport'];

/** The partner through which a payer is reached. Throws `unknown-partner`. */
export function partnerOfPayer(partners: readonly Partner[], payerId: string): Partner {
  const payers = partners.filter(({ kind }) => kind === 'payer');
  const found = payers.find(({ payerIds }) => payerIds.includes(payerId)) ?? payers.find(({ payerIds }) => payerIds.includes('*'));
  if (!found) throw permanent('unknown-partner', { payerId });
  return found;
}

/** The first partner of a kind. Throws `unknown-partner`. */
export function partnerOfKind(partners: readonly Partner[], kind: 'agency' | 'mail'): Partner {
  const found = partners.find((one) => one.kind === kind);
  if (!found) throw permanent('unknown-partner', { kind });
  return found;
}

/** A partner by its id. Throws `unknown-partner`. */
export function partnerById(partners: readonly Partner[], partnerId: string): Partner {
  const found = partners.find((one) => one.partnerId === partnerId);
  if (!found) throw permanent('unknown-partner', { partnerId });
  return found;
}
