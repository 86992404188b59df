import { assertNever } from '../../domain/assert-never.ts';
import type { ActivityContext } from '../context.ts';
import { permanent } from '../failures.ts';
import { allBytes, type FileBytes, fileBytes } from '../store/file-bytes.ts';
import { faultsOfEmptyEnvelopes } from './empty-envelopes.ts';
import { postAgencyAnswers } from './post-agency-answers.ts';
import { type PlacedUnit, postInterchange } from './post-interchange.ts';
import type { FileContext } from './file-context.ts';
import { surveyFile } from './first-reading.ts';
import { quarantineReason } from './quarantine.ts';
import { mostAttempts } from './remote-files.ts';
import { partnerById } from '../partners.ts';
import { printable } from './printable.ts';
import { postRemittances } from './second-reading.ts';
import { type FileOutcome, summarize } from './summarize.ts';
import { closeSuperseded } from './superseded.ts';

/** A stored file and the number of attempts to read it. */
interface StoredFile {
  readonly partnerId: string;
  readonly name: string;
  readonly digest: string;
  readonly attempts: number;
}

/**
 * Reads one stored file: each transaction set is posted or quarantined separately. What an earlier attempt posted is
 * skipped. In the fifth attempt every set that still fails is quarantined. Throws the first error that a retry may
 * resolve, after all other sets were posted. Returns false if `isTime` ended the attempt between two pieces of a
 * remittance: the next attempt continues there.
 */
export async function readFile(
  context: ActivityContext,
  fileId: bigint,
  isTime: () => boolean = () => false,
): Promise<boolean> {
  const { sql } = context.database;
  const file = await beginAttempt(context, fileId);
  if (!file) return true;
  const { partnerId, name, digest, attempts } = file;
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
    await summarize(sql, fileId, { postedRows: 0, problem });
    return true;
  }
  const bytes = fileBytes(sql, fileId);
  const outcome = await post(context, reading, { bytes, isLast: attempts === mostAttempts, isTime });
  if (!outcome) return false;
  await summarize(sql, fileId, outcome);
  await closeSuperseded(sql, reading, bytes);
  return true;
}

interface Content {
  readonly bytes: FileBytes;
  /** Whether this is the last attempt. */
  readonly isLast: boolean;
  readonly isTime: () => boolean;
}

/**
 * The kind of the partner decides how its files are read: their first bytes may be damaged. Undefined if time was over
 * first.
 */
async function post(context: ActivityContext, file: FileContext, content: Content): Promise<FileOutcome | undefined> {
  switch (file.partner.kind) {
    case 'payer':
      return postX12(context, file, content);
    case 'agency':
      return postAgencyFile(context, file, await allBytes(content.bytes));
    case 'mail':
      return { postedRows: 0, problem: 'claimloop reads no files of a mail room' };
    default:
      return assertNever(file.partner.kind);
  }
}

async function beginAttempt({ database }: ActivityContext, fileId: bigint): Promise<StoredFile | undefined> {
  const [file] = await database.sql.rows<StoredFile & { readonly isReceived: boolean }>(
    `update inbound_file set attempts = attempts + case when state = 'received' then 1 else 0 end where id = $1
     returning state = 'received' as "isReceived", partner_id as "partnerId", digest, attempts,
       coalesce((select remote_name from inbound_delivery where file_id = inbound_file.id order by id desc limit 1), '')
         as name`,
    [fileId],
  );
  if (!file) throw permanent('unknown-file');
  return file.isReceived ? file : undefined;
}

/**
 * Posts the complete interchanges. A first reading checks everything, a second one posts the claim payments in pieces,
 * so that neither holds the file in memory.
 */
async function postX12(
  { database }: ActivityContext,
  file: FileContext,
  { bytes, isLast, isTime }: Content,
): Promise<FileOutcome | undefined> {
  const { interchanges, stop } = await surveyFile(bytes, file.today);
  const [errors, remittances]: [unknown[], PlacedUnit[]] = [[], []];
  for (const [index, interchange] of interchanges.entries()) {
    const posted = await postInterchange(database, file, { interchange, index: index + 1, isLast });
    errors.push(...posted.errors);
    remittances.push(...posted.remittances);
  }
  const posted = await postRemittances(database, file, { bytes, isLast, isTime, remittances });
  errors.push(...posted.errors);
  if (errors.length > 0) throw errors[0];
  if (!posted.isDone) return undefined;
  const [fault] = interchanges.flatMap((interchange, index) => faultsOfEmptyEnvelopes(interchange, index + 1));
  const problem = stop ? `${stop.reason} (segment ${stop.segment}, byte ${stop.offset})` : fault;
  return { postedRows: 0, problem };
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
