import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import SftpClient from 'ssh2-sftp-client';
import type { SftpTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { fileName } from './file-name.ts';
import { type Entry, FileUnavailable, listingOf, type Mailbox } from './mailbox.ts';

/** Deadlines for connecting and for one call, in milliseconds. */
const connectMs = 15_000;
const callMs = 60_000;

/** Connects to a partner's SFTP server, runs the work and closes. The host key must match the configured one. */
export async function sftpTransport<T>(settings: SftpTransport, work: (mailbox: Mailbox) => Promise<T>): Promise<T> {
  const client = new SftpClient();
  // A connection that breaks while idle emits an error event; the next call then fails.
  client.on('error', () => undefined);
  try {
    await connect(client, settings);
    return await work(mailbox(client, settings));
  } finally {
    await deadline(client.end(), connectMs).catch(() => undefined);
  }
}

async function connect(
  client: SftpClient,
  { host, port, username, password, privateKeyFile, hostKeySha256 }: SftpTransport,
): Promise<void> {
  let isKnownHost = true;
  try {
    await deadline(
      client.connect({
        host,
        port,
        username,
        readyTimeout: connectMs,
        keepaliveInterval: 5_000,
        keepaliveCountMax: 3,
        ...(password === undefined ? {} : { password }),
        ...(privateKeyFile === undefined ? {} : { privateKey: await readFile(privateKeyFile) }),
        hostVerifier: (key: Buffer) => (isKnownHost = isKey(key, hostKeySha256)),
      }),
      connectMs,
    );
  } catch (error) {
    if (!isKnownHost) throw permanent('host-key-changed');
    if (error instanceof Error && /authentication methods failed/i.test(error.message))
      throw permanent('credentials-refused');
    throw temporary('partner-away');
  }
}

function isKey(key: Buffer, expected: string): boolean {
  const found = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  const wanted = expected.replace(/^SHA256:/, '').replace(/=+$/, '');
  return found.length === wanted.length && timingSafeEqual(Buffer.from(found), Buffer.from(wanted));
}

function mailbox(client: SftpClient, { inbox, outbox }: SftpTransport): Mailbox {
  return {
    async list() {
      const entries = await call(client.list(outbox));
      return listingOf(
        entries.map(({ name, type, size, modifyTime }) => ({
          name: fileName(name),
          kind: kinds[type] ?? 'other',
          size,
          modifiedAt: modifyTime,
        })),
      );
    },
    async fetch(name) {
      const bytes = await ofFile(client.get(posix.join(outbox, name)));
      if (!Buffer.isBuffer(bytes)) throw temporary('partner-away');
      return bytes;
    },
    async remove({ name, size, modifiedAt }) {
      const now = await ofFile(client.stat(posix.join(outbox, name)));
      if (now.size !== size || now.modifyTime !== modifiedAt) return 'changed';
      await ofFile(client.delete(posix.join(outbox, name)));
      return 'removed';
    },
    async put(name, bytes) {
      const target = posix.join(inbox, name);
      const partly = posix.join(inbox, `.${name}.tmp`);
      // An earlier attempt may have completed the rename: then the file is already there.
      const there = await call(client.exists(target));
      if (there === '-' && (await call(client.stat(target))).size === bytes.byteLength) return;
      await call(client.put(Buffer.from(bytes), partly));
      if (there) await call(client.delete(target, true));
      await call(client.rename(partly, target));
    },
  };
}

const kinds: Readonly<Record<string, Entry['kind']>> = { '-': 'file', d: 'folder', l: 'link' };

/** One call on the connection, with a deadline. The partner's own words stay here: they may name a patient's file. */
async function call<T>(calling: Promise<T>): Promise<T> {
  try {
    return await deadline(calling, callMs);
  } catch {
    throw temporary('partner-away');
  }
}

/** A call about one file: the partner may refuse it and yet answer other calls. @source SFTP version 3, section 7 */
async function ofFile<T>(calling: Promise<T>): Promise<T> {
  try {
    return await deadline(calling, callMs);
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 2 || code === 'ENOENT') throw new FileUnavailable('gone');
    if (code === 3 || code === 4 || code === 'EACCES') throw new FileUnavailable('denied');
    throw temporary('partner-away');
  }
}

async function deadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('deadline exceeded')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
