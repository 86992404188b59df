import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Worklist, WorklistFilter } from '../../../activities/worklist-contract.ts';
import { createVault } from '../../../activities/store/vault.ts';
import { testKeys } from '../../support/keys.ts';
import { install, type Installation } from '../installation.ts';
import { x12File } from './x12-text.ts';

// Many faulty files are one question, can be decided at once, and hide no other question. Uses PostgreSQL and folders.

const found = createVault(testKeys, new Uint8Array()).seal('work_item.found', 'found');
let office: Installation;

beforeAll(async () => {
  office = await install();
  // The database is filled without the X12 reader, because 1,200 files take too long otherwise.
  await office.db.query(
    `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on, state, reason)
     select 'payer', 'junk' || n, 4, 'junk', '2026-03-10', '2026-03-30', 'quarantined',
       'no ISA (segment ' || n || ', byte ' || n || ')'
     from generate_series(1, 600) as t (n)`,
  );
  await office.db.query(
    `insert into work_item (key, kind, owner, found, can_do, opened_on, due_on)
     select 'k' || n, 'unknown-claim', 'BILLER', $1, 'do', '2026-03-01', '2026-03-02'
     from generate_series(1, 600) as t (n)`,
    [found],
  );
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

async function worklist(filter: WorklistFilter = {}): Promise<Worklist> {
  const report = await office.database.readReport({ report: 'worklist', filter });
  if (report.report !== 'worklist') throw new Error('another report');
  return report;
}

async function list(filter: { readonly state?: 'quarantined' | 'read'; readonly alike?: string }) {
  const report = await office.database.readReport({ report: 'files', ...filter });
  if (report.report !== 'files') throw new Error('another report');
  return report;
}

test('files of one partner, day and reason are one question', async () => {
  const { items, total } = await worklist({ kind: 'file' });
  expect([items, total]).toEqual([
    [
      expect.objectContaining({
        id: 'file-1',
        files: 600,
        dueOn: '2026-03-30',
        found: '600 files from payer are quarantined, among them file-1 "": no ISA (segment 1, byte 1).',
        canDo:
          'claimloop file list --alike 1 lists them. Ask the partner to send it again, corrected; or read it again: ' +
          'claimloop file retry 1 --alike. Then: claimloop file dismiss 1 --alike --reason TEXT --by NAME',
      }),
    ],
    1,
  ]);
});

test('questions about claims stay visible, and the number of all questions is given', async () => {
  await office.db.query(
    `insert into work_item (key, claim_id, kind, owner, found, can_do, opened_on, due_on)
     values ('c1', 'CLAIM1', 'coding', 'CODER', $1, 'do', '2026-03-10', '2026-12-31')`,
    [found],
  );
  const { items, total } = await worklist();
  expect([total, items.length, items.at(-1)?.claimId]).toEqual([602, 501, 'CLAIM1']);
});

test('a list of files gives the number of all files', async () => {
  const { files, total } = await list({ state: 'quarantined' });
  expect([total, files.length]).toEqual([600, 500]);
  expect(await list({ state: 'read' })).toMatchObject({ total: 0, files: [] });
});

test('files with another reason, day or partner are other questions', async () => {
  await office.db.query(
    `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on, state, reason) values
       ('payer', 'a', 0, '', '2026-03-11', '2026-03-31', 'quarantined', 'no ISA (segment 1)'),
       ('agency', 'a', 0, '', '2026-03-10', '2026-03-30', 'quarantined', 'no ISA (segment 1)'),
       ('payer', 'b', 0, '', '2026-03-10', '2026-03-30', 'quarantined', 'the file is empty (segment 1)'),
       ('payer', 'c', 0, '', '2026-03-10', '2026-03-30', 'partly-read', 'no ISA (segment 1)')`,
  );
  const { items } = await worklist({ kind: 'file' });
  expect(items.map(({ files }) => files === 600)).toEqual([true, false, false, false, false]);
  expect(items.find(({ files }) => files === 1)?.canDo).not.toContain('--alike');
  expect(await list({ alike: '601' })).toMatchObject({ total: 1 });
  expect(await list({ alike: 'file-2' })).toMatchObject({ total: 600 });
  expect(await list({ alike: 'x' })).toMatchObject({ total: 0 });
});

test('all files of a question are read again or dismissed at once', async () => {
  const retry = { kind: 'retry-file', fileId: '3', alike: true, by: 'ann' } as const;
  await office.db.query(`update inbound_file set reason = 'another reason' where id <= 2`);
  expect(await office.database.decide(retry)).toEqual({ outcome: 'done', files: 598 });
  await office.db.query(`update inbound_file set state = 'quarantined', reason = 'again' where state = 'received'`);
  const dismiss = { kind: 'dismiss-file', fileId: 'file-600', alike: true, reason: 'junk', by: 'ann' } as const;
  expect(await office.database.decide(dismiss)).toEqual({ outcome: 'done', files: 598 });
  const dismissed = await office.db.query(`select count(*)::int as n from inbound_file where state = 'dismissed'`);
  expect(dismissed).toEqual([{ n: 598 }]);
  expect(await office.database.decide({ ...dismiss, fileId: '999' })).toMatchObject({ outcome: 'refused' });
});

test('a misdirected file is not to be sent again', async () => {
  const misdirected = x12File({ receiver: 'OTHERCLINIC', groups: [{ sets: [{ trace: 'X1', claimId: 'V1' }] }] });
  await office.receive('payer', 'other.835', misdirected);
  const { items } = await worklist({ kind: 'file' });
  const item = items.find(({ found }) => found.includes('"other.835"'));
  expect(item?.found).toContain('it is addressed to OTHERCLINIC, not to us (ISA08)');
  expect(item?.canDo).toMatch(/^It may hold patient data of another practice\. Tell the sender that it reached/);
  expect(item?.canDo).not.toContain('send it again');
});

test('the bytes of a file are read in parts', async () => {
  const bytes = Buffer.alloc(800_000, 'abcdefg');
  await office.receive('payer', 'large.txt', bytes);
  const [{ id } = { id: '' }] = (await list({})).files;
  const parts: Buffer[] = [];
  for (const offset of [0, 786_432, 800_000]) {
    const report = await office.database.readReport({ report: 'file-content', fileId: id, offset });
    if (report.report !== 'file-content' || !report.chunk) throw new Error('no such file');
    expect(report.chunk.sizeBytes).toBe(800_000);
    parts.push(Buffer.from(report.chunk.base64, 'base64'));
  }
  expect(parts.map(({ length }) => length)).toEqual([786_432, 13_568, 0]);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  const unknown = await office.database.readReport({ report: 'file-content', fileId: '99999', offset: 0 });
  expect(unknown).toEqual({ report: 'file-content', chunk: null });
});

test('a file whose envelope does not fit may be accepted in the configuration', async () => {
  const [row] = await office.db.query(
    `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on, state, reason)
     values ('payer', 'other sender', 4, 'junk', '2026-03-11', '2026-03-31', 'quarantined',
       'it was sent by OTHERPAYER, not by this partner (GS02)') returning id`,
  );
  const id = String(row?.['id']);
  const { items } = await worklist({ kind: 'file' });
  expect(items.find((item) => item.id === `file-${id}`)?.canDo).toBe(
    'Ask the partner whether it is meant for us. If it is, add the value to `accepts` in partners.json and read it ' +
      `again: claimloop file retry ${id}. Otherwise: claimloop file dismiss ${id} --reason TEXT --by NAME`,
  );
});
