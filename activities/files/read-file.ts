import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import { readInterchanges } from '../../x12/index.ts';
import { isAgencyFile, postAgencyAnswers } from './post-agency-answers.ts';
import { postInterchange } from './post-interchange.ts';
import type { FileContext } from './file-context.ts';
import { quarantineReason } from './quarantine.ts';
import { mostAttempts } from './remote-files.ts';
import { partnerById } from '../partners.ts';
import { summarize } from './summarize.ts';

/** A stored file and the number of attempts to read it. */
interface StoredFile {
  readonly partnerId: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly attempts: number;
}

/**
 * Reads one stored file: each transaction set is posted or quarantined separately. Sets that an earlier attempt posted
 * are skipped. In the fifth attempt every set that still fails is quarantined. Throws the first error that a retry may
 * resolve, after all other sets were posted.
 */
export async function readFile(context: ActivityContext, fileId: bigint): Promise<void> {
  const file = await beginAttempt(context, fileId);
  if (!file) return;
  const { partnerId, digest, bytes, attempts } = file;
  const reading: FileContext = {
    fileId,
    digest,
    partner: partnerById(context.partners, partnerId),
    today: context.today(),
  };
  if (attempts > mostAttempts) {
    // The worker crashed in every attempt before it could quarantine anything.
    await summarize(context.database.sql, fileId, `it could not be read in ${mostAttempts} attempts`);
    return;
  }
  const problem = isAgencyFile(bytes)
    ? await postAgencyFile(context, reading, bytes)
    : await postX12(context, reading, { bytes, isLast: attempts === mostAttempts });
  await summarize(context.database.sql, fileId, problem);
}

async function beginAttempt({ database }: ActivityContext, fileId: bigint): Promise<StoredFile | undefined> {
  const [file] = await database.sql.rows<StoredFile & { readonly isReceived: boolean }>(
    `update inbound_file set attempts = attempts + case when state = 'received' then 1 else 0 end where id = $1
     returning state = 'received' as "isReceived", partner_id as "partnerId", digest, bytes, attempts`,
    [fileId],
  );
  if (!file) throw permanent('unknown-file');
  return file.isReceived ? { ...file, bytes: database.sql.vault.open('inbound_file.bytes', file.bytes) } : undefined;
}

/** Posts the complete interchanges. Returns why the rest of the file cannot be read; undefined if all was read. */
async function postX12(
  context: ActivityContext,
  file: FileContext,
  { bytes, isLast }: { readonly bytes: Uint8Array; readonly isLast: boolean },
): Promise<string | undefined> {
  const result = readInterchanges(bytes);
  const errors: unknown[] = [];
  for (const [index, interchange] of result.interchanges.entries())
    errors.push(...(await postInterchange(context.database, file, { interchange, index: index + 1, isLast })));
  if (errors.length > 0) throw errors[0];
  return result.kind === 'unreadable'
    ? `${result.reason} (segment ${result.segment}, byte ${result.offset})`
    : undefined;
}

/** Posts an agency's table in one transaction. Returns why rows cannot be posted; undefined if all were posted. */
async function postAgencyFile(
  { database }: ActivityContext,
  file: FileContext,
  bytes: Uint8Array,
): Promise<string | undefined> {
  try {
    return await database.inSqlTransaction((sql) => postAgencyAnswers(sql, file, bytes));
  } catch (error) {
    const reason = quarantineReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}
