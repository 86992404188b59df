import type { ActivityContext } from '../context.ts';
import { tenant } from '../store/rows.ts';
import { readFile } from './read-file.ts';

/** Milliseconds after which a call starts no further file or piece of one: others of the partner come first. */
const budgetMs = 20_000;

/** Maximum number of files per call. */
const batch = 200;

/**
 * Reads a partner's stored files that are not read yet, oldest first; files that failed before, and a large file that
 * is posted in part, come last. A file that fails does not stop the others: its error is thrown at the end, so that the
 * next attempt reads it again.
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
  const isTime = (): boolean => performance.now() - begin > budgetMs;
  let read = 0;
  for (const { id } of unread.slice(0, batch)) {
    if (isTime()) break;
    try {
      read += (await readFile(context, id, isTime)) ? 1 : 0;
    } catch (error) {
      errors.push(error);
      read += 1;
    }
  }
  if (errors.length > 0) throw errors[0];
  return { read, isMore: read < unread.length };
}
