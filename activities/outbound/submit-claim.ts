import { claimTo837P } from '../../domain/edi/claim-to-837p.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { guides, write837P, writeInterchange } from '../../x12/index.ts';
import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import { reached } from '../interceptors/failpoints.ts';
import { partnerById, partnerOfPayer } from '../partners.ts';
import { readClaim, readIntakeOf } from '../store/claims.ts';
import { nextNumber } from '../store/control-numbers.ts';
import type { Transaction } from '../store/database.ts';
import { sha256, tenant } from '../store/rows.ts';
import { withMailbox } from '../transports/transport.ts';

interface Submitting {
  readonly claimId: string;
  readonly version: number;
  readonly submission: number;
  readonly as: 'original' | 'replacement';
  readonly today: IsoDate;
}

interface Intent {
  readonly id: bigint;
  readonly partnerId: string;
  readonly bytes: Uint8Array;
}

/** Commits the final bytes with their control numbers, then sends them; a retry finds them and sends the same. */
export async function submitClaim(context: ActivityContext, input: Submitting): Promise<void> {
  const { claimId, submission } = input;
  const intent = await context.database.inTransaction((tx) => intentOf(tx, context, input));
  await send(context, intent, `${claimId}-${submission}.837`);
  await context.database.inTransaction((tx) =>
    tx.outboundInterchange.updateMany({ where: { id: intent.id, sentAt: null }, data: { sentAt: new Date() } }),
  );
}

/** Sends the bytes of a submission once more, under a name of its own: a payer can tell them from a second claim. */
export async function resendClaim(
  context: ActivityContext,
  { claimId, submission, resend }: { claimId: string; submission: number; resend: number },
): Promise<void> {
  const intent = await context.database.inTransaction((tx) =>
    tx.outboundInterchange.findUnique({ where: { claimId_submission: { claimId, submission } } }),
  );
  if (!intent) throw permanent('unknown-submission');
  await send(context, intent, `${claimId}-${submission}-r${resend}.837`);
}

async function send(context: ActivityContext, { partnerId, bytes }: Intent, name: string): Promise<void> {
  await withMailbox(partnerById(context.partners, partnerId).transport, (mailbox) => mailbox.put(name, bytes));
  await reached('after-send');
}

async function intentOf(tx: Transaction, context: ActivityContext, input: Submitting): Promise<Intent> {
  const { claimId, version, submission } = input;
  const known = await tx.outboundInterchange.findUnique({ where: { claimId_submission: { claimId, submission } } });
  if (known) return known;
  const { payerId, payerControlNumber } = await readClaim(tx, claimId);
  const partner = partnerOfPayer(context.partners, payerId);
  const { senderId, receiverId, partnerId } = partner;
  const { number, generation } = await nextNumber(tx, `837:${senderId}:${receiverId}`);
  const bytes = await bytesOf(tx, input, { partner, number, payerControlNumber });
  return tx.outboundInterchange.create({
    data: {
      tenant,
      partnerId,
      claimId,
      claimVersion: version,
      submission,
      senderId,
      receiverId,
      generation,
      interchangeControl: number,
      groupControl: number,
      sha256: sha256(bytes),
      bytes: Buffer.from(bytes),
    },
  });
}

/** The hour is noon: payers want one, and nothing depends on it. */
const at = '1200';

async function bytesOf(
  tx: Transaction,
  { claimId, version, submission, as, today }: Submitting,
  {
    partner,
    number,
    payerControlNumber,
  }: { partner: TradingPartner; number: number; payerControlNumber: string | null },
): Promise<Uint8Array> {
  const { intake } = await readIntakeOf(tx, claimId, version);
  const { senderId, receiverId } = partner;
  const claims = claimTo837P({
    intake,
    claimId,
    as,
    ...(payerControlNumber ? { payerControlNumber } : {}),
    senderId,
    receiverId,
    reference: `${claimId}-${submission}`,
    on: today,
    at,
  });
  const written = writeInterchange({
    senderQualifier: 'ZZ',
    senderId,
    receiverQualifier: 'ZZ',
    receiverId,
    on: today,
    at,
    control: number,
    usage: 'P',
    // What people type into a patient file X12 cannot always carry.
    characters: 'clean',
    groups: [
      {
        functionalId: 'HC',
        senderCode: senderId,
        receiverCode: receiverId,
        control: number,
        version: guides['837p'].version,
        sets: [write837P(claims, '0001')],
      },
    ],
  });
  if (written.kind === 'refused') throw permanent('claim-not-writable', place(written.findings[0]));
  return written.bytes;
}

function place(
  finding: { segment: string; loop?: string; element?: number; rule: string } | undefined,
): Record<string, string | number> {
  return finding
    ? { segment: finding.segment, loop: finding.loop ?? '', element: finding.element ?? 0, rule: finding.rule }
    : {};
}
