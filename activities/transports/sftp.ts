import { posix } from 'node:path';
import ssh2, { type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2';
import type { SftpTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { chunksOf, deadline } from './deadline.ts';
import { fileName } from './file-name.ts';
import { type Entry, FileUnavailable, listingOf, type Mailbox } from './mailbox.ts';
import { type Deadlines, withSftp } from './sftp-connection.ts';

const deadlinesOfPartners: Deadlines = { connectMs: 25_000, callMs: 25_000, closeMs: 3_000 };

/** Bytes per read or write: at 3 kB per second, each one ends before its deadline. */
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
  const request = requestOn(session);
  const inOutbox = (name: string): string => posix.join(outbox, name);
  return {
    list: () => inFolder('outbox', listFolder(session, request)),
    fetch: (name) => ofFile(readWhole(session, request, inOutbox(name))),
    async remove({ name, size, modifiedAt }) {
      const now = await ofFile(request<Stats>((done) => sftp.lstat(inOutbox(name), done)));
      if (now.size !== size || now.mtime * 1_000 !== modifiedAt) return 'changed';
      await ofFile(request((done) => sftp.unlink(inOutbox(name), done)));
      return 'removed';
    },
    put: (name, bytes) => inFolder('inbox', putWhole(session, request, { folder: inbox, name, bytes })),
  };
}

type Request = <T = void>(request: (done: (error: Error | null | undefined, answer: T) => void) => void) => Promise<T>;

/** Sends one request and waits for its answer until the deadline. */
function requestOn({ callMs }: Session): Request {
  return (request) =>
    deadline(
      new Promise((resolve, reject) => {
        request((error, answer) => (error ? reject(error) : resolve(answer)));
      }),
      callMs,
    );
}

async function listFolder({ sftp, outbox }: Session, request: Request): ReturnType<Mailbox['list']> {
  const handle = await request<Buffer>((done) => sftp.opendir(outbox, done));
  const entries: Entry[] = [];
  for (;;) {
    const batch = await unless(
      STATUS_CODE.EOF,
      request<FileEntryWithStats[]>((done) => sftp.readdir(handle, done)),
    );
    if (!batch) break;
    entries.push(...batch.map(entryOf));
  }
  await request((done) => sftp.close(handle, done));
  return listingOf(entries);
}

function entryOf({ filename, longname, attrs }: FileEntryWithStats): Entry {
  const { size, mtime } = attrs;
  return { name: fileName(filename), kind: kindOf(longname, attrs), size, modifiedAt: mtime * 1_000 };
}

const kinds: Readonly<Record<string, Entry['kind']>> = { '-': 'file', d: 'folder', l: 'link' };

// Some servers omit the type from the attributes; then it is taken from the `ls -l` line.
function kindOf(longname: string, attrs: Stats): Entry['kind'] {
  if (attrs.isFile()) return 'file';
  if (attrs.isDirectory()) return 'folder';
  return attrs.isSymbolicLink() ? 'link' : (kinds[longname.slice(0, 1)] ?? 'other');
}

async function readWhole({ sftp }: Session, request: Request, path: string): Promise<Uint8Array> {
  const handle = await request<Buffer>((done) => sftp.open(path, 'r', done));
  try {
    const chunks: Buffer[] = [];
    for (let position = 0; ;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const read = await request<number>((done) => sftp.read(handle, chunk, 0, chunkBytes, position, done));
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      position += read;
    }
  } finally {
    // Do not wait: the connection may be lost, and the answer does not matter.
    sftp.close(handle, () => undefined);
  }
}

async function putWhole(
  { sftp }: Session,
  request: Request,
  { folder, name, bytes }: { readonly folder: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const target = posix.join(folder, name);
  const partly = posix.join(folder, `.${name}.tmp`);
  const there = await unless(
    STATUS_CODE.NO_SUCH_FILE,
    request<Stats>((done) => sftp.stat(target, done)),
  );
  // An earlier attempt may have completed the rename: then the file is already there.
  if (there?.isFile() && there.size === bytes.byteLength) return;
  const content = Buffer.from(bytes);
  const handle = await request<Buffer>((done) => sftp.open(partly, 'w', done));
  for (const { offset, length } of chunksOf(content, chunkBytes))
    await request((done) => sftp.write(handle, content, offset, length, offset, done));
  await request((done) => sftp.close(handle, done));
  if (there) await request((done) => sftp.unlink(target, done));
  await request((done) => sftp.rename(partly, target, done));
}

/** The answer to a request; undefined if the server answers with that status. */
async function unless<T>(status: number, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === status) return undefined;
    throw error;
  }
}

/** The server's status code; undefined if it did not answer. @source SFTP version 3, section 7 */
function statusOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  // The client library itself reports 6 and 7: no connection, and connection lost.
  return typeof code === 'number' && code !== STATUS_CODE.NO_CONNECTION && code !== STATUS_CODE.CONNECTION_LOST
    ? code
    : undefined;
}

/** Converts errors of work in one folder. The server's message is dropped, because it may contain a file name. */
async function inFolder<T>(folder: 'inbox' | 'outbox', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    if (status === STATUS_CODE.NO_SUCH_FILE || status === STATUS_CODE.PERMISSION_DENIED)
      throw permanent(`${folder}-refused`);
    throw temporary(`${folder}-failed`);
  }
}

/** Converts errors of work on one file, which the server may refuse while it answers other requests. */
async function ofFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw temporary('outbox-failed');
    throw new FileUnavailable(status === STATUS_CODE.NO_SUCH_FILE ? 'gone' : 'denied');
  }
}
