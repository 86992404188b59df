import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectSocket, type Socket } from 'node:net';
import ssh2, { type SFTPWrapper } from 'ssh2';
import type { SftpTransport } from '../config.ts';
import { permanent, temporary } from '../failures.ts';
import { deadline } from './deadline.ts';

/** Deadlines in milliseconds. If the server stops answering at any stage, the work ends within 30 seconds. */
export interface Deadlines {
  /** For the connection, the handshake, the authentication and the start of SFTP together. */
  readonly connectMs: number;
  /** For one request and its answer. */
  readonly callMs: number;
  /** For the disconnect; then the socket is destroyed. */
  readonly closeMs: number;
}

/** Connects, runs the work and closes the socket. The host key must match the configured one. */
export async function withSftp<T>(
  settings: SftpTransport,
  { connectMs, closeMs }: Deadlines,
  work: (sftp: SFTPWrapper) => Promise<T>,
): Promise<T> {
  const privateKey = await privateKeyOf(settings);
  const socket = connectSocket({ host: settings.host, port: settings.port });
  const client = new ssh2.Client();
  // A broken connection emits an error event. The pending call fails anyway, at the latest at its deadline.
  socket.on('error', () => undefined);
  client.on('error', () => undefined);
  try {
    const sftp = await connect({ client, socket, settings, privateKey, connectMs });
    const result = await work(sftp);
    client.end();
    await Promise.race([once(socket, 'close'), pause(closeMs)]);
    return result;
  } finally {
    socket.destroy();
  }
}

interface Connecting {
  readonly client: ssh2.Client;
  readonly socket: Socket;
  readonly settings: SftpTransport;
  readonly privateKey: Buffer | undefined;
  readonly connectMs: number;
}

async function connect(connecting: Connecting): Promise<SFTPWrapper> {
  const { client, settings, connectMs } = connecting;
  let isKnownHost = true;
  const verifyHost = (key: Buffer): boolean => (isKnownHost = isKey(key, settings.hostKeySha256));
  try {
    return await deadline(logIn(connecting, verifyHost), connectMs);
  } catch (error) {
    if (!isKnownHost) throw permanent('host-key-changed');
    if (error instanceof Error && 'level' in error && error.level === 'client-authentication')
      throw permanent('credentials-refused');
    throw temporary('partner-away');
  } finally {
    client.removeAllListeners('ready');
  }
}

async function logIn(
  { client, socket, settings: { username, password }, privateKey, connectMs }: Connecting,
  hostVerifier: (key: Buffer) => boolean,
): Promise<SFTPWrapper> {
  await once(socket, 'connect');
  const ready = once(client, 'ready');
  client.connect({
    sock: socket,
    username,
    readyTimeout: connectMs,
    keepaliveInterval: 5_000,
    keepaliveCountMax: 3,
    ...(password === undefined ? {} : { password }),
    ...(privateKey === undefined ? {} : { privateKey }),
    hostVerifier,
  });
  await ready;
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp)));
  });
}

/** Reads the configured private key. Throws `key-unreadable` if the file contains no usable key. */
async function privateKeyOf({ privateKeyFile }: SftpTransport): Promise<Buffer | undefined> {
  if (privateKeyFile === undefined) return undefined;
  const key = await readFile(privateKeyFile).catch(() => undefined);
  if (!key || ssh2.utils.parseKey(key) instanceof Error) throw permanent('key-unreadable');
  return key;
}

function isKey(key: Buffer, expected: string): boolean {
  const found = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  const wanted = expected.replace(/^SHA256:/, '').replace(/=+$/, '');
  return found.length === wanted.length && timingSafeEqual(Buffer.from(found), Buffer.from(wanted));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
