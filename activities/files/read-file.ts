import type { IsoDate } from '../../domain/dates.ts';
import { envelopeFindings, type Interchange, readInterchanges } from '../../x12/index.ts';
import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import type { Transaction } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import { postAcknowledgements } from './post-acknowledgements.ts';
import { isAgencyFile, postAgencyAnswers } from './post-agency-answers.ts';
import { postRemittances } from './post-remittances.ts';
import { type Posting, sentence } from './posting.ts';
import { Quarantine } from './quarantine.ts';

/**
 * Reads one file and posts it whole, in one transaction with the notes of which claims must be told; or quarantines it
 * with a reason that names segment and position. A file that was read before is left alone.
 */
export async function readFile(
  context: ActivityContext,
  { fileId }: { fileId: string },
): Promise<{ claimsToTell: number }> {
  const id = BigInt(fileId);
  try {
    return await context.database.inTransaction((tx) => postFile(tx, id, context.today()));
  } catch (error) {
    if (!(error instanceof Quarantine)) throw error;
    // The transaction above kept nothing; the reason is noted in one of its own.
    await context.database.inTransaction((tx) => finish(tx, id, 'quarantined', error.message));
    return { claimsToTell: 0 };
  }
}

async function postFile(tx: Transaction, fileId: bigint, today: IsoDate): Promise<{ claimsToTell: number }> {
  const file = await tx.inboundFile.findUnique({ where: { id: fileId } });
  if (!file) throw permanent('unknown-file');
  if (file.state === 'received') {
    const posting: Posting = { tx, fileId, sha256: file.sha256, today };
    if (isAgencyFile(file.bytes)) await postAgencyAnswers(posting, file.bytes);
    else for (const interchange of readWhole(file.bytes)) await postInterchange(posting, interchange);
    await finish(tx, fileId, 'read', null);
  }
  return { claimsToTell: await tx.outboxEvent.count({ where: { deliveredAt: null } }) };
}

function readWhole(bytes: Uint8Array): readonly Interchange[] {
  const result = readInterchanges(bytes);
  if (result.kind === 'unreadable')
    throw new Quarantine(`${result.reason} (segment ${result.segment}, byte ${result.offset})`);
  const [finding] = result.interchanges.flatMap(envelopeFindings).filter(({ severity }) => severity === 'error');
  if (finding) throw new Quarantine(sentence(finding));
  return result.interchanges;
}

async function postInterchange(posting: Posting, interchange: Interchange): Promise<void> {
  const { tx, fileId } = posting;
  const { senderId, receiverId, control, date, time } = interchange;
  const key = { tenant, senderId, receiverId, control, date, time };
  const known = await tx.interchange.findUnique({ where: { tenant_senderId_receiverId_control_date_time: key } });
  if (known)
    throw new Quarantine(
      `an interchange with these control numbers was received before, with other bytes (file-${known.fileId})`,
    );
  const { id } = await tx.interchange.create({ data: { ...key, fileId } });
  await postAcknowledgements(posting, interchange, id);
  await postRemittances(posting, interchange, id);
}

async function finish(
  tx: Transaction,
  id: bigint,
  state: 'read' | 'quarantined',
  reason: string | null,
): Promise<void> {
  await tx.inboundFile.updateMany({ where: { id, state: 'received' }, data: { state, reason, readAt: new Date() } });
}
