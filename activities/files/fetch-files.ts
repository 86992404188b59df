import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import { partnerAnswered } from '../partner-trouble.ts';
import { partnerById } from '../partners.ts';
import { FileUnavailable, type Mailbox } from '../transports/mailbox.ts';
import { withMailbox } from '../transports/transport.ts';
import { endsWithIea, isX12 } from './complete-file.ts';
import { reportDenied, reportGivenUp, reportNotRemoved, reportSkipped } from './outbox-items.ts';
import { forgetRemote, mostAttempts, noteRemote, type ObservedFile, observe } from './remote-files.ts';
import { storeFile } from './store-file.ts';

/** Maximum number of files and bytes per call, and milliseconds after which a call starts no further file. */
const batch = { files: 200, bytes: 64 * 1024 * 1024, ms: 60_000 };

/** One connection to a partner's outbox. */
interface OpenOutbox {
  readonly context: ActivityContext;
  readonly partner: TradingPartner;
  readonly mailbox: Mailbox;
}

/**
 * Fetches the next complete files from a partner's outbox. All bytes of a file are stored, and in the archive, before
 * it is removed from the outbox. `isMore` is true if another call has files to fetch. A file that cannot be fetched or
 * removed is reported once, and the others are fetched. `open` connects to the mailbox.
 */
export async function fetchFiles(
  context: ActivityContext,
  { partnerId }: { partnerId: string },
  open: typeof withMailbox = withMailbox,
): Promise<{ fetched: number; isMore: boolean }> {
  const partner = partnerById(context.partners, partnerId);
  const visited = await open(partner, async (mailbox) => {
    const { files, skipped } = await mailbox.list();
    await reportSkipped(context, partnerId, skipped);
    const outbox = { context, partner, mailbox };
    const observed = await observe(context.database.sql, partnerId, files);
    await reportGivenUp(context, partnerId, observed);
    // Files that failed before come last.
    const due = observed.filter((file) => isDue(file, partner)).toSorted((one, other) => one.attempts - other.attempts);
    const [stored, next] = [
      due.filter(({ state }) => state === 'stored'),
      due.filter(({ state }) => state !== 'stored'),
    ];
    for (const file of stored.slice(0, batch.files)) await remove(outbox, file);
    const begin = performance.now();
    let [fetched, tried] = [0, 0];
    for (const file of firstOf(next)) {
      if (performance.now() - begin > batch.ms) break;
      fetched += (await fetchAndStore(outbox, file)) ? 1 : 0;
      tried += 1;
    }
    return { fetched, isMore: fetched > 0 && tried < next.length };
  });
  await partnerAnswered(context, { partner: partnerId, by: 'visit' });
  return visited;
}

function isDue({ state, unchangedSeconds }: ObservedFile, partner: TradingPartner): boolean {
  return state === 'new' || state === 'stored' || (state === 'incomplete' && isQuiet(unchangedSeconds, partner));
}

function isQuiet(unchangedSeconds: number, { quietMinutes }: TradingPartner): boolean {
  return unchangedSeconds >= quietMinutes * 60;
}

function firstOf(files: readonly ObservedFile[]): readonly ObservedFile[] {
  let bytes = 0;
  return files.slice(0, batch.files).filter(({ size }, index) => (bytes += size) <= batch.bytes || index === 0);
}

/** Whether the file was fetched and stored. */
async function fetchAndStore(outbox: OpenOutbox, file: ObservedFile): Promise<boolean> {
  const { context, partner } = outbox;
  const { sql } = context.database;
  const attempts = file.attempts + 1;
  // Counted before the attempt: a file that crashes the connection or the process must be given up too.
  await noteRemote(sql, partner.partnerId, { ...file, state: attempts < mostAttempts ? 'new' : 'given-up', attempts });
  const bytes = await fetchOne(outbox, file, attempts);
  if (!bytes) return false;
  const isWhole = endsWithIea(bytes);
  const isSettled = isQuiet(file.unchangedSeconds, partner);
  if (!isSettled && (!isWhole || bytes.byteLength !== file.size)) {
    await noteRemote(sql, partner.partnerId, { name: file.name, state: 'incomplete', attempts: 0 });
    return false;
  }
  // The rest of a truncated file may still arrive: the partner's copy stays and is fetched again when it has grown.
  const mayGrow = isX12(bytes) && !isWhole;
  await keep(outbox, file, bytes);
  await noteRemote(sql, partner.partnerId, { name: file.name, state: mayGrow ? 'kept' : 'stored', attempts: 0 });
  if (!mayGrow) await remove(outbox, { ...file, attempts: 0 });
  return true;
}

/** Stores the bytes in PostgreSQL and in the archive. Only then may the file be removed at the partner. */
async function keep({ context, partner }: OpenOutbox, file: ObservedFile, bytes: Uint8Array): Promise<void> {
  const { database, archive } = context;
  const { partnerId } = partner;
  const { name, modifiedAt } = file;
  const stored = await storeFile(database, { partnerId, file, bytes, today: context.today() });
  try {
    await archive.keepReceived({ direction: 'received', partnerId, name, modifiedAt, ...stored }, bytes);
  } catch (error) {
    // No fault of the file: it is fetched again however long the archive cannot be written.
    await noteRemote(database.sql, partnerId, { name, state: 'new', attempts: 0 });
    throw error;
  }
}

async function fetchOne(
  { context, partner: { partnerId }, mailbox }: OpenOutbox,
  file: ObservedFile,
  attempts: number,
): Promise<Uint8Array | undefined> {
  try {
    return await mailbox.fetch(file.name);
  } catch (error) {
    if (!(error instanceof FileUnavailable)) throw error;
    if (error.reason === 'denied' && attempts >= mostAttempts) await reportDenied(context, partnerId, file.name);
    return undefined;
  }
}

/** Removes a stored file from the outbox. If the partner denies the removal, it stays there and is not read again. */
async function remove({ context, partner: { partnerId }, mailbox }: OpenOutbox, file: ObservedFile): Promise<void> {
  const { sql } = context.database;
  try {
    if ((await mailbox.remove(file)) === 'removed') await forgetRemote(sql, partnerId, file.name);
  } catch (error) {
    if (!(error instanceof FileUnavailable)) throw error;
    if (error.reason === 'gone') return forgetRemote(sql, partnerId, file.name);
    await reportNotRemoved(context, partnerId);
    const attempts = file.attempts + 1;
    await noteRemote(sql, partnerId, {
      name: file.name,
      state: attempts < mostAttempts ? 'stored' : 'kept',
      attempts,
    });
  }
}
