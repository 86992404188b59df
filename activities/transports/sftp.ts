import { posix } from 'node:path';
import ssh2, { type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2';
import type { SftpTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { chunksOf, deadline } from './deadline.ts';
import { fileName } from './file-name.ts';
import { type Entry, FileUnavailable, listingOf, type Mailbox } from './mailbox.ts';
import { type Deadlines, withSftp } from './sftp-connection.ts';

const deadlinesOfPartners: Deadlines = { connectMs: 25_000, callMs: 25_000, closeMs: 3_000 };

/** Bytes of one read or write: a line that carries 3 kB a second keeps its deadlines. */
const chunkBytes = 65_536;

const { STATUS_CODE } = ssh2.utils.sftp;

/** Connects to a partner's SFTP server, runs the work and closes. Each request has a deadline. */
export function sftpTransport<T>(
  settings: SftpTransport,
  work: (mailbox: Mailbox) => Promise<T>,
  deadlines: Deadlines = deadlinesOfPartners,
): Promise<T> {
  return withSftp(settings, deadlines, (sftp) => work(mailboxOver({ sftp, ...settings, ...deadlines })));
}

interface Session {
  readonly sftp: SFTPWrapper;
  readonly inbox: string;
  readonly outbox: string;
  readonly callMs: number;
}

function mailboxOver(session: Session): Mailbox {
  const { sftp, inbox, outbox } = session;
  const ask = requestsOf(session);
  const inOutbox = (name: string): string => posix.join(outbox, name);
  return {
    list: () => inFolder('outbox', listFolder(session, ask)),
    fetch: (name) => ofFile(readWhole(session, ask, inOutbox(name))),
    async remove({ name, size, modifiedAt }) {
      const now = await ofFile(ask<Stats>((done) => sftp.lstat(inOutbox(name), done)));
      if (now.size !== size || now.mtime * 1_000 !== modifiedAt) return 'changed';
      await ofFile(ask((done) => sftp.unlink(inOutbox(name), done)));
      return 'removed';
    },
    put: (name, bytes) => inFolder('inbox', putWhole(session, ask, { folder: inbox, name, bytes })),
  };
}

type Ask = <T = void>(request: (done: (error: Error | null | undefined, answer: T) => void) => void) => Promise<T>;

/** Sends one request and waits for its answer until the deadline. */
function requestsOf({ callMs }: Session): Ask {
  return (request) =>
    deadline(
      new Promise((resolve, reject) => {
        request((error, answer) => (error ? reject(error) : resolve(answer)));
      }),
      callMs,
    );
}

async function listFolder({ sftp, outbox }: Session, ask: Ask): ReturnType<Mailbox['list']> {
  const handle = await ask<Buffer>((done) => sftp.opendir(outbox, done));
  const entries: Entry[] = [];
  for (;;) {
    const batch = await unlessAtEnd(ask<FileEntryWithStats[]>((done) => sftp.readdir(handle, done)));
    if (!batch) break;
    entries.push(...batch.map(entryOf));
  }
  await ask((done) => sftp.close(handle, done));
  return listingOf(entries);
}

async function unlessAtEnd<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === STATUS_CODE.EOF) return undefined;
    throw error;
  }
}

function entryOf({ filename, longname, attrs }: FileEntryWithStats): Entry {
  const { size, mtime } = attrs;
  return { name: fileName(filename), kind: kindOf(longname, attrs), size, modifiedAt: mtime * 1_000 };
}

const kinds: Readonly<Record<string, Entry['kind']>> = { '-': 'file', d: 'folder', l: 'link' };

// Some servers leave the type out of the attributes; the line of `ls -l` then says it.
function kindOf(longname: string, attrs: Stats): Entry['kind'] {
  if (attrs.isFile()) return 'file';
  if (attrs.isDirectory()) return 'folder';
  return attrs.isSymbolicLink() ? 'link' : (kinds[longname.slice(0, 1)] ?? 'other');
}

async function readWhole({ sftp }: Session, ask: Ask, path: string): Promise<Uint8Array> {
  const handle = await ask<Buffer>((done) => sftp.open(path, 'r', done));
  try {
    const chunks: Buffer[] = [];
    for (let position = 0; ;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const read = await ask<number>((done) => sftp.read(handle, chunk, 0, chunkBytes, position, done));
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      position += read;
    }
  } finally {
    // Not waited for: the connection may be gone, and the answer changes nothing.
    sftp.close(handle, () => undefined);
  }
}

async function putWhole(
  { sftp }: Session,
  ask: Ask,
  { folder, name, bytes }: { readonly folder: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const target = posix.join(folder, name);
  const partly = posix.join(folder, `.${name}.tmp`);
  const there = await unlessMissing(ask<Stats>((done) => sftp.stat(target, done)));
  // An earlier attempt may have completed the rename: then the file is already there.
  if (there?.isFile() && there.size === bytes.byteLength) return;
  const content = Buffer.from(bytes);
  const handle = await ask<Buffer>((done) => sftp.open(partly, 'w', done));
  for (const { offset, length } of chunksOf(content, chunkBytes))
    await ask((done) => sftp.write(handle, content, offset, length, offset, done));
  await ask((done) => sftp.close(handle, done));
  if (there) await ask((done) => sftp.unlink(target, done));
  await ask((done) => sftp.rename(partly, target, done));
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === STATUS_CODE.NO_SUCH_FILE) return undefined;
    throw error;
  }
}

/** The status with which the server answered; undefined when it did not answer. @source SFTP version 3, section 7 */
function statusOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  // 6 and 7 are given by the client's side: there is no connection, or it was lost.
  return typeof code === 'number' && code !== STATUS_CODE.NO_CONNECTION && code !== STATUS_CODE.CONNECTION_LOST
    ? code
    : undefined;
}

/** Work in one folder. The partner's own words stay here: they may name a patient's file. */
async function inFolder<T>(folder: 'inbox' | 'outbox', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw temporary('partner-away');
    if (status === STATUS_CODE.NO_SUCH_FILE || status === STATUS_CODE.PERMISSION_DENIED)
      throw permanent(`${folder}-refused`);
    throw temporary(`${folder}-failed`);
  }
}

/** Work on one file: the partner may refuse it and yet answer other requests. */
async function ofFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw temporary('partner-away');
    throw new FileUnavailable(status === STATUS_CODE.NO_SUCH_FILE ? 'gone' : 'denied');
  }
}
