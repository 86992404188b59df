import type { Sql } from './database.ts';
import { tenant } from './rows.ts';

/** Columns of `inbound_file` that files of one group share: partner, state, day and the reason without its place. */
export const alikeColumns = `partner_id, state, received_on, is_misdirected,
  regexp_replace(coalesce(reason, ''), ' \\(segment [^)]*\\)', '', 'g')`;

/** Numbers of the files in the group of a file, itself included, oldest first. Empty if there is no such file. */
export async function filesAlike(sql: Sql, fileId: string): Promise<readonly string[]> {
  const rows = await sql.rows<{ id: string }>(
    `select id::text as id from inbound_file
     where tenant = $1 and (${alikeColumns}) =
       (select ${alikeColumns} from inbound_file where tenant = $1 and id = $2::bigint) order by inbound_file.id`,
    [tenant, fileId],
  );
  return rows.map(({ id }) => id);
}
