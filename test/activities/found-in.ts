import type { Database } from '../../activities/store/database.ts';

/** What the work items of a database found, oldest first. */
export async function foundIn({ sql }: Database): Promise<readonly string[]> {
  const rows = await sql.rows<{ found: Uint8Array }>('select found from work_item order by id');
  return rows.map(({ found }) => sql.vault.openText('work_item.found', found));
}
