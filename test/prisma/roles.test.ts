import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type DatabaseError } from 'pg';
import { connectDatabase } from '../../activities/store/database.ts';
import { post } from '../../activities/store/journal.ts';
import { isoDate } from '../../domain/dates.ts';
import { accounts } from '../../domain/ledger/accounts.ts';
import { cents } from '../../domain/money.ts';
import { refusePowerfulRole } from '../../prisma/roles.ts';
import { testKeys } from '../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

// What the role of the worker cannot do, whatever its code does; and what only the role of the migrations can.

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const database = await connectDatabase(db.url, testKeys);
  const day = isoDate('2026-03-02');
  const made = { key: 'e1', kind: 'charge', claimId: 'C1', effectiveOn: day, postedOn: day, source: 'test' } as const;
  const transfers = [
    { line: '1', debit: 'receivable:coverage-1', credit: 'revenue', amountCents: cents(500) },
  ] as const;
  await post(database.sql, [{ ...made, transfers }]);
  await database.close();
  await db.query(`
    insert into accounting_period (through_on, closed_by) values ('2020-01-31', 'ann');
    insert into claim (id, external_id, external_id_digest, intake_digest, opened_on, policy)
      values ('C1', 'x', 'x', 'x', now(), '{}');
    insert into claim_version (claim_id, version, made_by, reason, intake, payer_id, timely_filing_on)
      values ('C1', 1, 'ann', 'x', 'x', 'P1', now());
    insert into claim_input (claim_id, key, kind, made_at, made_on, content)
      values ('C1', 'k', 'addNote', now(), now(), 'x');
    insert into inbound_file (partner_id, digest, size_bytes, bytes, received_on, due_on)
      values ('payer', 'x', 1, 'x', now(), now());
    insert into outbound_interchange (partner_id, claim_id, claim_version, submission, sender_id, receiver_id,
      interchange_control, group_control, digest, bytes) values ('payer', 'C1', 1, 1, 'A', 'B', 1, 1, 'x', 'x');
    insert into statement (claim_id, cycle, number, issued_on, due_on, amount_cents, is_final_notice, document)
      values ('C1', 1, 1, now(), now(), 1, false, 'x')`);
}, 120_000);
afterAll(() => db?.drop());

/** Runs SQL as a role; the SQLSTATE of its error, or undefined. */
async function codeOf(url: string, sql: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    return (error as DatabaseError).code;
  } finally {
    await client.end();
  }
}

const kept = [
  'journal_entry',
  'journal_transfer',
  'accounting_period',
  'claim_version',
  'claim_input',
  'inbound_file',
  'outbound_interchange',
];
const notGranted = '42501';

describe('the role of the worker', () => {
  test.each([...kept, 'statement'])('can neither delete nor truncate %s', async (table) => {
    expect(await codeOf(db.url, `delete from ${table}`)).toBe(notGranted);
    expect(await codeOf(db.url, `truncate ${table} cascade`)).toBe(notGranted);
  });

  test.each([
    ['the journal', `update journal_transfer set amount_cents = amount_cents * 2`],
    ['a balance', `update claim_balance set amount_cents = 0`],
    ['a balance, by a row of its own', `insert into claim_balance values ('C1', '', 'bank', 1)`],
    ['an entry', `update journal_entry set source = 'x'`],
    ['a version', `update claim_version set made_by = 'bob'`],
    ['an input', `update claim_input set made_by = 'bob'`],
    ['received bytes', `update inbound_file set bytes = ''`],
    ['the digest of a file', `update inbound_file set digest = 'y'`],
    ['sent bytes', `update outbound_interchange set bytes = ''`],
    ['a control number that was used', `update outbound_interchange set interchange_control = 2`],
    ['a statement', `update statement set document = ''`],
    ['the payer of a claim', `update claim_version set payer_id = 'P2'`],
    ['the check value of a key', `update installation_key set check_value = 'x'`],
  ])('cannot change %s', async (_, sql) => {
    expect(await codeOf(db.url, sql)).toBe(notGranted);
    expect(await codeOf(db.url, `set claimloop.reencrypt = 'on'; ${sql}`)).toBe(notGranted);
  });

  test.each([
    ['a table', `alter table journal_transfer drop constraint journal_transfer_accounts`],
    ['a trigger', `alter table journal_transfer disable trigger all`],
    ['a trigger, by dropping it', `drop trigger journal_transfer_append_only on journal_transfer`],
    [
      'the function of the triggers',
      `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
    ],
    ['the schema, by a table of its own', `create table mine (id int)`],
    ['a role', `alter role claimloop_worker superuser`],
    ['its role, to that of the owner', `set role claimloop_owner`],
    ['the triggers of its session', `set session_replication_role = replica`],
    ['the list of migrations', `delete from _prisma_migrations`],
  ])('cannot alter %s', async (_, sql) => {
    expect(await codeOf(db.url, sql)).toBe(notGranted);
  });

  test('cannot post to an account that does not exist, nor can anybody', async () => {
    for (const pair of [`'slush-fund', 'bank'`, `'bank', 'slush-fund'`]) {
      const sql = `insert into journal_transfer values ((select id from journal_entry), 9, '', ${pair}, 1)`;
      for (const url of [db.url, db.ownerUrl]) expect(await codeOf(url, sql)).toBe('23514');
    }
  });

  test('can post to every account of the ledger', async () => {
    const [constraint] = await db.query(`select prosrc as text from pg_proc where proname = 'is_account'`);
    const listed = [...String(constraint?.['text']).matchAll(/'([^']+)'/g)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(new Set(accounts));
  });

  test('is accepted for a worker; a superuser and the owner of the tables are not', async () => {
    await expect(refusePowerfulRole(db.url)).resolves.toBeUndefined();
    await expect(refusePowerfulRole(db.ownerUrl)).rejects.toThrow('owns the tables');
    await db.query('create role powerful superuser login password $$test$$');
    const url = new URL(db.url);
    url.username = 'powerful';
    await expect(refusePowerfulRole(url.href)).rejects.toThrow('is a superuser');
    await db.query('drop role powerful');
  });
});

describe('the role that owns the tables', () => {
  const change = `update claim_version set reason = 'y'`;

  test.each(kept)('deletes and truncates nothing of %s either', async (table) => {
    for (const sql of [`delete from ${table}`, `truncate ${table} cascade`])
      expect(await codeOf(db.ownerUrl, `set claimloop.reencrypt = 'on'; ${sql}`)).toBe('CL002');
  });

  test('changes a row only in a session that says so, and nobody else can', async () => {
    expect(await codeOf(db.ownerUrl, change)).toBe('CL002');
    expect(await codeOf(db.ownerUrl, `set claimloop.reencrypt = 'on'; ${change}`)).toBeUndefined();
    await expect(db.query(`set claimloop.reencrypt = 'on'; ${change}`)).rejects.toThrow('append-only');
  });
});
