import type { IsoDate } from '../../domain/dates.ts';
import type { Database } from '../store/database.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { only, tenant } from '../store/rows.ts';
import type { RemoteFile } from '../transports/mailbox.ts';
import { noteRemote } from './remote-files.ts';

/** A file that was fetched. */
export interface FetchedFile {
  readonly partnerId: string;
  readonly file: RemoteFile;
  readonly bytes: Uint8Array;
  /** False if the partner's copy must stay because the file may still grow. */
  readonly isRemovable: boolean;
  /** The business day. */
  readonly today: IsoDate;
}

/** Stores all bytes. Identical bytes from one partner are one file, whatever the name; each delivery is recorded. */
export async function storeFile(
  database: Database,
  { partnerId, file, bytes, isRemovable, today }: FetchedFile,
): Promise<void> {
  const { name, size, modifiedAt } = file;
  const { vault } = database.sql;
  const [digest, sealed] = [vault.digest(bytes), vault.seal('inbound_file.bytes', bytes)];
  await database.inSqlTransaction(async (sql) => {
    const rows = await sql.rows<{ id: bigint }>(
      // A no-op update, so that the id of an existing file is returned too.
      `insert into inbound_file (tenant, partner_id, digest, size_bytes, bytes, received_on, due_on)
       values ($1, $2, $3, $4, $5, $6::date, $7::date)
       on conflict (tenant, partner_id, digest) do update set state = inbound_file.state returning id`,
      [tenant, partnerId, digest, bytes.byteLength, sealed, today, fileQuestionDueOn(today)],
    );
    await sql.rows(
      `insert into inbound_delivery (file_id, partner_id, remote_name, size, modified_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [only(rows).id, partnerId, name, size, new Date(modifiedAt)],
    );
    await noteRemote(sql, partnerId, { name, state: isRemovable ? 'stored' : 'kept', attempts: 0 });
  });
}
