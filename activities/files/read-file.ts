import type { IsoDate } from '../../domain/dates.ts';
import { envelopeFindings, type Interchange, readInterchanges } from '../../x12/index.ts';
import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import type { Sql } from '../store/database.ts';
import { only, tenant } from '../store/rows.ts';
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
    return await context.database.inSqlTransaction((sql) => postFile(sql, id, context.today()));
  } catch (error) {
    if (!(error instanceof Quarantine)) throw error;
    // The transaction above kept nothing; the reason is noted in one of its own.
    await finish(context.database.sql, id, 'quarantined', error.message);
    return { claimsToTell: 0 };
  }
}

async function postFile(sql: Sql, fileId: bigint, today: IsoDate): Promise<{ claimsToTell: number }> {
  const [file] = await sql.rows<{ state: string; sha256: string; bytes: Uint8Array }>(
    'select state, sha256, bytes from inbound_file where id = $1',
    [fileId],
  );
  if (!file) throw permanent('unknown-file');
  if (file.state === 'received') {
    const posting: Posting = { sql, fileId, sha256: file.sha256, today };
    if (isAgencyFile(file.bytes)) await postAgencyAnswers(posting, file.bytes);
    else for (const interchange of readWhole(file.bytes)) await postInterchange(posting, interchange);
    await finish(sql, fileId, 'read', null);
  }
  const waiting = await sql.rows<{ n: number }>(
    'select count(*)::int as n from outbox_event where delivered_at is null',
  );
  return { claimsToTell: only(waiting).n };
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
  const { sql, fileId } = posting;
  const { senderId, receiverId, control, date, time } = interchange;
  const key = [tenant, senderId, receiverId, control, date, time];
  const [known] = await sql.rows<{ fileId: bigint }>(
    `select file_id as "fileId" from interchange where tenant = $1 and sender_id = $2 and receiver_id = $3
       and control = $4 and date = $5 and time = $6`,
    key,
  );
  if (known)
    throw new Quarantine(
      `an interchange with these control numbers was received before, with other bytes (file-${known.fileId})`,
    );
  const made = await sql.rows<{ id: bigint }>(
    `insert into interchange (tenant, sender_id, receiver_id, control, date, time, file_id)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [...key, fileId],
  );
  const { id } = only(made);
  await postAcknowledgements(posting, interchange, id);
  await postRemittances(posting, interchange, id);
}

async function finish(sql: Sql, id: bigint, state: 'read' | 'quarantined', reason: string | null): Promise<void> {
  await sql.rows(
    `update inbound_file set state = $2, reason = $3, read_at = now() where id = $1 and state = 'received'`,
    [id, state, reason],
  );
}
