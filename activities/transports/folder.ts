import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { deadline } from './deadline.ts';
import { fileName } from './file-name.ts';
import { type Entry, FileUnavailable, listingOf, type Mailbox } from './mailbox.ts';

/** Deadline for one call in milliseconds, because a mounted share may never answer. */
const callMs = 25_000;

/** Owner and group only: a file holds PHI. */
const fileMode = 0o640;

/** Bytes per read or write. */
const chunkBytes = 1_048_576;

const timed = <T>(work: Promise<T>): Promise<T> => deadline(work, callMs);

/** A mailbox of two folders, local or on a mounted share. */
export function folderTransport({ inbox, outbox }: FolderTransport): Mailbox {
  return {
    async list() {
      const names = await inFolder('outbox', timed(readdir(outbox, { encoding: 'buffer' })));
      const entries = await inFolder('outbox', timed(Promise.all(names.map((name) => entryOf(outbox, name)))));
      return listingOf(entries.filter((entry) => entry !== undefined));
    },
    fetch: (name) => withFileErrors(readWhole(join(outbox, name))),
    async remove({ name, size, modifiedAt }) {
      const now = await withFileErrors(timed(lstat(join(outbox, name))));
      if (now.size !== size || now.mtimeMs !== modifiedAt) return 'changed';
      await withFileErrors(timed(rm(join(outbox, name))));
      return 'removed';
    },
    async put(name, bytes) {
      // Not created: a share that is not mounted has no folder, and a file left in its place would reach nobody.
      const partly = join(inbox, `.${name}.tmp`);
      await inFolder('inbox', writeWhole(partly, bytes));
      await inFolder('inbox', timed(rename(partly, join(inbox, name))));
    },
  };
}

async function inFolder<T>(folder: 'inbox' | 'outbox', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isRefusal(codeOf(error)) ? permanent(`${folder}-refused`) : temporary(`${folder}-failed`);
  }
}

function isRefusal(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await timed(open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const { bytesRead, buffer } = await timed(file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes));
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await timed(file.close());
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await timed(open(path, 'w', fileMode));
  try {
    for (let at = 0; at < bytes.byteLength;)
      at += (await timed(file.write(bytes, at, Math.min(chunkBytes, bytes.byteLength - at)))).bytesWritten;
    await timed(file.sync());
  } finally {
    await timed(file.close());
  }
}

// Symbolic links are not followed: they could point outside the folder. A file removed since the listing is skipped.
async function entryOf(folder: string, name: Buffer): Promise<Entry | undefined> {
  try {
    const found = await lstat(Buffer.concat([Buffer.from(`${folder}/`), name]));
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'other';
    return { name: fileName(name), kind, size: found.size, modifiedAt: found.mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Converts an error that concerns only this file to `FileUnavailable`. */
async function withFileErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new FileUnavailable('gone');
    if (isRefusal(code) || code === 'EISDIR' || code === 'ELOOP') throw new FileUnavailable('denied');
    throw temporary('outbox-failed');
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
