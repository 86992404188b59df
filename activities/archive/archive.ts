import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../domain/dates.ts';
import { archiveSubject } from '../../domain/partner-trouble.ts';
import { permanent } from '../failures.ts';
import type { Vault } from '../store/vault.ts';
import { exists, moveDurably, systemCodeOf, writePrivately } from './private-file.ts';
import { type ArchivedFile, decodeRecord, encodeRecord, pathOf, type ReceivedFile, type SentFile } from './record.ts';

/** A file of the archive, as it was read. */
export interface ArchiveEntry {
  readonly file: ArchivedFile;
  readonly bytes: Buffer;
  /** False for a file of which it is not known whether it was sent. True for received files. */
  readonly isDone: boolean;
}

/**
 * Everything that was received and sent, outside PostgreSQL, so that a database that was restored to an earlier moment
 * can be brought forward. Encrypted, and readable by its owner alone. A file that cannot be written fails with
 * `archive-failed`.
 */
export interface Archive {
  readonly folder: string;
  /** Keeps a received file, before it is removed at the partner. */
  keepReceived(file: ReceivedFile, bytes: Uint8Array): Promise<void>;
  /** Keeps a file before it is sent. True if it was sent already. */
  keepToSend(file: SentFile, bytes: Uint8Array): Promise<boolean>;
  /** Marks a file as sent. */
  markSent(file: SentFile, bytes: Uint8Array): Promise<void>;
  isWritable(): Promise<boolean>;
  /** All files of that day and later. Throws if one cannot be decrypted. */
  entries(from: IsoDate): AsyncGenerator<ArchiveEntry>;
  /** At most so many of the newest files to and from each partner, without those that cannot be decrypted. */
  newest(count: number): AsyncGenerator<ArchiveEntry>;
}

/** Ends the name of a file that is about to be sent. */
const toSend = '.to-send';

/** The archive in a folder, which is created with the first file. */
export function openArchive(folder: string, vault: Vault): Archive {
  const placeOf = (file: ArchivedFile, bytes: Uint8Array): string => join(folder, pathOf(vault, file, bytes));
  const keep = async (file: ArchivedFile, bytes: Uint8Array, path: string): Promise<void> => {
    if (!(await exists(path))) await writePrivately(path, encodeRecord(vault, file, bytes));
  };
  return {
    folder,
    keepReceived: (file, bytes) => writing(() => keep(file, bytes, placeOf(file, bytes))),
    keepToSend: (file, bytes) =>
      writing(async () => {
        const path = placeOf(file, bytes);
        if (await exists(path)) return true;
        await keep(file, bytes, path + toSend);
        return false;
      }),
    markSent: (file, bytes) =>
      writing(async () => {
        const path = placeOf(file, bytes);
        // Another attempt may have sent and marked it meanwhile.
        if (!(await exists(path))) await moveDurably(path + toSend, path);
      }),
    async isWritable() {
      try {
        const probe = join(folder, 'writable');
        await writePrivately(probe, Buffer.from('claimloop tests here whether the archive can be written.\n'));
        await rm(probe);
        return true;
      } catch (error) {
        if (systemCodeOf(error) !== undefined) return false;
        throw error;
      }
    },
    entries: (from) => entriesOf(folder, vault, from),
    newest: (count) => newestOf(folder, vault, count),
  };
}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw permanent('archive-failed', { partner: archiveSubject, code });
  }
}

async function* entriesOf(folder: string, vault: Vault, from: IsoDate): AsyncGenerator<ArchiveEntry> {
  for await (const partner of partnersIn(folder))
    for (const day of (await namesIn(partner)).filter((one) => one >= from))
      for (const name of await namesIn(join(partner, day))) yield readEntry(vault, join(partner, day, name));
}

async function* newestOf(folder: string, vault: Vault, count: number): AsyncGenerator<ArchiveEntry> {
  for await (const partner of partnersIn(folder)) {
    const day = join(partner, (await namesIn(partner)).at(-1) ?? '');
    const written = await Promise.all(
      (await namesIn(day)).map(async (name) => ({ path: join(day, name), at: (await stat(join(day, name))).mtimeMs })),
    );
    for (const { path } of written.toSorted((one, other) => other.at - one.at).slice(0, count)) {
      const entry = await readIfPossible(vault, path);
      if (entry) yield entry;
    }
  }
}

/** Undefined for a file of a key that is not in the ring, and for one that was just marked as sent. */
async function readIfPossible(vault: Vault, path: string): Promise<ArchiveEntry | undefined> {
  try {
    return await readEntry(vault, path);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code !== undefined && code !== 'ENOENT') throw error;
    return undefined;
  }
}

async function readEntry(vault: Vault, path: string): Promise<ArchiveEntry> {
  return { ...decodeRecord(vault, await readFile(path)), isDone: !path.endsWith(toSend) };
}

/** The folders of files received from each partner and sent to each. */
async function* partnersIn(folder: string): AsyncGenerator<string> {
  for (const direction of ['received', 'sent'])
    for (const partner of await namesIn(join(folder, direction))) yield join(folder, direction, partner);
}

/** Names in order, without temporary ones; none if there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  if (!(await exists(folder))) return [];
  return (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted();
}
