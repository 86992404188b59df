import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import SftpClient from 'ssh2-sftp-client';
import type { SftpTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { isHarmlessName, largestFileBytes, type Mailbox, type RemoteFile, settleMs } from './mailbox.ts';

/** Milliseconds for a connection, and for one call on it. */
const connectMs = 15_000;
const callMs = 60_000;

/** Connects to a partner's SFTP server, does the work and closes. The host key is compared, never learned. */
export async function sftpTransport<T>(settings: SftpTransport, work: (mailbox: Mailbox) => Promise<T>): Promise<T> {
  const client = new SftpClient();
  // Errors of a connection that breaks while nothing is asked come as an event; the next call then fails by itself.
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
      const before = await look(client, outbox);
      if (before.length === 0) return [];
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const after = new Map((await look(client, outbox)).map((file) => [file.name, file]));
      return before.filter(
        (file) => after.get(file.name)?.size === file.size && after.get(file.name)?.modifiedAt === file.modifiedAt,
      );
    },
    async fetch(name) {
      const bytes = await call(client.get(posix.join(outbox, name)));
      if (!Buffer.isBuffer(bytes)) throw temporary('partner-away');
      return bytes;
    },
    async remove(name) {
      await call(client.delete(posix.join(outbox, name), true));
    },
    async put(name, bytes) {
      const target = posix.join(inbox, name);
      const partly = posix.join(inbox, `.${name}.tmp`);
      // A try before this one may have got as far as the rename: then it is there, whole.
      const there = await call(client.exists(target));
      if (there === '-' && (await call(client.stat(target))).size === bytes.byteLength) return;
      await call(client.put(Buffer.from(bytes), partly));
      if (there) await call(client.delete(target, true));
      await call(client.rename(partly, target));
    },
  };
}

async function look(client: SftpClient, folder: string): Promise<readonly RemoteFile[]> {
  const entries = await call(client.list(folder));
  return entries
    .filter(({ type, name, size }) => type === '-' && isHarmlessName(name) && size <= largestFileBytes)
    .map(({ name, size, modifyTime }) => ({ name, size, modifiedAt: modifyTime }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * One call on the connection, with a deadline. The partner's own words stay here: they may name a file of a
 * patient's.
 */
async function call<T>(calling: Promise<T>): Promise<T> {
  try {
    return await deadline(calling, callMs);
  } catch {
    throw temporary('partner-away');
  }
}

async function deadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
