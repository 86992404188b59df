import type { Sql } from './database.ts';
import { only } from './rows.ts';

/** The bytes of a stored file, piece by piece, as often as they are iterated. */
export type FileBytes = () => AsyncGenerator<Buffer, void, undefined>;

/**
 * The bytes of a stored file, in constant memory. Iterating throws after the last piece if the stored bytes were
 * changed.
 */
export function fileBytes(sql: Sql, fileId: bigint): FileBytes {
  return async function* () {
    const sizes = await sql.rows<{ size: number }>(
      'select octet_length(bytes) as size from inbound_file where id = $1',
      [fileId],
    );
    const read = async (from: number, length: number): Promise<Uint8Array> => {
      const rows = await sql.rows<{ piece: Uint8Array }>(
        'select substring(bytes from $2 for $3) as piece from inbound_file where id = $1',
        [fileId, from + 1, length],
      );
      return only(rows).piece;
    };
    yield* sql.vault.openPieces('inbound_file.bytes', { size: only(sizes).size, read });
  };
}

/** All bytes at once. */
export async function allBytes(bytes: FileBytes): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Digests of the first bytes of a file, by their number. */
export async function prefixDigests(
  { vault }: Sql,
  bytes: FileBytes,
  sizes: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const digesters = [...new Set(sizes)].map((size) => ({ size, digester: vault.digester() }));
  let at = 0;
  for await (const piece of bytes()) {
    for (const { size, digester } of digesters) if (at < size) digester.update(piece.subarray(0, size - at));
    at += piece.length;
  }
  return new Map(digesters.map(({ size, digester }) => [size, digester.digest('hex')]));
}
