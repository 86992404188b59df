import type { ActivityContext } from '../context.ts';
import { partnerById } from '../partners.ts';
import type { Database } from '../store/database.ts';
import { sha256, tenant } from '../store/rows.ts';
import type { RemoteFile } from '../transports/mailbox.ts';
import { withMailbox } from '../transports/transport.ts';

/**
 * Fetches what a partner has left. Every byte is kept before anything is read; only then is the file taken away there.
 * Returns the files that are not read yet, earlier ones too that a broken visit left behind.
 */
export async function fetchFiles(
  { database, partners }: ActivityContext,
  { partnerId }: { partnerId: string },
): Promise<{ fileIds: readonly string[] }> {
  await withMailbox(partnerById(partners, partnerId).transport, async (mailbox) => {
    for (const file of await mailbox.list()) {
      await keep(database, partnerId, file, await mailbox.fetch(file.name));
      await mailbox.remove(file.name);
    }
  });
  const unread = await database.sql.rows<{ id: string }>(
    `select id::text from inbound_file where partner_id = $1 and state = 'received' order by inbound_file.id`,
    [partnerId],
  );
  return { fileIds: unread.map(({ id }) => id) };
}

/** The same bytes are one file, whatever their name; each delivery of them is noted. */
async function keep(
  database: Database,
  partnerId: string,
  { name, size, modifiedAt }: RemoteFile,
  bytes: Uint8Array,
): Promise<void> {
  const digest = sha256(bytes);
  await database.inTransaction(async (tx) => {
    const { id } = await tx.prisma.inboundFile.upsert({
      where: { tenant_sha256: { tenant, sha256: digest } },
      update: {},
      create: { tenant, partnerId, sha256: digest, bytes: Buffer.from(bytes) },
      select: { id: true },
    });
    const delivery = { fileId: id, partnerId, remoteName: name, modifiedAt: new Date(modifiedAt) };
    await tx.prisma.inboundDelivery.upsert({
      where: { fileId_partnerId_remoteName_modifiedAt: delivery },
      update: {},
      create: { ...delivery, size: BigInt(size) },
    });
  });
}
