import { type Instant, instant, type IsoDate } from '../../domain/dates.ts';
import type { Database } from '../store/database.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { only, tenant } from '../store/rows.ts';
import type { RemoteFile } from '../transports/mailbox.ts';

/** A file that was fetched. */
export interface FetchedFile {
  readonly partnerId: string;
  readonly file: RemoteFile;
  readonly bytes: Uint8Array;
  /** The business day. */
  readonly today: IsoDate;
  /** When it was received; now if absent. */
  readonly receivedAt?: Instant;
}

/**
 * Stores all bytes. Identical bytes from one partner are one file, whatever the name; each delivery is recorded.
 * Returns when they were received first.
 */
export async function storeFile(
  database: Database,
  { partnerId, file, bytes, today, receivedAt: at }: FetchedFile,
): Promise<{ readonly receivedAt: Instant; readonly on: IsoDate }> {
  const { name, size, modifiedAt } = file;
  const { vault } = database.sql;
  const [digest, sealed] = [vault.digest(bytes), vault.seal('inbound_file.bytes', bytes)];
  return database.inSqlTransaction(async (sql) => {
    const rows = await sql.rows<{ id: bigint; receivedAt: Date; on: IsoDate }>(
      // A no-op update, so that the id of an existing file is returned too.
      `insert into inbound_file (tenant, partner_id, digest, size_bytes, bytes, received_on, due_on, received_at)
       values ($1, $2, $3, $4, $5, $6::date, $7::date, coalesce($8::timestamptz, now()))
       on conflict (tenant, partner_id, digest) do update set state = inbound_file.state
       returning id, received_at as "receivedAt", received_on::text as on`,
      [tenant, partnerId, digest, bytes.byteLength, sealed, today, fileQuestionDueOn(today), at ?? null],
    );
    const { id, receivedAt, on } = only(rows);
    await sql.rows(
      `insert into inbound_delivery (file_id, partner_id, remote_name, size, modified_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [id, partnerId, name, size, new Date(modifiedAt)],
    );
    return { receivedAt: instant(receivedAt.getTime()), on };
  });
}
