import { assertNever } from '../../domain/assert-never.ts';
import { placementEntry, recallEntry } from '../../domain/ledger/entries.ts';
import { openOf } from '../../domain/ledger/balances.ts';
import { cents, dollars } from '../../domain/money.ts';
import type { ArchiveEntry } from '../archive/archive.ts';
import type { SentContent, SentFile } from '../archive/record.ts';
import { skipNumbers } from '../store/control-numbers.ts';
import type { Transaction } from '../store/database.ts';
import { balancesOf, post } from '../store/journal.ts';
import { tenant, toColumn } from '../store/rows.ts';

type ContentOf<Kind extends SentContent['kind']> = Extract<SentContent, { readonly kind: Kind }>;

/** A file that was sent; or, if it is not done, that may have been sent: its step then sends it under its name. */
export interface SentEntry extends ArchiveEntry {
  readonly file: SentFile;
}

/**
 * Stores a file of the archive as its step did, with what that step posted. Sends nothing. Returns what does not agree
 * with the books.
 */
export async function restoreSent(tx: Transaction, entry: SentEntry): Promise<string | undefined> {
  const { content } = entry.file;
  switch (content.kind) {
    case 'claim':
      // The bytes of a resend are those of the first time.
      return content.resend === 0 ? restoreClaim(tx, entry, content) : undefined;
    case 'statement':
      return restoreStatement(tx, entry, content);
    case 'placement':
      return restorePlacement(tx, entry, content);
    default:
      return assertNever(content);
  }
}

/** Null if it is not known whether it was sent. */
function sentAtOf({ file, isDone }: SentEntry): Date | null {
  return isDone ? new Date(file.archivedAt) : null;
}

/** The next control number skips past the one that was used. */
async function restoreClaim(tx: Transaction, entry: SentEntry, content: ContentOf<'claim'>): Promise<undefined> {
  const { claimId, submission, senderId, receiverId, generation, control, version, madeAt } = content;
  await skipNumbers(tx, `837:${senderId}:${receiverId}`, { number: control, generation });
  await tx.rows(
    `insert into outbound_interchange (tenant, partner_id, claim_id, claim_version, submission, sender_id, receiver_id,
       generation, interchange_control, group_control, digest, bytes, made_at, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)`,
    [
      ...[
        tenant,
        entry.file.partnerId,
        claimId,
        version.version,
        submission,
        senderId,
        receiverId,
        generation,
        control,
      ],
      ...[tx.vault.digest(entry.bytes), tx.vault.seal('outbound_interchange.bytes', entry.bytes)],
      ...[new Date(madeAt), sentAtOf(entry)],
    ],
  );
}

async function restoreStatement(
  tx: Transaction,
  entry: SentEntry,
  content: ContentOf<'statement'>,
): Promise<undefined> {
  const { claimId, cycle, number, dueOn, isFinalNotice, amountCents } = content;
  await tx.prisma.statement.create({
    data: {
      ...{ claimId, cycle, number, isFinalNotice },
      issuedOn: toColumn(entry.file.on),
      dueOn: toColumn(dueOn),
      amountCents: BigInt(amountCents),
      document: tx.vault.seal('statement.document', entry.bytes),
      sentAt: sentAtOf(entry),
    },
  });
}

async function restorePlacement(
  tx: Transaction,
  entry: SentEntry,
  content: ContentOf<'placement'>,
): Promise<string | undefined> {
  const { claimId, placement, notice, amountCents } = content;
  const { partnerId, name, on } = entry.file;
  const balances = await balancesOf(tx, claimId);
  const moved = { claimId, placement, balances, on };
  // A direct payment is posted by the input that brought it.
  if (notice === 'placement') await post(tx, [placementEntry(moved)]);
  if (notice === 'recall') await post(tx, [recallEntry(moved)]);
  await tx.prisma.placement.create({
    data: {
      ...{ claimId, placement, kind: notice, partnerId, fileName: name },
      madeOn: toColumn(on),
      amountCents: BigInt(amountCents),
      document: tx.vault.seal('placement.document', entry.bytes),
      sentAt: sentAtOf(entry),
    },
  });
  const openCents = openOf(balances, notice === 'recall' ? 'agency' : 'patient');
  if (notice.startsWith('payment:') || openCents === amountCents) return undefined;
  return `The file ${name} to the agency has ${dollars(cents(amountCents))}, and the books ${dollars(openCents)}.`;
}
