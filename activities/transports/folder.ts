import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderTransport } from '../config.ts';
import { fileName } from './file-name.ts';
import { type Entry, FileUnavailable, listingOf, type Mailbox } from './mailbox.ts';

/** A mailbox of two folders, local or on a mounted share. */
export function folderTransport({ inbox, outbox }: FolderTransport): Mailbox {
  return {
    async list() {
      await mkdir(outbox, { recursive: true });
      const names = await readdir(outbox, { encoding: 'buffer' });
      const entries = await Promise.all(names.map((name) => look(outbox, name)));
      return listingOf(entries.filter((entry) => entry !== undefined));
    },
    fetch: (name) => concerningFile(readFile(join(outbox, name))),
    async remove({ name, size, modifiedAt }) {
      const now = await concerningFile(lstat(join(outbox, name)));
      if (now.size !== size || now.mtimeMs !== modifiedAt) return 'changed';
      await concerningFile(rm(join(outbox, name)));
      return 'removed';
    },
    async put(name, bytes) {
      await mkdir(inbox, { recursive: true });
      const temporary = join(inbox, `.${name}.tmp`);
      await writeFile(temporary, bytes, { flush: true });
      await rename(temporary, join(inbox, name));
    },
  };
}

// Symbolic links are not followed: they could point outside the folder. A file removed since the listing is skipped.
async function look(folder: string, name: Buffer): Promise<Entry | undefined> {
  try {
    const found = await lstat(Buffer.concat([Buffer.from(`${folder}/`), name]));
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'other';
    return { name: fileName(name), kind, size: found.size, modifiedAt: found.mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function concerningFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new FileUnavailable('gone');
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
      throw new FileUnavailable('denied');
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
