import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { folderTransport } from '../../../activities/transports/folder.ts';
import type { Mailbox } from '../../../activities/transports/mailbox.ts';

let outbox: string;
let mailbox: Mailbox;

beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'claimloop-outbox-'));
  await mkdir(join(outbox, 'inbox'));
  mailbox = folderTransport({ kind: 'folder', inbox: join(outbox, 'inbox'), outbox });
});
afterEach(() => rm(outbox, { recursive: true, force: true }));

test('lists files, and says why it skips a link, an unusable name and a file that is too large', async () => {
  await writeFile(join(outbox, 'a.835'), 'ISA');
  await writeFile(Buffer.concat([Buffer.from(`${outbox}/b`), Buffer.from([0xff, 0xfe])]), 'ISA');
  await symlink('/etc/passwd', join(outbox, 'c'));
  await writeFile(join(outbox, 'd.835'), '');
  await truncate(join(outbox, 'd.835'), 300 * 1024 * 1024);
  await mkdir(join(outbox, 'archive'));
  const { files, skipped } = await mailbox.list();
  expect(files).toMatchObject([{ name: 'a.835', size: 3 }]);
  expect(skipped.map(({ why, wanted }) => `${why}: ${wanted}`).toSorted()).toEqual([
    'it is a link: as a regular file',
    'it is larger than 128 MB: in several files of at most 128 MB each',
    'its name is not UTF-8: under a valid name',
  ]);
});

test('does not remove a file that has changed since it was listed', async () => {
  await writeFile(join(outbox, 'a.835'), 'half');
  const [file] = (await mailbox.list()).files;
  if (!file) throw new Error('nothing was listed');
  await writeFile(join(outbox, 'a.835'), 'half and the rest');
  expect(await mailbox.remove(file)).toBe('changed');
  expect(await readdir(outbox)).toEqual(['a.835', 'inbox']);
  const [whole] = (await mailbox.list()).files;
  expect(await mailbox.remove(whole ?? file)).toBe('removed');
  await expect(mailbox.remove(file)).rejects.toMatchObject({ reason: 'gone' });
});

test('writes files that only their owner and group can read', async () => {
  await mailbox.put('a.837', Buffer.from('ISA'));
  expect(((await stat(join(outbox, 'inbox', 'a.837'))).mode & 0o777).toString(8)).toBe('640');
});

test('leaves a file whole, and makes no folder: one that is missing is a question about the partner', async () => {
  const bytes = Buffer.alloc(3_000_000, 'x');
  await mailbox.put('a.837', bytes);
  expect(bytes.equals(await readFile(join(outbox, 'inbox', 'a.837')))).toBe(true);
  expect(await readdir(join(outbox, 'inbox'))).toEqual(['a.837']);
  await rm(outbox, { recursive: true });
  await expect(mailbox.put('b.837', bytes)).rejects.toMatchObject({ type: 'inbox-refused', nonRetryable: true });
  await expect(mailbox.list()).rejects.toMatchObject({ type: 'outbox-refused', nonRetryable: true });
  await expect(readdir(outbox)).rejects.toMatchObject({ code: 'ENOENT' });
});
