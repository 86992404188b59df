import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectDatabase, type Database } from '../../activities/store/database.ts';
import { post, trialBalance } from '../../activities/store/journal.ts';
import { isoDate } from '../../domain/dates.ts';
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

const anEntry = (key: string, amounts: readonly number[] = [500, -500]): Entry => ({
  key,
  kind: 'charge',
  claimId: 'C1',
  on: isoDate('2026-03-02'),
  source: 'test',
  legs: amounts.map((amount, index) => ({
    account: index === 0 ? 'receivable:payer' : 'revenue',
    amountCents: cents(amount),
  })),
});

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
    await expect(postIt(anEntry('same', [600, -600]))).rejects.toMatchObject({ type: 'conflicting-inputs' });
  });

  test('stores one of twenty concurrent entries with the same key', async () => {
    await Promise.all(Array.from({ length: 20 }, () => postIt(anEntry('race'))));
    expect((await db.query(`select count(*)::int as n from journal_entry where key = 'race'`))[0]?.['n']).toBe(1);
  });

  test('refuses an entry that is out of balance by one cent', async () => {
    await expect(postIt(anEntry('off', [500, -499]))).rejects.toThrow();
  });

  test.each([
    ['a late leg', `insert into journal_leg select id, 9, 'revenue', 100 from journal_entry where key = 'once'`],
    [
      'two late legs that balance',
      `insert into journal_leg select id, 8 + n, 'revenue', (case n when 0 then 100 else -100 end)
        from journal_entry, generate_series(0, 1) n where key = 'once'`,
    ],
    [
      'an entry without legs',
      `insert into journal_entry (key, kind, effective_on, source, legs, inputs_sha256)
        values ('bare', 'charge', now(), 'x', 2, 'x')`,
    ],
    ['a leg of $0.00', `insert into journal_leg select id, 7, 'revenue', 0 from journal_entry where key = 'once'`],
    ['a change of an amount', `update journal_leg set amount_cents = amount_cents * 2`],
    ['a change of an entry', `update journal_entry set source = 'other'`],
    ['a deletion of legs', `delete from journal_leg`],
    ['a deletion of entries', `delete from journal_entry`],
    ['a truncation', `truncate journal_entry, journal_leg`],
    [
      'a second reversal',
      `insert into journal_entry (key, kind, effective_on, source, legs, inputs_sha256, reverses_id)
      select k, 'reversal', now(), 'x', 2, 'x', (select id from journal_entry where key = 'once')
      from (values ('r1'), ('r2')) as v(k)`,
    ],
  ])('refuses %s', async (_, sql) => {
    await postIt(anEntry('once'));
    await expect(db.query(sql)).rejects.toThrow();
    expect(await database.inTransaction(trialBalance)).toMatchObject({ balanced: true });
  });
});
