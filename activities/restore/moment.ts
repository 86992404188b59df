import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instant } from '../../domain/dates.ts';
import { exists, writePrivately } from '../archive/private-file.ts';
import type { ActivityContext } from '../context.ts';
import { only } from '../store/rows.ts';
import { isKnown } from './known.ts';

/** Files of each partner that are looked at when a worker starts. */
const newest = 20;

/**
 * Whether PostgreSQL was restored to an earlier moment and not brought forward: the archive has files that it lacks, or
 * an attempt to bring it forward did not end.
 */
export async function isBehind({ archive, database }: ActivityContext): Promise<boolean> {
  if (await exists(markOf(archive.folder))) return true;
  for await (const entry of archive.newest(newest)) if (!(await isKnown(database.sql, entry))) return true;
  return false;
}

/**
 * The moment of the database: it has nothing newer. Kept in a file until it is brought forward, so that a second
 * attempt starts from the same moment.
 */
export async function momentOf({ archive, database }: ActivityContext): Promise<Instant> {
  const mark = markOf(archive.folder);
  if (await exists(mark)) return (await readFile(mark, 'utf8')).trim() as Instant;
  const moment = instant(only(await database.sql.rows<{ at: Date }>(newestRow)).at.getTime());
  await writePrivately(mark, Buffer.from(`${moment}\n`));
  return moment;
}

/** The database is brought forward. */
export function forgetMoment({ archive }: ActivityContext): Promise<void> {
  return rm(markOf(archive.folder), { force: true });
}

function markOf(folder: string): string {
  return join(folder, 'restoring');
}

const newestRow = `
  select coalesce(greatest(
    (select max(written_at) from claim_standing), (select max(made_at) from activity_result),
    (select max(received_at) from inbound_file), (select max(made_at) from outbound_interchange),
    (select max(posted_at) from journal_entry), (select max(made_at) from claim_version),
    (select max(made_at) from claim_input), (select max(noted_at) from outbox_event)
  ), 'epoch'::timestamptz) as at`;
