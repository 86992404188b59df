import type { ActivityContext } from '../context.ts';
import { tenant } from '../store/rows.ts';
import { readFile } from './read-file.ts';

/** Milliseconds after which a call starts no further file, so that it ends well before its timeout. */
const budgetMs = 60_000;

/** Maximum number of files per call. */
const batch = 200;

/**
 * Reads a partner's stored files that are not read yet, oldest first; files that failed before come last. A file that
 * fails does not stop the others: its error is thrown at the end, so that the next attempt reads it again.
 */
export async function readFiles(
  context: ActivityContext,
  { partnerId }: { partnerId: string },
): Promise<{ read: number; isMore: boolean }> {
  const { sql } = context.database;
  const unread = await sql.rows<{ id: bigint }>(
    `select id from inbound_file where tenant = $1 and partner_id = $2 and state = 'received'
     order by attempts, id limit $3`,
    [tenant, partnerId, batch + 1],
  );
  const begin = performance.now();
  const errors: unknown[] = [];
  let read = 0;
  for (const { id } of unread.slice(0, batch)) {
    if (performance.now() - begin > budgetMs) break;
    await readFile(context, id).catch((error: unknown) => errors.push(error));
    read += 1;
  }
  if (errors.length > 0) throw errors[0];
  return { read, isMore: read < unread.length };
}
