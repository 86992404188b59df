import { assertNever } from '../../domain/assert-never.ts';
import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import { readInterchanges } from '../../x12/index.ts';
import { postAgencyAnswers } from './post-agency-answers.ts';
import { postInterchange } from './post-interchange.ts';
import type { FileContext } from './file-context.ts';
import { quarantineReason } from './quarantine.ts';
import { mostAttempts } from './remote-files.ts';
import { partnerById } from '../partners.ts';
import { printable } from './printable.ts';
import { type FileOutcome, summarize } from './summarize.ts';
import { closeSuperseded } from './superseded.ts';

/** A stored file and the number of attempts to read it. */
interface StoredFile {
  readonly partnerId: string;
  readonly name: string;
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
  const { partnerId, name, digest, bytes, attempts } = file;
  const reading: FileContext = {
    fileId,
    name: printable(name, 200),
    digest,
    partner: partnerById(context.partners, partnerId),
    today: context.today(),
  };
  if (attempts > mostAttempts) {
    // The worker crashed in every attempt before it could quarantine anything.
    const problem = `it could not be read in ${mostAttempts} attempts`;
    return summarize(context.database.sql, fileId, { postedRows: 0, problem });
  }
  const outcome = await post(context, reading, { bytes, isLast: attempts === mostAttempts });
  await summarize(context.database.sql, fileId, outcome);
  await closeSuperseded(context.database.sql, reading, bytes);
}

interface Content {
  readonly bytes: Uint8Array;
  /** Whether this is the last attempt. */
  readonly isLast: boolean;
}

/** The kind of the partner decides how its files are read: their first bytes may be damaged. */
async function post(context: ActivityContext, file: FileContext, content: Content): Promise<FileOutcome> {
  switch (file.partner.kind) {
    case 'payer':
      return { postedRows: 0, problem: await postX12(context, file, content) };
    case 'agency':
      return postAgencyFile(context, file, content.bytes);
    case 'mail':
      return { postedRows: 0, problem: 'claimloop reads no files of a mail room' };
    default:
      return assertNever(file.partner.kind);
  }
}

async function beginAttempt({ database }: ActivityContext, fileId: bigint): Promise<StoredFile | undefined> {
  const [file] = await database.sql.rows<StoredFile & { readonly isReceived: boolean }>(
    `update inbound_file set attempts = attempts + case when state = 'received' then 1 else 0 end where id = $1
     returning state = 'received' as "isReceived", partner_id as "partnerId", digest, bytes, attempts,
       coalesce((select remote_name from inbound_delivery where file_id = inbound_file.id order by id desc limit 1), '')
         as name`,
    [fileId],
  );
  if (!file) throw permanent('unknown-file');
  return file.isReceived ? { ...file, bytes: database.sql.vault.open('inbound_file.bytes', file.bytes) } : undefined;
}

/** Posts the complete interchanges. Returns why the rest of the file cannot be read; undefined if all was read. */
async function postX12(
  context: ActivityContext,
  file: FileContext,
  { bytes, isLast }: Content,
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

/** Posts an agency's table in one transaction. */
async function postAgencyFile(
  { database }: ActivityContext,
  file: FileContext,
  bytes: Uint8Array,
): Promise<FileOutcome> {
  try {
    const { posted, problem } = await database.inSqlTransaction((sql) => postAgencyAnswers(sql, file, bytes));
    return { postedRows: posted, problem };
  } catch (error) {
    const reason = quarantineReason(error);
    if (reason === undefined) throw error;
    return { postedRows: 0, problem: reason };
  }
}
