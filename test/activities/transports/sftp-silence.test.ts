import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import ssh2, { type SFTPWrapper } from 'ssh2';
import type { SftpTransport } from '../../../activities/config.ts';
import type { Mailbox } from '../../../activities/transports/mailbox.ts';
import { sftpTransport } from '../../../activities/transports/sftp.ts';
import { hostKeyOf } from './sftp-server.ts';

// A server that stops answering at any stage gives an error; a slow server does not.

const deadlines = { connectMs: 400, callMs: 400, closeMs: 100 };
const { STATUS_CODE } = ssh2.utils.sftp;
const hostKey = hostKeyOf();
const servers: Server[] = [];
let sockets: Socket[] = [];

beforeAll(() => expect(hostKey.sha256).toHaveLength(43));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
  sockets = [];
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const tcpServer = (greet: (socket: Socket) => void): Promise<number> => listen(createServer(greet));

/** A server whose sessions answer as `serve` says, and otherwise not at all; without it, SFTP never starts. */
function sshServer(
  { rejects = false }: { readonly rejects?: boolean },
  serve?: (sftp: SFTPWrapper) => void,
): Promise<number> {
  const ssh = new ssh2.Server({ hostKeys: [hostKey.privateKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      if (rejects) context.reject(['password']);
      else context.accept();
    });
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => {
        if (serve) serve(silent(acceptSftp()));
      });
    });
  });
  return listen(createServer((socket) => ssh.injectSocket(socket)));
}

// A request without a listener is answered with "unsupported".
const requests = ['OPENDIR', 'READDIR', 'OPEN', 'READ', 'WRITE', 'CLOSE', 'STAT', 'LSTAT', 'REMOVE', 'RENAME'];

function silent(sftp: SFTPWrapper): SFTPWrapper {
  for (const request of requests) sftp.on(request, () => undefined);
  return sftp;
}

function visit<T>(port: number, work: (mailbox: Mailbox) => Promise<T>, settings: Partial<SftpTransport> = {}) {
  const transport: SftpTransport = {
    ...{ kind: 'sftp', host: '127.0.0.1', port, username: 'us', password: 'secret' },
    ...{ hostKeySha256: hostKey.sha256, inbox: '/inbox', outbox: '/outbox' },
    ...settings,
  };
  return sftpTransport(transport, work, deadlines);
}

const file = { name: 'a.835', size: 1, modifiedAt: 1_000 };
const away = { type: 'partner-away', nonRetryable: false };

test.each([
  ['from the beginning', () => tcpServer((socket) => socket.resume())],
  ['after its banner', () => tcpServer((socket) => socket.resume().write('SSH-2.0-silent\r\n'))],
  ['after the login', () => sshServer({})],
])('a server that is silent %s does not answer', async (_, start) => {
  const port = await start();
  await expect(visit(port, (mailbox) => mailbox.list())).rejects.toMatchObject(away);
  // Nothing of ours stays connected.
  for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
});

test.each<[string, string, (mailbox: Mailbox) => Promise<unknown>]>([
  ['list', 'outbox-failed', (mailbox) => mailbox.list()],
  ['fetch', 'outbox-failed', (mailbox) => mailbox.fetch('a.835')],
  ['remove', 'outbox-failed', (mailbox) => mailbox.remove(file)],
  ['put', 'inbox-failed', (mailbox) => mailbox.put('a.837', Buffer.from('ISA'))],
])('a server that is silent when asked to %s gives an error: %s', async (_, type, work) => {
  const port = await sshServer({}, () => undefined);
  await expect(visit(port, work)).rejects.toMatchObject({ type, nonRetryable: false });
});

test('an upload ends with an error when its server falls silent in the middle', async () => {
  let written = 0;
  const port = await sshServer({}, (sftp) => {
    acceptUploads(sftp, () => undefined);
    sftp.removeAllListeners('WRITE').on('WRITE', (id) => {
      written += 1;
      if (written < 3) sftp.status(id, STATUS_CODE.OK);
    });
  });
  await expect(visit(port, (mailbox) => mailbox.put('big', Buffer.alloc(1_000_000)))).rejects.toMatchObject({
    type: 'inbox-failed',
  });
  expect(written).toBeGreaterThanOrEqual(3);
});

test('an upload that makes progress is not cut off, however long it takes', async () => {
  let bytes = 0;
  const port = await sshServer({}, (sftp) => acceptUploads(sftp, (length) => (bytes += length), 50));
  const began = performance.now();
  await visit(port, (mailbox) => mailbox.put('big', Buffer.alloc(1_000_000)));
  expect(bytes).toBe(1_000_000);
  // Longer than any one deadline: otherwise this test would show nothing.
  expect(performance.now() - began).toBeGreaterThan(deadlines.callMs);
});

function acceptUploads(sftp: SFTPWrapper, onBytes: (length: number) => void, delayMs = 0): void {
  const handle = Buffer.from('handle');
  for (const request of requests) sftp.removeAllListeners(request);
  sftp.on('STAT', (id) => sftp.status(id, STATUS_CODE.NO_SUCH_FILE));
  sftp.on('OPEN', (id) => sftp.handle(id, handle));
  sftp.on('WRITE', (id, _handle, _offset, data) => {
    onBytes(data.length);
    setTimeout(() => sftp.status(id, STATUS_CODE.OK), delayMs);
  });
  for (const request of ['CLOSE', 'RENAME'] as const) sftp.on(request, (id: number) => sftp.status(id, STATUS_CODE.OK));
}

test.each<[string, number, string]>([
  ['does not have our folder', STATUS_CODE.NO_SUCH_FILE, 'refused'],
  ['forbids it', STATUS_CODE.PERMISSION_DENIED, 'refused'],
  ['fails', STATUS_CODE.FAILURE, 'failed'],
])('a server that answers and %s is not called away', async (_, status, outcome) => {
  const port = await sshServer({}, (sftp) => {
    for (const request of requests)
      sftp.removeAllListeners(request).on(request, (id: number) => sftp.status(id, status));
    sftp.removeAllListeners('STAT').on('STAT', (id) => sftp.status(id, STATUS_CODE.NO_SUCH_FILE));
  });
  await expect(visit(port, (mailbox) => mailbox.list())).rejects.toMatchObject({ type: `outbox-${outcome}` });
  await expect(visit(port, (mailbox) => mailbox.put('a', Buffer.from('b')))).rejects.toMatchObject({
    type: `inbox-${outcome}`,
  });
});

test('a refused host key, a refused password and a missing private key are told apart, and not retried', async () => {
  const port = await sshServer({ rejects: true });
  const list = (mailbox: Mailbox) => mailbox.list();
  await expect(visit(port, list)).rejects.toMatchObject({ type: 'credentials-refused', nonRetryable: true });
  await expect(visit(port, list, { hostKeySha256: 'A'.repeat(43) })).rejects.toMatchObject({
    type: 'host-key-changed',
    nonRetryable: true,
  });
  await expect(visit(port, list, { privateKeyFile: '/nonexistent' })).rejects.toMatchObject({
    type: 'key-unreadable',
    nonRetryable: true,
  });
});

test('a server that is not there, or whose name is unknown, does not answer', async () => {
  const list = (mailbox: Mailbox) => mailbox.list();
  await expect(visit(1, list)).rejects.toMatchObject(away);
  await expect(visit(22, list, { host: 'sftp.invalid' })).rejects.toMatchObject(away);
});
