import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { fetchFiles } from '../../../activities/files/fetch-files.ts';
import { readFile } from '../../../activities/files/read-file.ts';
import { install, type Installation } from '../installation.ts';
import { claimPaid, remittancesIn, remittanceText } from './remittances.ts';

// A remittance of several pieces: 1,100 claim payments, most of them for claims that claimloop does not know.

let office: Installation;
const { balances, moved, open, owes } = remittancesIn(() => office);
const clearing = ['payer-clearing', 'unapplied'] as const;
let control = 900_000_000;

// Opens a work item for each of 1,100 claim payments: slow while others use the machine.
jest.setTimeout(240_000);

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

/** Segments of 1,100 payments of $1.00; those in `known` replace the payment at their index. */
function payments(known: Readonly<Record<number, readonly string[]>>): readonly string[] {
  return Array.from({ length: 1_100 }, (_, index) =>
    index in known ? (known[index] ?? []) : claimPaid(`NOBODY${index}`, { charge: 1, paid: 1, cas: [] }),
  ).flat();
}

/** Stores a file without reading it. Returns its number. */
async function deliver(trace: string, bpr: string, segments: readonly string[]): Promise<bigint> {
  control += 1;
  const bytes = remittanceText(String(control), trace, bpr, segments);
  await writeFile(join(office.folder, 'payer', 'outbox', `${control}.835`), bytes);
  await fetchFiles(office.context, { partnerId: 'payer' });
  const [file] = await office.db.query('select max(id)::text as id from inbound_file');
  return BigInt(String(file?.['id']));
}

async function progress(fileId: bigint): Promise<readonly unknown[]> {
  const [row] = await office.db.query(
    `select s.state, f.state as file, attempts,
       (select count(*)::int from remittance_claim where transaction_set_id = s.id) as stored
     from transaction_set s join interchange i on i.id = s.interchange_id join inbound_file f on f.id = i.file_id
     where f.id = ${fileId}`,
  );
  return Object.values(row ?? {});
}

/** Lets the database refuse claim payments of a position and after it. */
async function breakAfter(position: number): Promise<void> {
  await office.db.query(
    `create or replace function broken() returns trigger language plpgsql as $$
     begin raise exception 'broken'; end $$`,
  );
  await office.db.query(
    `create trigger broken before insert on remittance_claim for each row when (new.position > ${position})
     execute function broken()`,
  );
}
const mend = () => office.db.query('drop trigger broken on remittance_claim');

const verified = async () => (await office.files.verifyLedger({})).failure;

async function three(): Promise<readonly [string, string, string]> {
  return [await open(), await open(), await open()];
}

test('another attempt continues after the last piece, and a claim paid in two pieces has two facts', async () => {
  const [a, b, c] = await three();
  const known = { 5: claimPaid(a), 505: claimPaid(b), 1_005: claimPaid(c), 1_006: claimPaid(b, { icn: 'ICN2' }) };
  const fileId = await deliver('LARGE1', String(1_096 + 4 * 80), payments(known));
  const before = await balances(...clearing);
  expect(await readFile(office.context, fileId, () => true)).toBe(false);
  expect(await progress(fileId)).toEqual(['posting', 'received', 1, 500]);
  expect([(await owes(a)).kind, (await owes(b)).kind]).toEqual(['nobody', 'payer']);
  expect(await verified()).toBeUndefined();

  expect(await readFile(office.context, fileId, () => true)).toBe(false);
  expect(await progress(fileId)).toEqual(['posting', 'received', 1, 1_000]);
  expect(await readFile(office.context, fileId)).toBe(true);
  expect(await progress(fileId)).toEqual(['posted', 'read', 2, 1_100]);
  expect([(await owes(a)).kind, (await owes(b)).kind, (await owes(c)).kind]).toEqual(['nobody', 'nobody', 'nobody']);
  const after = await balances(...clearing);
  // The second payment of b is beyond its charge: it waits for a decision.
  expect(after.map((amount, index) => amount - (before[index] ?? 0))).toEqual([141_600, -117_600]);
  expect(await verified()).toBeUndefined();
  const keys = await office.db.query(`select fact ->> 'key' as key from outbox_event where claim_id = '${b}'`);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(2);
});

test('what an attempt posted before it failed is posted once', async () => {
  const [a, b, c] = await three();
  const fileId = await deliver('LARGE2', '1337', payments({ 5: claimPaid(a), 505: claimPaid(b), 1_005: claimPaid(c) }));
  const moves = await moved(clearing, async () => {
    await breakAfter(3_000);
    await expect(readFile(office.context, fileId)).rejects.toThrow('broken');
    await mend();
    expect(await readFile(office.context, fileId)).toBe(true);
  });
  expect(moves).toEqual([133_700, -109_700]);
  expect([(await owes(a)).kind, (await owes(b)).kind, (await owes(c)).kind]).toEqual(['nobody', 'nobody', 'nobody']);
  expect(await verified()).toBeUndefined();
});

test('two workers that read one file post each claim payment once', async () => {
  const [a, b, c] = await three();
  const fileId = await deliver('LARGE3', '1337', payments({ 5: claimPaid(a), 505: claimPaid(b), 1_005: claimPaid(c) }));
  const moves = await moved(clearing, () =>
    Promise.all([readFile(office.context, fileId), readFile(office.context, fileId), readFile(office.context, fileId)]),
  );
  expect(moves).toEqual([133_700, -109_700]);
  expect((await progress(fileId)).slice(0, 2)).toEqual(['posted', 'read']);
  expect(await verified()).toBeUndefined();
});

describe('a remittance that cannot be posted to its end', () => {
  test('is asked about with the segment, is not dismissed, and a further reading posts the rest', async () => {
    const [a, b, c] = await three();
    const known = { 5: claimPaid(a), 505: claimPaid(b), 1_005: claimPaid(c) };
    const fileId = await deliver('LARGE4', '1337', payments(known));
    await breakAfter(3_000);
    for (let attempt = 1; attempt < 5; attempt += 1)
      await expect(readFile(office.context, fileId)).rejects.toThrow('broken');
    await expect(readFile(office.context, fileId)).resolves.toBe(true);
    await mend();
    expect((await progress(fileId)).slice(0, 2)).toEqual(['posting', 'partly-read']);
    const [file] = await office.db.query(`select reason from inbound_file where id = ${fileId}`);
    expect(file?.['reason']).toMatch(
      /1 of 1 transaction sets; .*check or transfer LARGE4 of \$1,337\.00: it is posted up/,
    );
    const decided = { reason: 'not ours', by: 'ann', fileId: String(fileId) };
    expect(await office.database.decide({ kind: 'dismiss-file', ...decided })).toMatchObject({ outcome: 'refused' });
    expect(await verified()).toBeUndefined();

    expect(await office.database.decide({ kind: 'retry-file', ...decided })).toMatchObject({ outcome: 'done' });
    expect(await readFile(office.context, fileId)).toBe(true);
    expect((await progress(fileId)).slice(0, 2)).toEqual(['posted', 'read']);
    expect([(await owes(a)).kind, (await owes(b)).kind, (await owes(c)).kind]).toEqual(['nobody', 'nobody', 'nobody']);
    expect(await verified()).toBeUndefined();
  });
});

test('nothing of a remittance of several pieces is posted if its sums do not agree', async () => {
  const [a] = await three();
  const fileId = await deliver('LARGE5', '1178.99', payments({ 5: claimPaid(a) }));
  expect(await moved(clearing, () => readFile(office.context, fileId))).toEqual([0, 0]);
  expect((await progress(fileId)).slice(0, 2)).toEqual(['quarantined', 'quarantined']);
});

test('a large remittance that completes another one posts only the rest', async () => {
  const [a, b] = await three();
  const broken = claimPaid(b).with(0, `CLP*${b}*1*100*8O**12*ICN1*11*1`);
  const first = await deliver('LARGE6', '1258', payments({ 5: claimPaid(a), 505: broken }));
  expect(await moved(clearing, () => readFile(office.context, first))).toEqual([125_800, -117_800]);
  const second = await deliver('LARGE6', '1258', payments({ 5: claimPaid(a), 505: claimPaid(b) }));
  expect(await moved(clearing, () => readFile(office.context, second))).toEqual([0, 8_000]);
  expect((await owes(b)).kind).toBe('nobody');
  expect(await verified()).toBeUndefined();
});
