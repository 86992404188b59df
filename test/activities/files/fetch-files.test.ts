import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openArchive } from '../../../activities/archive/archive.ts';
import type { TradingPartner } from '../../../activities/config.ts';
import type { ActivityContext } from '../../../activities/context.ts';
import { endsWithIea } from '../../../activities/files/complete-file.ts';
import { fetchFiles } from '../../../activities/files/fetch-files.ts';
import { connectDatabase, type Database } from '../../../activities/store/database.ts';
import { fileName } from '../../../activities/transports/file-name.ts';
import { FileUnavailable, listingOf, type Mailbox } from '../../../activities/transports/mailbox.ts';
import { foundIn } from '../found-in.ts';
import { testKeys } from '../../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { x12File } from './x12-text.ts';
import { noClaims, today } from '../installation.ts';

// Each complete file in an outbox is stored once, and only stored files are removed.

let db: TestDatabase;
let database: Database;
let archiveFolder: string;
let outbox: Outbox;

/** A partner's outbox in memory, with faults. */
interface Outbox {
  readonly files: Map<string, { bytes: Buffer; modifiedAt: number }>;
  readonly denied: Set<string>;
  forbidsRemoval: boolean;
  fetches: number;
}

beforeAll(async () => {
  db = await createTestDatabase();
  database = await connectDatabase(db.url, testKeys);
  archiveFolder = await mkdtemp(join(tmpdir(), 'claimloop-archive-'));
}, 120_000);
afterAll(async () => {
  await rm(archiveFolder, { recursive: true, force: true });
  await database?.close();
  await db?.drop();
});
beforeEach(() => {
  outbox = { files: new Map(), denied: new Set(), forbidsRemoval: false, fetches: 0 };
});

const mailbox: Mailbox = {
  list: async () =>
    listingOf(
      [...outbox.files].map(([name, { bytes, modifiedAt }]) => ({
        name: fileName(name),
        kind: name.startsWith('link') ? 'link' : 'file',
        size: bytes.length,
        modifiedAt,
      })),
    ),
  async fetch(name) {
    outbox.fetches += 1;
    if (outbox.denied.has(name)) throw new FileUnavailable('denied');
    const file = outbox.files.get(name);
    if (!file) throw new FileUnavailable('gone');
    return file.bytes;
  },
  async remove({ name, size }) {
    if (outbox.forbidsRemoval) throw new FileUnavailable('denied');
    if (outbox.files.get(name)?.bytes.length !== size) return 'changed';
    outbox.files.delete(name);
    return 'removed';
  },
  put: async () => undefined,
};

let partners = 0;

/** A new partner for each test, and a function that fetches its files. */
function aPartner(quietMinutes = 5): { partnerId: string; visit(): Promise<{ fetched: number; isMore: boolean }> } {
  const partnerId = `partner-${(partners += 1)}`;
  const partner: TradingPartner = {
    partnerId,
    payerIds: [],
    kind: 'payer',
    transport: { kind: 'folder', inbox: '', outbox: '' },
    senderId: 'CLAIMLOOP',
    receiverId: 'PAYER',
    pollMs: 1_000,
    quietMinutes,
  };
  const context: ActivityContext = {
    database,
    partners: [partner],
    today: () => today,
    dataFolder: '',
    archive: openArchive(archiveFolder, database.sql.vault),
    clock: { startedAt: '2026-03-10T00:00:00.000Z' as never, startDate: today, dayMs: 86_400_000, timeZone: 'UTC' },
    profiles: {},
    benefits: [],
    claims: {
      signal: async () => 'signaled',
      resume: async () => undefined,
      running: noClaims,
      storeStanding: async () => false,
      statusOf: async () => undefined,
      waitingTasks: async () => 0,
    },
  };
  return { partnerId, visit: () => fetchFiles(context, { partnerId }, (_, work) => work(mailbox)) };
}

const whole = () => x12File({ groups: [{ sets: [{ trace: 'T1', claimId: 'NOTOURS' }] }] });
const putFile = (name: string, bytes: Buffer): void =>
  void outbox.files.set(name, { bytes, modifiedAt: Date.now() + outbox.files.size });

async function stored(partnerId: string): Promise<readonly number[]> {
  const rows = await db.query('select size_bytes as n from inbound_file where partner_id = $1 order by id', [
    partnerId,
  ]);
  return rows.map((row) => Number(row['n']));
}

async function items(partnerId: string): Promise<readonly unknown[]> {
  return (await foundIn(database)).filter((found) => found.includes(`${partnerId} `));
}

describe('a file that is still being uploaded', () => {
  test('stays there until its end has arrived, and is then stored whole', async () => {
    const { partnerId, visit } = aPartner();
    const bytes = whole();
    putFile('a.835', bytes.subarray(0, 500));
    for (const _ of [1, 2, 3]) await visit();
    expect([await stored(partnerId), outbox.files.size, outbox.fetches]).toEqual([[], 1, 1]);
    putFile('a.835', bytes);
    await visit();
    expect([await stored(partnerId), outbox.files.size]).toEqual([[bytes.length], 0]);
  });

  test('and is truncated is stored after the quiet time, stays at the partner, and is read when it grows', async () => {
    const { partnerId, visit } = aPartner();
    const bytes = whole();
    putFile('a.835', bytes.subarray(0, 500));
    await visit();
    await db.query(`update remote_file set unchanged_since = now() - interval '6 minutes' where partner_id = $1`, [
      partnerId,
    ]);
    for (const _ of [1, 2]) await visit();
    expect([await stored(partnerId), outbox.files.size]).toEqual([[500], 1]);
    putFile('a.835', bytes);
    await visit();
    expect([await stored(partnerId), outbox.files.size]).toEqual([[500, bytes.length], 0]);
  });

  test('and whose end cannot be recognized waits for the quiet time', async () => {
    const { partnerId, visit } = aPartner();
    putFile('answers.csv', Buffer.from('batchId,accountNumber\n'));
    await visit();
    expect(await stored(partnerId)).toEqual([]);
    await db.query(`update remote_file set unchanged_since = now() - interval '6 minutes' where partner_id = $1`, [
      partnerId,
    ]);
    await visit();
    expect([await stored(partnerId), outbox.files.size]).toEqual([[22], 0]);
  });

  test.each([
    ['whole', (text: string) => text, true],
    ['whole without line ends', (text: string) => text.replaceAll('\n', ''), true],
    ['whole, with blanks, NUL and Ctrl-Z after it', (text: string) => `${text} \r\n\0\u001A`, true],
    ['whole, each segment ended by a line end', (text: string) => text.replaceAll('~\n', '\n'), true],
    ['whole after a byte order mark', (text: string) => `\u00EF\u00BB\u00BF${text}`, true],
    ['without its last terminator', (text: string) => text.slice(0, -2), false],
    ['within its IEA', (text: string) => text.slice(0, -6), false],
    ['before its IEA', (text: string) => text.slice(0, text.indexOf('IEA')), false],
    ['not X12', () => 'IEA*1*000000001~', false],
    ['empty', () => '', false],
  ])('%s: its end is recognized', (_, change, isWhole) => {
    expect(endsWithIea(Buffer.from(change(whole().toString('latin1')), 'latin1'))).toBe(isWhole);
  });
});

describe('a fault of one outbox entry affects only that entry', () => {
  test('an outbox that forbids removal: each file is stored once, and one work item is opened', async () => {
    const { partnerId, visit } = aPartner();
    outbox.forbidsRemoval = true;
    putFile('a.835', whole());
    putFile('b.835', whole());
    for (let count = 0; count < 8; count += 1) await visit();
    expect([(await stored(partnerId)).length, outbox.fetches]).toEqual([2, 2]);
    expect(await items(partnerId)).toEqual([expect.stringContaining('does not permit deleting files')]);
    outbox.forbidsRemoval = false;
    putFile('c.835', whole());
    await visit();
    expect((await stored(partnerId)).length).toBe(3);
  });

  test('a file that cannot be opened: five attempts, then one work item; other files are stored', async () => {
    const { partnerId, visit } = aPartner();
    outbox.denied.add('a.835');
    putFile('a.835', whole());
    putFile('b.835', whole());
    for (let count = 0; count < 8; count += 1) await visit();
    expect([(await stored(partnerId)).length, outbox.fetches]).toEqual([1, 6]);
    expect(await items(partnerId)).toEqual([expect.stringContaining('denies access to')]);
  });

  test('unusable names and links are reported once each; hidden and temporary files are ignored', async () => {
    const { partnerId, visit } = aPartner();
    const odd = ['link.835', 'new\nline', 'back\\slash', 'not-utf8-\uFFFD', 'long'.repeat(60)];
    for (const name of [...odd, '.hidden', 'half.tmp', 'half.filepart', 'a.835']) putFile(name, whole());
    for (const _ of [1, 2, 3]) await visit();
    expect((await stored(partnerId)).length).toBe(1);
    expect((await items(partnerId)).length).toBe(odd.length);
  });
});

test('a large outbox is fetched in batches, and no file is fetched twice', async () => {
  const { partnerId, visit } = aPartner();
  for (let count = 0; count < 450; count += 1) putFile(`f${count}.835`, whole());
  const visits = [await visit(), await visit(), await visit(), await visit()];
  expect(visits).toEqual([
    { fetched: 200, isMore: true },
    { fetched: 200, isMore: true },
    { fetched: 50, isMore: false },
    { fetched: 0, isMore: false },
  ]);
  expect([(await stored(partnerId)).length, outbox.fetches]).toEqual([450, 450]);
});
