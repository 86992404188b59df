import type { SendAs } from '../../domain/claim/send-as.ts';
import { claimInterchange, payerNumberOf } from '../claims/claim-interchange.ts';
import { outboundFileName } from '../../domain/file-names.ts';
import { dayAt } from '../../domain/clock.ts';
import { addDays, daysBetween, instant, type IsoDate } from '../../domain/dates.ts';
import { readVersion } from '../archive/claim-version.ts';
import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import type { OutboundActivities } from '../outbound-contract.ts';
import { permanent } from '../failures.ts';
import { partnerById, partnerOfPayer } from '../partners.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import { claimToSend } from '../store/claim-to-send.ts';
import { nextNumber } from '../store/control-numbers.ts';
import { tenant } from '../store/rows.ts';
import { saveStanding } from '../store/standing.ts';
import type { StandingRecord } from '../standing-contract.ts';
import { deliver } from './deliver.ts';

interface Submitting {
  readonly claimId: string;
  readonly version: number;
  readonly submission: number;
  readonly as: SendAs;
  readonly today: IsoDate;
  readonly standing: StandingRecord;
}

interface Intent {
  readonly id: bigint;
  readonly partnerId: string;
  readonly claimId: string;
  readonly version: number;
  readonly submission: number;
  readonly senderId: string;
  readonly receiverId: string;
  readonly generation: number;
  readonly madeAt: Date;
  readonly bytes: Uint8Array;
  readonly control: number;
  /** When the bytes were made, in the office's time zone: yyyymmdd and hhmmss. */
  readonly date: string;
  readonly time: string;
}

/** Commits the final bytes with their control numbers, then sends them. A retry sends the committed bytes. */
export async function submitClaim(context: ActivityContext, input: Submitting): Promise<void> {
  const { claimId, submission, standing } = input;
  const intent = (await intentOf(context, claimId, submission)) ?? (await makeIntent(context, input));
  await send(context, intent);
  await context.database.inSqlTransaction(async (tx) => {
    await tx.rows('update outbound_interchange set sent_at = now() where id = $1 and sent_at is null', [intent.id]);
    await saveStanding(tx, countedFromEnd(standing, input.today, context.today()));
  });
}

/** The payer's time counts from the end of a sending that took longer than a day. */
function countedFromEnd(standing: StandingRecord, begunOn: IsoDate, endedOn: IsoDate): StandingRecord {
  const { dueOn } = standing.state;
  if (dueOn === null || daysBetween(begunOn, endedOn) <= 1) return standing;
  return { ...standing, state: { ...standing.state, dueOn: addDays(endedOn, daysBetween(begunOn, dueOn)) } };
}

/** Sends the bytes of a submission again under another file name. The control numbers mark them as a duplicate. */
export async function resendClaim(
  context: ActivityContext,
  { claimId, submission, resend, standing }: Parameters<OutboundActivities['resendClaim']>[0],
): Promise<void> {
  const intent = await intentOf(context, claimId, submission);
  if (!intent) throw permanent('unknown-submission');
  await send(context, intent, resend);
  await saveStanding(context.database.sql, standing);
}

async function send(context: ActivityContext, intent: Intent, resend = 0): Promise<void> {
  const { partnerId, claimId, bytes, control, date, time, madeAt, submission } = intent;
  const { senderId, receiverId, generation } = intent;
  const partner = partnerById(context.partners, partnerId);
  const name = outboundFileName(partner, { controlNumber: String(control).padStart(9, '0'), date, time }, resend);
  const version = await readVersion(context.database.sql, claimId, intent.version);
  await deliver(context, partner, {
    ...{ name, bytes, on: dayAt(context.clock, madeAt.getTime()) },
    content: {
      ...{ kind: 'claim' as const, claimId, submission, resend },
      ...{ senderId, receiverId, generation, control, madeAt: instant(madeAt.getTime()), version },
    },
  });
}

async function intentOf(
  { database, clock }: ActivityContext,
  claimId: string,
  submission: number,
): Promise<Intent | undefined> {
  const [intent] = await database.sql.rows<Intent>(
    `select id, partner_id as "partnerId", claim_id as "claimId", claim_version as version, submission, bytes,
       sender_id as "senderId", receiver_id as "receiverId", generation, interchange_control as control,
       made_at as "madeAt",
       to_char(made_at at time zone $3, 'YYYYMMDD') as date, to_char(made_at at time zone $3, 'HH24MISS') as time
     from outbound_interchange where claim_id = $1 and submission = $2`,
    [claimId, submission, clock.timeZone],
  );
  return intent && { ...intent, bytes: database.sql.vault.open('outbound_interchange.bytes', intent.bytes) };
}

// Two concurrent attempts take two numbers; the bytes committed first are the ones sent.
async function makeIntent(context: ActivityContext, input: Submitting): Promise<Intent> {
  const { sql } = context.database;
  const { claimId, version, submission, as } = input;
  const claim = await claimToSend(sql, await readClaim(sql, claimId, version), as);
  const partner = partnerOfPayer(context.partners, claim.intake.insurance[0]?.payerId ?? claim.payerId);
  const { senderId, receiverId, partnerId } = partner;
  const { number, generation } = await nextNumber(sql, `837:${senderId}:${receiverId}`);
  const bytes = bytesOf(input, { partner, number, claim });
  await sql.rows(
    `insert into outbound_interchange (tenant, partner_id, claim_id, claim_version, submission, sender_id, receiver_id,
       generation, interchange_control, group_control, digest, bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
     on conflict (claim_id, submission) do nothing`,
    [
      ...[tenant, partnerId, claimId, version, submission, senderId, receiverId, generation, number],
      ...[sql.vault.digest(bytes), sql.vault.seal('outbound_interchange.bytes', bytes)],
    ],
  );
  const kept = await intentOf(context, claimId, submission);
  if (!kept) throw permanent('unknown-submission');
  return kept;
}

/** The time is noon: X12 requires one, and nothing depends on it. */
const at = '1200';

function bytesOf(
  { claimId, submission, as, today: on }: Submitting,
  { partner, number, claim }: { partner: TradingPartner; number: number; claim: StoredClaim },
): Uint8Array {
  const { intake } = claim;
  const { senderId, receiverId, sends = {} } = partner;
  const reference = `${claimId}-${submission}`;
  const written = claimInterchange(
    { intake, claimId, as, ...payerNumberOf(claim), senderId, receiverId, reference, on, at },
    { usage: 'P', ...sends, control: number },
  );
  // The check before this step asks about everything that could be refused here.
  if (written.kind === 'refused') throw permanent('claim-not-writable', place(written.findings[0]));
  if (written.lost.size > 0) throw permanent('claim-not-writable');
  return written.bytes;
}

function place(
  finding: { segment: string; loop?: string; element?: number; rule: string } | undefined,
): Record<string, string | number> {
  return finding
    ? { segment: finding.segment, loop: finding.loop ?? '', element: finding.element ?? 0, rule: finding.rule }
    : {};
}
