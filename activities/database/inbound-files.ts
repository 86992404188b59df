import { filesAlike } from '../store/alike-files.ts';
import type { Sql } from '../store/database.ts';
import { sha256, tenant } from '../store/rows.ts';
import type { FileChunk, FileDetail, FileFilter, FileList, FilePart, FileRow } from '../worklist-contract.ts';

/** Rows of a list at most: a terminal shows no more. */
const rowsShown = 500;

/** Bytes of a file in one answer, so that it fits into a payload of Temporal. */
const chunkBytes = 786_432;

const columns = `id::text, partner_id as "partnerId", size_bytes::float8 as "sizeBytes", state, reason,
  to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt",
  coalesce((select remote_name from inbound_delivery where file_id = inbound_file.id order by id desc limit 1), '')
    as name`;

/** Stored files, the newest first; all of them by default. */
export async function listFiles(sql: Sql, { state, alike }: FileFilter): Promise<FileList> {
  const group = alike === undefined ? null : await filesAlike(sql, numberOf(alike));
  const rows = await sql.rows<FileRow & { readonly total: number }>(
    `select ${columns}, count(*) over ()::int as total from inbound_file
     where tenant = $1 and ($2::text is null or state = $2) and ($3::bigint[] is null or id = any($3::bigint[]))
     order by inbound_file.id desc limit $4`,
    [tenant, state ?? null, group, rowsShown],
  );
  return { total: rows[0]?.total ?? 0, files: rows.map(({ total: _, ...file }) => file) };
}

type StoredFile = Omit<FileDetail, 'parts' | 'totalParts' | 'sha256' | 'dismissedBecause'> & {
  readonly bytes: Uint8Array;
  readonly dismissedBecause: Uint8Array | null;
};

/** A stored file with its parts; undefined when there is none of that number. */
export async function showFile(sql: Sql, fileId: string): Promise<FileDetail | undefined> {
  const [file] = await sql.rows<StoredFile>(
    `select ${columns}, bytes, attempts, dismissed_by as "dismissedBy", dismissed_because as "dismissedBecause"
     from inbound_file where tenant = $1 and id = $2::bigint`,
    [tenant, numberOf(fileId)],
  );
  if (!file) return undefined;
  const parts = await sql.rows<FilePart & { readonly total: number }>(
    `select * from (
       select interchange_index as interchange, group_index as group, set_index as index, set,
         sender_id as "senderId", receiver_id as "receiverId", state, reason, count(*) over ()::int as total
       from transaction_set s join interchange i on i.id = s.interchange_id where file_id = $1::bigint
       order by state desc, interchange_index, group_index, set_index limit $2
     ) as part order by 1, 2, 3`,
    [file.id, rowsShown],
  );
  const { bytes, dismissedBecause, ...rest } = file;
  return {
    ...rest,
    totalParts: parts[0]?.total ?? 0,
    parts: parts.map(({ total: _, ...part }) => part),
    sha256: sha256(sql.vault.open('inbound_file.bytes', bytes)),
    dismissedBecause: sql.vault.openText('inbound_file.dismissed_because', dismissedBecause),
  };
}

/** Bytes of a stored file from an offset on; undefined when there is no such file. */
export async function readChunk(sql: Sql, fileId: string, offset: number): Promise<FileChunk | undefined> {
  const [file] = await sql.rows<{ bytes: Uint8Array }>(
    'select bytes from inbound_file where tenant = $1 and id = $2::bigint',
    [tenant, numberOf(fileId)],
  );
  if (!file) return undefined;
  const bytes = sql.vault.open('inbound_file.bytes', file.bytes);
  const chunk = bytes.subarray(offset, offset + chunkBytes);
  return { sizeBytes: bytes.byteLength, base64: Buffer.from(chunk).toString('base64') };
}

/** "file-12" and "12" name the same file. Zero names none. */
function numberOf(fileId: string): string {
  return /^(?:file-)?(\d{1,18})$/.exec(fileId)?.[1] ?? '0';
}
