import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectDatabase, type Database } from '../../activities/store/database.ts';
import { trialBalance } from '../../activities/ledger/report.ts';
import { balancesOfClaims, entriesOf, entryOf, post } from '../../activities/store/journal.ts';
import { isoDate } from '../../domain/dates.ts';
import { balancesAfter } from '../../domain/ledger/balances.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { cents } from '../../domain/money.ts';
import { testKeys } from '../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

// The database keeps the journal balanced and append-only, also against direct SQL.

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await createTestDatabase();
  database = await connectDatabase(db.url, testKeys);
}, 120_000);
afterAll(async () => {
  await database?.close();
  await db?.drop();
});

const day = isoDate('2026-03-02');
const anEntry = (key: string, amount = 500, change: Partial<Entry> = {}): Entry => ({
  ...{ key, kind: 'charge', claimId: 'C1', effectiveOn: day, postedOn: day, source: 'test' },
  transfers: [{ line: '1', debit: 'receivable:coverage-1', credit: 'revenue', amountCents: cents(amount) }],
  ...change,
});

/** Inserts an entry with that many transfers of $1.00, of which the header says another number. */
const inserting = (key: string, transfers: number, of: number) => `
  with e as (insert into journal_entry (key, kind, effective_on, posted_on, source, transfers, inputs_sha256)
    values ('${key}', 'charge', now(), now(), 'x', ${of}, 'x') returning id)
  insert into journal_transfer select id, n, '', 'bank', 'revenue', 100 from e, generate_series(0, ${transfers} - 1) n`;

const postIt = (...entries: readonly Entry[]) => database.inTransaction((tx) => post(tx, entries));

describe('the journal', () => {
  test('stores a balanced entry once per key', async () => {
    await postIt(anEntry('once'));
    await postIt(anEntry('once'));
    const rows = await db.query(`select count(*)::int as n from journal_entry where key = 'once'`);
    expect(rows[0]?.['n']).toBe(1);
  });

  test('refuses different content under the same key', async () => {
    await postIt(anEntry('same'));
    await expect(postIt(anEntry('same', 600))).rejects.toMatchObject({ type: 'conflicting-inputs' });
  });

  test('stores one of twenty concurrent entries with the same key', async () => {
    await Promise.all(Array.from({ length: 20 }, () => postIt(anEntry('race'))));
    expect((await db.query(`select count(*)::int as n from journal_entry where key = 'race'`))[0]?.['n']).toBe(1);
  });

  test('takes the same fact again on another day, without a second entry', async () => {
    await postIt(anEntry('later'));
    await postIt(anEntry('later', 500, { postedOn: isoDate('2026-03-05') }));
    expect(await entriesOf(database.sql, 'C1')).toContainEqual(anEntry('later'));
  });

  test('gives back every part of an entry', async () => {
    const original = anEntry('whole', 500, { claimId: 'C2' });
    const transfers = [
      { line: '2', debit: 'bank', credit: 'payer-clearing', amountCents: cents(7) },
      { line: '', debit: 'receivable:patient', credit: 'receivable:coverage-1', amountCents: cents(8) },
    ] as const;
    const back = anEntry('back', 500, { claimId: 'C2', by: 'ann', reverses: 'whole', kind: 'reversal', transfers });
    await postIt(back, original);
    expect(await entriesOf(database.sql, 'C2')).toEqual([original, back]);
    expect(await entryOf(database.sql, 'back')).toEqual(back);
    expect(await entryOf(database.sql, 'none')).toBeUndefined();
  });

  test('keeps the balances of each claim by line and account', async () => {
    await postIt(anEntry('b1', 500, { claimId: 'C3' }), anEntry('b2', 40, { claimId: 'C4' }));
    await postIt(anEntry('b3', 7, { claimId: 'C3' }), anEntry('b4', 9, { claimId: null }));
    expect([...(await balancesOfClaims(database.sql, ['C3', 'C4', 'C9']))]).toEqual([
      ['C3', balancesAfter([anEntry('b', 507)])],
      ['C4', balancesAfter([anEntry('b', 40)])],
    ]);
  });

  test('takes complete entries from any statement', async () => {
    await db.query(inserting('direct', 2, 2));
    expect((await entryOf(database.sql, 'direct'))?.transfers).toHaveLength(2);
  });

  test('takes no entry in a closed period, and a late fact in the open one', async () => {
    await db.query(`insert into accounting_period (through_on, closed_by) values ('2026-01-31', 'ann')`);
    const late = { effectiveOn: isoDate('2026-01-31') };
    await expect(postIt(anEntry('p1', 5, { postedOn: isoDate('2026-01-31') }))).rejects.toThrow();
    await postIt(anEntry('p2', 5, { ...late, postedOn: isoDate('2026-02-01') }));
    expect(await entryOf(database.sql, 'p1')).toBeUndefined();
    expect(await entryOf(database.sql, 'p2')).toMatchObject(late);
  });

  test.each([
    ['a late transfer', `insert into journal_transfer select id, 9, '', 'bank', 'revenue', 100 from journal_entry`],
    ['the next transfer', `insert into journal_transfer select id, 1, '', 'bank', 'revenue', 1 from journal_entry`],
    ['a transfer of no entry', `insert into journal_transfer values (987654321, 0, '', 'bank', 'revenue', 100)`],
    ['an entry without transfers', inserting('bare', 0, 1)],
    ['an entry with a transfer too few', inserting('few', 1, 2)],
    ['an entry with a transfer too many', inserting('many', 2, 1)],
    ['an entry of no transfers', inserting('none', 0, 0)],
    ['a transfer of $0.00', inserting('zero', 1, 1).replace('100', '0')],
    ['a negative transfer', inserting('negative', 1, 1).replace('100', '-100')],
    ['a transfer within one account', inserting('same', 1, 1).replace(`'bank'`, `'revenue'`)],
    ['an unknown account', inserting('unknown', 1, 1).replace(`'bank'`, `'slush-fund'`)],
    ['a change of an amount', `update journal_transfer set amount_cents = amount_cents * 2`],
    ['a change of an entry', `update journal_entry set source = 'other'`],
    ['a deletion of transfers', `delete from journal_transfer`],
    ['a deletion of entries', `delete from journal_entry`],
    ['a truncation', `truncate journal_entry, journal_transfer`],
    ['a reopened period', `delete from accounting_period`],
    [
      'a second reversal',
      `with e as (insert into journal_entry
        (key, kind, effective_on, posted_on, source, transfers, inputs_sha256, reverses_id)
        select k, 'reversal', now(), now(), 'x', 1, 'x', (select id from journal_entry where key = 'once')
        from (values ('r1'), ('r2')) as v(k) returning id)
      insert into journal_transfer select id, 0, '', 'bank', 'revenue', 100 from e`,
    ],
  ])('refuses %s', async (_, sql) => {
    await postIt(anEntry('once'));
    await db.query(
      `insert into accounting_period (through_on, closed_by) values ('2025-12-31', 'ann') on conflict do nothing`,
    );
    const before = await database.inTransaction((tx) => trialBalance(tx));
    await expect(db.query(sql)).rejects.toThrow();
    expect(await database.inTransaction((tx) => trialBalance(tx))).toEqual(before);
  });
});
