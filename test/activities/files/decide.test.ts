import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createVault } from '../../../activities/store/vault.ts';
import type {
  DecisionResult,
  FileDetail,
  FileRow,
  WorkItemRow,
  WorklistFilter,
} from '../../../activities/worklist-contract.ts';
import { testKeys } from '../../support/keys.ts';
import { install, type Installation } from '../installation.ts';
import { x12File } from './x12-text.ts';

// People can inspect every received file, have it read again, dismiss it with a reason, and close its work items.

let office: Installation;
const vault = createVault(testKeys, new Uint8Array());

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

async function worklist(filter: WorklistFilter = {}): Promise<readonly WorkItemRow[]> {
  const report = await office.database.readReport({ report: 'worklist', filter });
  return report.report === 'worklist' ? report.items : [];
}

async function files(): Promise<readonly FileRow[]> {
  const report = await office.database.readReport({ report: 'files' });
  return report.report === 'files' ? report.files : [];
}

async function show(fileId: string): Promise<FileDetail> {
  const report = await office.database.readReport({ report: 'file', fileId });
  if (report.report !== 'file' || !report.file) throw new Error('no such file');
  return report.file;
}

const set = (trace: string, off = 0) => ({ trace, claimId: 'NOTOURS', control: `0${trace.slice(-3)}`, off });
const dismiss = (fileId: string, reason: string): Promise<DecisionResult> =>
  office.database.decide({ kind: 'dismiss-file', fileId, reason, by: 'ann' });

test('a file with a good and a bad set shows both, is read again without posting twice, and is dismissed', async () => {
  await office.receive('payer', 'mixed.edi', x12File({ groups: [{ sets: [set('T001'), set('T002', 5)] }] }));
  const [{ id, state, name } = { id: '', state: '', name: '' }] = await files();
  expect([state, name]).toEqual(['partly-read', 'mixed.edi']);
  expect((await show(id)).parts.map((part) => part.state)).toEqual(['posted', 'quarantined']);
  expect(await worklist({ kind: 'file' })).toMatchObject([{ id: `file-${id}`, claimId: null }]);

  const retry = { kind: 'retry-file', fileId: id, by: 'ann' } as const;
  expect(await office.database.decide(retry)).toEqual({ outcome: 'done', files: 1 });
  expect((await show(id)).state).toBe('received');
  await office.pickUp('payer');
  expect(await show(id)).toMatchObject({ state: 'partly-read', attempts: 1 });
  const books = await office.database.readReport({ report: 'trial-balance' });
  expect(books).toMatchObject({
    accounts: expect.arrayContaining([{ account: 'unapplied', debitCents: 0, creditCents: 8_000 }]),
  });

  expect(await dismiss(id, 'sent again')).toEqual({ outcome: 'done', files: 1 });
  expect(await dismiss(id, 'sent again')).toEqual({ outcome: 'done', files: 0 });
  const byBob = { kind: 'dismiss-file', fileId: id, reason: 'another word', by: 'bob' } as const;
  const again = { outcome: 'refused', reason: expect.stringMatching(/^dismissed by ann on \d{4}-\d{2}-\d{2}$/) };
  expect(await office.database.decide(byBob)).toEqual(again);
  expect(await show(id)).toMatchObject({ state: 'dismissed', dismissedBy: 'ann', dismissedBecause: 'sent again' });
  expect(await worklist({ kind: 'file' })).toEqual([]);
});

test('a file of more than 500 sets shows those that are not posted, and says how many there are', async () => {
  await office.receive('payer', 'many.edi', x12File({ groups: [{ sets: [set('T100')] }] }));
  const [{ id } = { id: '' }] = await files();
  await office.db.query(
    `insert into transaction_set (interchange_id, group_index, set_index, group_control, set_control, set,
       canonical_digest, state, reason)
     select max(id), 1, n, '1', '1', '835', 'x', case when n = 601 then 'quarantined' else 'posted' end, 'r'
     from interchange, generate_series(2, 601) as t (n) group by n`,
  );
  const { parts, totalParts } = await show(id);
  expect([totalParts, parts.length, parts[0]?.index, parts.at(-1)?.index]).toEqual([601, 500, 1, 601]);
});

test('an invalid decision is refused with a reason', async () => {
  await office.receive('payer', 'good.edi', x12File({ groups: [{ sets: [set('T003')] }] }));
  const [{ id } = { id: '' }] = await files();
  expect(await dismiss(id, 'why not')).toEqual({ outcome: 'refused', reason: 'all of it is posted' });
  expect(await dismiss('999', 'why not')).toEqual({ outcome: 'refused', reason: 'there is no such file' });
  for (const reason of ['', ' ', 'a\0b', '\ud800', 'x'.repeat(501)])
    expect(await dismiss(id, reason)).toMatchObject({ outcome: 'refused' });
  const unknown = { kind: 'close-item', itemId: "1' or true", reason: 'none', by: 'ann' } as const;
  expect(await office.database.decide(unknown)).toEqual({ outcome: 'refused', reason: 'there is no such item' });
});

test('a work item about an unknown claim is closed with a reason, once', async () => {
  await office.receive('payer', 'answer.edi', x12File({ groups: [{ sets: [{ accepts: 'NOTOURS' }] }] }));
  const [item] = await worklist({ kind: 'unknown-claim' });
  const close = (reason: string, by: string) =>
    office.database.decide({ kind: 'close-item', itemId: item?.id ?? '', reason, by });
  expect(await close('returned to the payer', 'ann')).toEqual({ outcome: 'done' });
  expect(await close('returned to the payer', 'ann')).toEqual({ outcome: 'done' });
  const again = { outcome: 'refused', reason: expect.stringMatching(/^closed by ann on \d{4}-\d{2}-\d{2}$/) };
  expect(await close('another word', 'bob')).toEqual(again);
  expect((await worklist()).map(({ id }) => id)).not.toContain(item?.id);
  const [row] = await office.db.query('select how, closed_by from work_item where id = $1', [item?.id]);
  expect(row?.['closed_by']).toBe('ann');
  expect(vault.openText('work_item.how', row?.['how'] as Uint8Array)).toBe('returned to the payer');
});

test('a work item that a claim waits for cannot be closed this way', async () => {
  await office.db.query(
    `insert into work_item (key, kind, owner, found, can_do, opened_on, due_on, escalated)
     values ('k1', 'coding', 'CODER', $1, 'c', '2026-03-01', '2026-03-20', false),
       ('k2', 'silence', 'BILLER', $1, 'c', '2026-03-09', '2026-03-30', true)`,
    [vault.seal('work_item.found', 'f')],
  );
  const [item] = await worklist({ owner: 'CODER' });
  expect(
    await office.database.decide({ kind: 'close-item', itemId: item?.id ?? '', reason: 'done', by: 'ann' }),
  ).toMatchObject({ outcome: 'refused' });
});

test.each([
  ['coding', 'its claim waits for an answer: correct the claim, or write it off'],
  ['remittance', 'use `remit match`, `remit accept` or `remit refuse`'],
  ['approval', 'a write-off waits: use `approve`'],
])('a work item of the kind %s says what answers it', async (kind, reason) => {
  const [row] = await office.db.query(
    `insert into work_item (key, kind, owner, found, can_do, opened_on, due_on)
     values ('answer-' || $1::text, $1, 'BILLER', $2, 'c', '2026-03-09', '2026-03-30') returning id::text`,
    [kind, vault.seal('work_item.found', 'f')],
  );
  const itemId = String(row?.['id']);
  const closed = await office.database.decide({ kind: 'close-item', itemId, reason: 'done', by: 'ann' });
  await office.db.query('delete from work_item where id = $1::bigint', [itemId]);
  expect(closed).toEqual({ outcome: 'refused', reason });
});

test('the worklist shows escalated items first, then by due date, and can be filtered by age', async () => {
  const kinds = (await worklist()).map(({ kind }) => kind);
  expect(kinds[0]).toBe('silence');
  expect((await worklist({ olderThanDays: 5 })).map(({ kind }) => kind)).toEqual(['coding']);
  expect(await worklist({ payerId: 'NOBODY' })).toEqual([]);
});

test('the unread file of a partner that is no longer configured is listed, and can be dismissed', async () => {
  const [{ id } = { id: '' }] = (await office.db.query(
    `insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on)
     values ('gone', 'x', 0, '', '2026-03-10', '2026-03-30') returning id::text`,
  )) as readonly { id: string }[];
  const listed = async (): Promise<readonly string[]> => (await worklist({ kind: 'file' })).map((item) => item.id);
  expect(await listed()).toContain(`file-${id}`);
  expect(await office.database.decide({ kind: 'retry-file', fileId: id, by: 'ann' })).toEqual({
    outcome: 'refused',
    reason: 'its partner gone is no longer configured',
  });
  const close = { kind: 'close-item', itemId: `file-${id}`, reason: 'contract ended', by: 'ann' } as const;
  expect(await office.database.decide(close)).toEqual({ outcome: 'done', files: 1 });
  expect(await listed()).not.toContain(`file-${id}`);
});
