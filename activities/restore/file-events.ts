import { dayAt } from '../../domain/clock.ts';
import { addDays, type Instant } from '../../domain/dates.ts';
import type { ArchiveEntry } from '../archive/archive.ts';
import type { ReceivedFile, SentFile, SentVersion } from '../archive/record.ts';
import type { ActivityContext } from '../context.ts';
import { storeVersion } from '../database/correct-claim.ts';
import { readFile } from '../files/read-file.ts';
import { storeFile } from '../files/store-file.ts';
import { isOurs } from '../failures.ts';
import { only, tenant } from '../store/rows.ts';
import { open } from './claim-events.ts';
import { isKnown, markKnown } from './known.ts';
import { type Event, hasClaim, type Progress } from './progress.ts';
import { restoreSent } from './restore-sent.ts';

/** The files of the archive that PostgreSQL lacks, with the versions of patient files that they were made of. */
export async function fileEvents(
  context: ActivityContext,
  from: Instant,
  progress: Progress,
): Promise<readonly Event[]> {
  const events: Event[] = [];
  const firstDay = addDays(dayAt(context.clock, Date.parse(from)), -1);
  for await (const entry of context.archive.entries(firstDay)) {
    if (await isKnown(context.database.sql, entry)) {
      await markKnown(context.database.sql, entry);
      continue;
    }
    const { file, bytes } = entry;
    if (file.direction === 'received') {
      events.push({ at: file.receivedAt, run: (on) => receive(on, file, bytes, progress) });
      continue;
    }
    const { content } = file;
    const at = content.kind === 'claim' ? content.madeAt : file.archivedAt;
    if (content.kind === 'claim') events.push(versionEvent(content.claimId, content.version, progress));
    events.push({ at, run: (on) => send(on, { ...entry, file }, progress) });
  }
  return events;
}

/** Stores a received file and posts it, as a visit to the partner does. One that cannot be posted now is read again. */
async function receive(
  context: ActivityContext,
  { partnerId, name, modifiedAt, receivedAt }: ReceivedFile,
  bytes: Uint8Array,
  progress: Progress,
): Promise<void> {
  const { database } = context;
  const file = { name, size: bytes.byteLength, modifiedAt };
  await storeFile(database, { partnerId, file, bytes, today: context.today(), receivedAt });
  progress.received += 1;
  const rows = await database.sql.rows<{ id: bigint }>(
    'select id from inbound_file where tenant = $1 and partner_id = $2 and digest = $3',
    [tenant, partnerId, database.sql.vault.digest(bytes)],
  );
  const { id } = only(rows);
  try {
    await readFile(context, id);
  } catch (error) {
    if (!isOurs(error)) throw error;
    const found = `File ${id} of ${partnerId} is not posted yet (${error.type}); the next visit reads it again.`;
    progress.findings.push({ claimId: undefined, found, isHeld: false });
  }
}

async function send(
  { database }: ActivityContext,
  entry: ArchiveEntry & { readonly file: SentFile },
  progress: Progress,
): Promise<void> {
  const found = await database.inTransaction((tx) => restoreSent(tx, entry));
  progress.sent += 1;
  if (found !== undefined) progress.findings.push({ claimId: entry.file.content.claimId, found, isHeld: true });
}

/** The version of the patient file that was sent; the first one opens the claim if no workflow is left that did. */
function versionEvent(claimId: string, version: SentVersion, progress: Progress): Event {
  return {
    at: version.madeAt,
    async run(context) {
      const { sql } = context.database;
      if (version.version === 1) return open(context, { claimId, runId: 'restored', intake: version.intake }, progress);
      const found = `Version ${version.version} of the patient file was sent; the versions before it are not known.`;
      if (!(await hasClaim(sql, claimId))) {
        progress.findings.push({ claimId, found, isHeld: false });
        return undefined;
      }
      const rows = await sql.rows<{ newest: number }>(
        'select max(version) as newest from claim_version where claim_id = $1',
        [claimId],
      );
      const { newest } = only(rows);
      if (newest >= version.version) return undefined;
      if (newest < version.version - 1) progress.findings.push({ claimId, found, isHeld: true });
      await context.database.inTransaction((tx) => storeVersion(tx, { claimId, ...version, on: context.today() }));
      return undefined;
    },
  };
}
