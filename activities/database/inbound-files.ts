import type { Sql } from '../store/database.ts';
import { sha256, tenant } from '../store/rows.ts';
import type { FileDetail, FilePart, FileRow, FileState } from '../worklist-contract.ts';

/** Rows of a list at most: a terminal shows no more. */
const rowsShown = 500;

const columns = `id::text, partner_id as "partnerId", size_bytes::float8 as "sizeBytes", state, reason,
  to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt",
  coalesce((select remote_name from inbound_delivery where file_id = inbound_file.id order by id desc limit 1), '')
    as name`;

/** Stored files, the newest first; of every state by default. */
export function listFiles(sql: Sql, state: FileState | undefined): Promise<readonly FileRow[]> {
  return sql.rows<FileRow>(
    `select ${columns} from inbound_file where tenant = $1 and ($2::text is null or state = $2)
     order by inbound_file.id desc limit $3`,
    [tenant, state ?? null, rowsShown],
  );
}

type StoredFile = Omit<FileDetail, 'parts' | 'sha256' | 'dismissedBecause'> & {
  readonly bytes: Uint8Array;
  readonly dismissedBecause: Uint8Array | null;
};

/** A stored file with its parts; undefined when there is none of that number. */
export async function showFile(sql: Sql, fileId: string): Promise<FileDetail | undefined> {
  if (!/^\d{1,18}$/.test(fileId)) return undefined;
  const [file] = await sql.rows<StoredFile>(
    `select ${columns}, bytes, attempts, dismissed_by as "dismissedBy", dismissed_because as "dismissedBecause"
     from inbound_file where tenant = $1 and id = $2::bigint`,
    [tenant, fileId],
  );
  if (!file) return undefined;
  const parts = await sql.rows<FilePart>(
    `select interchange_index as interchange, group_index as group, set_index as index, set,
       sender_id as "senderId", receiver_id as "receiverId", state, reason
     from transaction_set s join interchange i on i.id = s.interchange_id where file_id = $1::bigint
     order by interchange_index, group_index, set_index limit $2`,
    [fileId, rowsShown],
  );
  const { bytes, dismissedBecause, ...rest } = file;
  return {
    ...rest,
    parts,
    sha256: sha256(sql.vault.open('inbound_file.bytes', bytes)),
    dismissedBecause: sql.vault.openText('inbound_file.dismissed_because', dismissedBecause),
  };
}
