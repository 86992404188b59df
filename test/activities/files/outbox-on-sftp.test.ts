import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { openArchive } from '../../../activities/archive/archive.ts';
import type { ActivityContext } from '../../../activities/context.ts';
import { fetchFiles } from '../../../activities/files/fetch-files.ts';
import { connectDatabase, type Database } from '../../../activities/store/database.ts';
import { serveFiles } from '../../../sandbox/sftp/files.ts';
import { foundIn } from '../found-in.ts';
import { testKeys } from '../../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { noClaims, today } from '../installation.ts';
import { hostKeyOf } from '../transports/sftp-server.ts';
import { x12File } from './x12-text.ts';

// Case 28 on an SFTP server: a fault of one file affects that file alone, and the visit continues.

const { STATUS_CODE } = ssh2.utils.sftp;
const hostKey = hostKeyOf();
let db: TestDatabase;
let database: Database;
let root: string;
let port = 0;
let server: ssh2.Server;
let [opens, forbidsRemoval] = [0, true];

/** The sandbox's server, which does not open denied.835 and, while `forbidsRemoval`, removes nothing. */
function serve(connection: ssh2.Connection): void {
  connection.on('error', () => undefined);
  connection.on('authentication', (context) => context.accept());
  connection.on('session', (accept) => {
    accept().on('sftp', (acceptSftp) => {
      const sftp = acceptSftp();
      serveFiles(sftp, root);
      const [open] = sftp.listeners('OPEN');
      sftp.removeAllListeners('OPEN').on('OPEN', (id: number, path: string, ...rest: unknown[]) => {
        const isDenied = path.endsWith('denied.835');
        opens += isDenied ? 1 : 0;
        if (isDenied) sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
        else open?.(id, path, ...rest);
      });
      const [remove] = sftp.listeners('REMOVE');
      sftp.removeAllListeners('REMOVE').on('REMOVE', (id: number, path: string) => {
        if (forbidsRemoval) sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
        else remove?.(id, path);
      });
    });
  });
}

beforeAll(async () => {
  db = await createTestDatabase();
  database = await connectDatabase(db.url, testKeys);
  root = await mkdtemp(join(tmpdir(), 'claimloop-sftp-'));
  await mkdir(join(root, 'outbox'));
  server = new ssh2.Server({ hostKeys: [hostKey.privateKey] }, serve);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
}, 120_000);
afterAll(async () => {
  server?.close();
  await database?.close();
  await db?.drop();
  await rm(root, { recursive: true, force: true });
});

function visit(): Promise<{ fetched: number; isMore: boolean }> {
  const context: ActivityContext = {
    ...{ database, today: () => today, dataFolder: '', profiles: {}, benefits: [] },
    archive: openArchive(join(root, 'archive'), database.sql.vault),
    clock: { startedAt: '2026-03-10T00:00:00.000Z' as never, startDate: today, dayMs: 86_400_000, timeZone: 'UTC' },
    claims: {
      signal: async () => 'signaled',
      resume: async () => undefined,
      running: noClaims,
      storeStanding: async () => false,
      statusOf: async () => undefined,
      waitingTasks: async () => 0,
    },
    partners: [
      {
        ...{ partnerId: 'acme', payerIds: [], kind: 'payer', senderId: 'US', receiverId: 'ACME' },
        ...{ pollMs: 1_000, quietMinutes: 5 },
        transport: {
          ...{ kind: 'sftp', host: '127.0.0.1', port, username: 'us', password: 'secret' },
          ...{ hostKeySha256: hostKey.sha256, inbox: '/inbox', outbox: '/outbox' },
        },
      },
    ] as ActivityContext['partners'],
  };
  return fetchFiles(context, { partnerId: 'acme' });
}

async function column(sql: string): Promise<readonly unknown[]> {
  return (await db.query(sql, [])).map((row) => row['value']);
}

test('odd entries are reported once each, the others are stored whole, and the visit goes on', async () => {
  const outbox = join(root, 'outbox');
  const whole = x12File({ groups: [{ sets: [{ trace: 'T1', claimId: 'NOTOURS' }] }] });
  await writeFile(join(outbox, 'good.835'), whole);
  await writeFile(join(outbox, 'half.835'), whole.subarray(0, 500));
  await writeFile(join(outbox, 'denied.835'), 'ISA');
  await writeFile(Buffer.concat([Buffer.from(`${outbox}/name-`), Buffer.from([0xff, 0xfe])]), whole);
  await symlink('/etc/passwd', join(outbox, 'link.835'));
  await writeFile(join(outbox, 'large.835'), '');
  await truncate(join(outbox, 'large.835'), 300 * 1024 * 1024);
  for (let count = 0; count < 8; count += 1) await visit();

  expect(await column('select size_bytes::int as value from inbound_file')).toEqual([whole.length]);
  expect(opens).toBe(5);
  expect((await foundIn(database)).toSorted()).toEqual([
    '"large.835" in the outbox of acme is not fetched: it is larger than 128 MB.',
    '"link.835" in the outbox of acme is not fetched: it is a link.',
    '"name-??" in the outbox of acme is not fetched: its name is not UTF-8.',
    'acme denies access to "denied.835" in its outbox.',
    'acme does not permit deleting files from its outbox. Each file is read once and stays there.',
  ]);

  // The rest of the half arrives, and the partner permits deletion.
  forbidsRemoval = false;
  const longer = x12File({ groups: [{ sets: [{ trace: 'T2', claimId: 'NOTOURS' }] }] });
  await writeFile(join(outbox, 'half.835'), longer);
  await visit();
  expect(await column('select size_bytes::int as value from inbound_file order by id')).toEqual([
    whole.length,
    longer.length,
  ]);
  expect(await readdir(outbox)).not.toContain('half.835');
});
