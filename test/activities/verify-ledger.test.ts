import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { connectDatabase, type Database } from '../../activities/store/database.ts';
import { contentHash, post } from '../../activities/store/journal.ts';
import { isoDate } from '../../domain/dates.ts';
import { type Entry, transfer } from '../../domain/ledger/entry.ts';
import { cents } from '../../domain/money.ts';
import { anIntake } from '../domain/builders.ts';
import { testKeys } from '../support/keys.ts';
import { era } from './era.ts';
import { install, type Installation, policy, today } from './installation.ts';

// Whoever owns the tables can switch off every protection and change what is stored. `ledger verify` finds each change.

let office: Installation;
let database: Database;
let owner: Client;

const tables = ['journal_entry', 'journal_transfer', 'inbound_file', 'claim_version'];

beforeAll(async () => {
  office = await install();
  database = await connectDatabase(office.db.url, testKeys);
  owner = new Client({ connectionString: office.db.ownerUrl });
  await owner.connect();
  for (const claimId of ['VER0001', 'VER0002']) {
    const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
    await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
    const services = [{ charge: 200, paid: 160, line: '1', adjustments: ['CO*45*20', 'PR*2*20'] }];
    const paid = { claimId, charge: 200, paid: 160, patientPart: 20, services };
    await office.receive('payer', `${claimId}.835`, era(`T${claimId}`, [paid]));
  }
  // An exception, and a payment of an unknown claim, which a person refuses.
  const odd = { claimId: 'VER0001', charge: 300, paid: 30, payerControlNumber: 'ODD' };
  const services = [{ charge: 300, paid: 30, line: '1', adjustments: ['CO*45*270'] }];
  await office.receive('payer', 'odd.835', era('TODD', [{ ...odd, services }]));
  const other = { claimId: 'NOBODY', charge: 40, paid: 40, services: [{ charge: 40, paid: 40 }] };
  await office.receive('payer', 'other.835', era('TOTHER', [other]));
  const refusal = { kind: 'refuse-remittance', segment: '4', reason: 'not ours', by: 'ann' } as const;
  expect(await office.database.decide(refusal)).toMatchObject({ outcome: 'done' });
  const payment = { paymentId: 'p1', amountCents: cents(3_000), method: 'check', by: 'ann' } as const;
  await office.database.recordPayment({ claimId: 'VER0001', payment, policy: policy(), today });
  const given = { claimId: 'VER0002', key: 'w1', reason: 'OTHER', by: 'ann', policy: policy(), today } as const;
  await office.database.writeOff(given);
  for (const table of tables) await owner.query(`alter table ${table} disable trigger user`);
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await database?.close();
  await office?.remove();
});

const verify = () => office.files.verifyLedger({});

test('books that hold pass every check, each with what it looked at', async () => {
  const { checks, failure } = await verify();
  expect(failure).toBeUndefined();
  expect(checks).toHaveLength(13);
  // The books have no reversal.
  expect(checks.filter(({ checked }) => checked === 0).map(({ check }) => check)).toEqual([
    'Every reversal mirrors the entry that it reverses',
  ]);
});

const ofEntry = (key: string) => `(select id from journal_entry where key like '${key}')`;
const first = `entry_id = ${ofEntry('VER0001:charge:1')} and ordinal = 0`;

const restore = `
  update inbound_file f set bytes = b.bytes from before_change b where b.id = f.id;
  update remittance_claim c set movements = b.movements from payments_before b where b.id = c.id`;

describe('a change by the owner of the tables is found', () => {
  test.each([
    [
      'an amount',
      `update journal_transfer set amount_cents = amount_cents + 1 where ${first}`,
      `update journal_transfer set amount_cents = amount_cents - 1 where ${first}`,
      'entry VER0001:charge:1 has other content than its hash',
    ],
    [
      'an account',
      `update journal_transfer set credit = 'bank' where ${first}`,
      `update journal_transfer set credit = 'revenue' where ${first}`,
      'entry VER0001:charge:1 has other content than its hash',
    ],
    [
      'a line',
      `update journal_transfer set line = '' where ${first}`,
      `update journal_transfer set line = '1' where ${first}`,
      'entry VER0001:charge:1 has other content than its hash',
    ],
    [
      'the author of an entry',
      `update journal_entry set made_by = 'eve' where key = 'payment:p1'`,
      `update journal_entry set made_by = 'ann' where key = 'payment:p1'`,
      'entry payment:p1 has other content than its hash',
    ],
    [
      'the day of an entry',
      `update journal_entry set effective_on = '2020-01-01' where key = 'VER0001:charge:1'`,
      `update journal_entry set effective_on = '2026-03-02' where key = 'VER0001:charge:1'`,
      'entry VER0001:charge:1 has other content than its hash',
    ],
    [
      'a transfer that is gone',
      `create table kept as select * from journal_transfer where ${first}; delete from journal_transfer where ${first}`,
      `insert into journal_transfer select * from kept; drop table kept`,
      'entry VER0001:charge:1 has 0 transfers instead of 1',
    ],
    [
      'a transfer that is added',
      `insert into journal_transfer values (${ofEntry('VER0001:charge:1')}, 1, '', 'bank', 'revenue', 1)`,
      `delete from journal_transfer where ordinal = 1 and entry_id = ${ofEntry('VER0001:charge:1')}`,
      'entry VER0001:charge:1 has 2 transfers instead of 1',
    ],
    [
      'an entry that is gone',
      `create table kept as select * from journal_entry where key = 'payment:p1';
       delete from journal_entry where key = 'payment:p1'`,
      `insert into journal_entry select * from kept; drop table kept`,
      /^entry \d+ has 2 transfers instead of none$/,
    ],
    [
      'an amount of zero',
      `alter table journal_transfer drop constraint journal_transfer_above_zero;
       update journal_transfer set amount_cents = 0 where ${first}`,
      `update journal_transfer set amount_cents = 20000 where ${first};
       alter table journal_transfer add constraint journal_transfer_above_zero check (amount_cents > 0)`,
      'transfer 0 of entry VER0001:charge:1',
    ],
    [
      'a balance',
      `update claim_balance set amount_cents = amount_cents + 1 where claim_id = 'VER0001' and account = 'revenue'`,
      `update claim_balance set amount_cents = amount_cents - 1 where claim_id = 'VER0001' and account = 'revenue'`,
      'claim VER0001, line "1", revenue: -$199.99 is stored, and the entries add up to -$200.00',
    ],
    [
      'a balance that is gone',
      `create table kept as select * from claim_balance where claim_id = 'VER0001' and account = 'revenue';
       delete from claim_balance where claim_id = 'VER0001' and account = 'revenue'`,
      `insert into claim_balance select * from kept; drop table kept`,
      'claim VER0001, line "1", revenue: $0.00 is stored, and the entries add up to -$200.00',
    ],
    [
      'a balance of no entry',
      `insert into claim_balance values ('VER0001', '', 'bank', 5)`,
      `delete from claim_balance where account = 'bank'`,
      'claim VER0001, line "", bank: $0.05 is stored, and the entries add up to $0.00',
    ],
    [
      'the bytes of a file',
      `update inbound_file set bytes = (select bytes from inbound_file order by id desc limit 1) where id = 1`,
      undefined,
      'file-1 has other bytes than were received',
    ],
    [
      'the amount of a remittance',
      `update remittance set amount_cents = amount_cents + 1 where id = 1`,
      `update remittance set amount_cents = amount_cents - 1 where id = 1`,
      'remittance 1 pays $160.01, and the clearing account moved by $160.00',
    ],
    [
      'a claim payment that was posted in part',
      `update remittance_claim set movements = jsonb_set(movements, '{0,amountCents}', '1') where id = 1`,
      undefined,
      /^the books differ from claim payment [0-9a-f]{64}:1\.1\.1:\d+, which is posted$/,
    ],
    [
      'an exception that nobody is asked about',
      `update work_item set closed_on = now() where kind = 'remittance'`,
      `update work_item set closed_on = null where kind = 'remittance' and claim_id is not null`,
      /which is exception$/,
    ],
    [
      'an exception that is said to be refused',
      `update remittance_claim set state = 'refused' where state = 'exception'`,
      `update remittance_claim set state = 'exception' where claim_id is not null and state = 'refused'`,
      /which is refused$/,
    ],
    [
      'a payment that nobody recorded',
      `update activity_result set key = 'x' where key = 'payment:p1'`,
      `update activity_result set key = 'payment:p1' where key = 'x'`,
      'entry payment:p1 names nothing that is stored',
    ],
    [
      'a version that is gone',
      `update claim_version set version = 7 where claim_id = 'VER0001'`,
      `update claim_version set version = 1 where claim_id = 'VER0001'`,
      'entry VER0001:charge:1 names nothing that is stored',
    ],
  ])('%s', async (_, tamper, undo, found) => {
    await owner.query('create table before_change as select id, bytes from inbound_file');
    await owner.query('create table payments_before as select id, movements from remittance_claim');
    await owner.query(tamper);
    const { checks, failure } = await verify();
    await owner.query(undo ?? restore);
    await owner.query('drop table before_change, payments_before');
    expect(failure?.found).toEqual(typeof found === 'string' ? found : expect.stringMatching(found));
    expect(checks.at(-1)?.check).toBe(failure?.check);
    expect((await verify()).failure).toBeUndefined();
  });

  test('a file that is gone', async () => {
    await owner.query(
      'create table kept as select * from inbound_file where id = 1; delete from inbound_file where id = 1',
    );
    expect((await verify()).failure?.found).toMatch(/names no stored file$/);
    await owner.query('insert into inbound_file select * from kept; drop table kept');
    expect((await verify()).failure).toBeUndefined();
  });
});

describe('an entry that should never have been posted is found', () => {
  const day = { effectiveOn: isoDate('2026-03-02'), postedOn: today };
  const made = (key: string, claimId: string, change: Partial<Entry> = {}): Entry => ({
    ...{ key, kind: 'charge', claimId, ...day, source: 'version 1' },
    transfers: transfer({ line: '1', debit: 'receivable:coverage-1', credit: 'revenue' }, cents(500)),
    ...change,
  });
  const backOut = async (key: string): Promise<void> => {
    const back = { key: `${key}:back`, kind: 'correction' as const, reverses: key };
    const [entry] = await owner
      .query<{ claimId: string }>(`select claim_id as "claimId" from journal_entry where key = $1`, [key])
      .then(({ rows }) => rows);
    const transfers = transfer({ line: '1', debit: 'revenue', credit: 'receivable:coverage-1' }, cents(500));
    await database.inSqlTransaction((sql) => post(sql, [made(key, entry?.claimId ?? '', { ...back, transfers })]));
  };

  beforeAll(async () => {
    for (const table of tables) await owner.query(`alter table ${table} enable trigger user`);
  });

  test('a second charge, until it is reversed', async () => {
    await database.inSqlTransaction((sql) => post(sql, [made('extra', 'VER0001')]));
    expect((await verify()).failure?.found).toBe('claim VER0001, line "1" charges $205.00 instead of $200.00');
    await backOut('extra');
    const { checks, failure } = await verify();
    expect(failure).toBeUndefined();
    expect(checks.find(({ check }) => check.startsWith('Every reversal'))?.checked).toBe(1);
  });

  test('a credit that no account shows', async () => {
    const entry = made('unsettled', 'VER0002', {
      ...{ kind: 'patient-payment', source: 'payment x' },
      transfers: transfer({ line: '', debit: 'patient-cash', credit: 'receivable:patient' }, cents(100)),
    });
    await insertAlone(entry);
    expect((await verify()).failure?.found).toMatch(/^claim VER0002: patient owes -\$1\.00, and no credit shows it$/);
    await insertAlone({
      ...{ ...entry, key: 'unsettled:back', kind: 'reversal', reverses: 'unsettled' },
      transfers: transfer({ line: '', debit: 'receivable:patient', credit: 'patient-cash' }, cents(100)),
    });
    expect((await verify()).failure?.found).toMatch(/^entry unsettled.* names no/);
  });

  test('a reversal that does not mirror its entry', async () => {
    const wrong = transfer({ line: '1', debit: 'revenue', credit: 'receivable:coverage-1' }, cents(499));
    const entry = made('crooked', 'VER0001', { kind: 'correction', reverses: 'VER0001:charge:1', transfers: wrong });
    await database.inSqlTransaction((sql) => post(sql, [entry]));
    expect((await verify()).failure?.found).toBe('entry crooked does not mirror VER0001:charge:1');
  });
});

/** Inserts an entry as `post` does, without settling credits. */
async function insertAlone(entry: Entry): Promise<void> {
  const [one] = entry.transfers;
  await database.sql.rows(
    `with e as (
       insert into journal_entry (key, kind, claim_id, effective_on, posted_on, source, transfers, inputs_sha256,
         reverses_id)
       values ($1, $2, $3, $4, $5, $6, 1, $7, (select id from journal_entry where key = $12)) returning id
     ) insert into journal_transfer select id, 0, $8, $9, $10, $11 from e`,
    [
      ...[entry.key, entry.kind, entry.claimId, entry.effectiveOn, entry.postedOn, entry.source, contentHash(entry)],
      ...[one?.line, one?.debit, one?.credit, one?.amountCents, entry.reverses ?? null],
    ],
  );
}
