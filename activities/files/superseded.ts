import type { Sql } from '../store/database.ts';
import { type FileBytes, prefixDigests } from '../store/file-bytes.ts';
import { tenant } from '../store/rows.ts';
import { fileText, type FileContext } from './file-context.ts';

/** Earlier files that are compared. */
const mostCompared = 1_000;

interface EarlierFile {
  readonly id: bigint;
  readonly digest: string;
  readonly size: number;
}

/**
 * Takes earlier files of the partner off the worklist that this file contains: it begins with all of their bytes, as
 * when a truncated file is sent again whole. What they lacked is posted, or is a question about this file.
 */
export async function closeSuperseded(sql: Sql, file: FileContext, bytes: FileBytes): Promise<void> {
  const earlier = await sql.rows<EarlierFile>(
    `select id, digest, size_bytes::int as size from inbound_file
     where tenant = $1 and partner_id = $2 and id < $3 and state in ('quarantined', 'partly-read')
       and size_bytes between 1 and (select size_bytes - 1 from inbound_file where id = $3)
     order by id desc limit $4`,
    [tenant, file.partner.partnerId, file.fileId, mostCompared],
  );
  if (earlier.length === 0) return;
  const ours = await prefixDigests(
    sql,
    bytes,
    earlier.map(({ size }) => size),
  );
  const contained = earlier.filter(({ digest, size }) => ours.get(size) === digest);
  if (contained.length === 0) return;
  await sql.rows(
    `update inbound_file set state = 'dismissed', dismissed_by = 'claimloop', dismissed_because = $2,
       dismissed_at = now()
     where id = any($1::bigint[]) and state in ('quarantined', 'partly-read')`,
    [
      contained.map(({ id }) => id),
      sql.vault.seal('inbound_file.dismissed_because', `${fileText(file)} contains all of it`),
    ],
  );
}
