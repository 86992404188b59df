import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderTransport } from '../config.ts';
import { isHarmlessName, largestFileBytes, type Mailbox, type RemoteFile, settleMs } from './mailbox.ts';

/** Two folders on this machine, or on a mounted share. */
export function folderTransport({ inbox, outbox }: FolderTransport): Mailbox {
  return {
    async list() {
      const before = await look(outbox);
      if (before.length === 0) return [];
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const after = new Map((await look(outbox)).map((file) => [file.name, file]));
      return before.filter(
        (file) => after.get(file.name)?.size === file.size && after.get(file.name)?.modifiedAt === file.modifiedAt,
      );
    },
    fetch: (name) => readFile(join(outbox, name)),
    remove: (name) => rm(join(outbox, name), { force: true }),
    async put(name, bytes) {
      await mkdir(inbox, { recursive: true });
      const temporary = join(inbox, `.${name}.tmp`);
      await writeFile(temporary, bytes, { flush: true });
      await rename(temporary, join(inbox, name));
    },
  };
}

async function look(folder: string): Promise<readonly RemoteFile[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter(isHarmlessName).toSorted();
  const files = await Promise.all(
    names.map(async (name) => {
      // A link is not followed: it could lead anywhere.
      const found = await lstat(join(folder, name));
      return found.isFile() && found.size <= largestFileBytes
        ? [{ name, size: found.size, modifiedAt: found.mtimeMs }]
        : [];
    }),
  );
  return files.flat();
}
