import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anIntake } from '../../domain/builders.ts';
import { install, type Installation } from '../installation.ts';

// Files of an agency: each row is posted or quarantined by itself. Uses a real PostgreSQL and folders.

let office: Installation;
let counter = 0;

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

/** Opens a claim and marks it as placed with the agency. Returns its id. */
async function placeOne(): Promise<string> {
  const claimId = `AGCY${String((counter += 1)).padStart(4, '0')}`;
  const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  await office.db.query(
    `insert into placement (claim_id, placement, kind, partner_id, made_on, amount_cents, document, file_name)
     values ($1, 1, 'placement', 'agency', '2026-03-01', 100, '', $1)`,
    [claimId],
  );
  return claimId;
}

const header = 'batchId,accountNumber,agencyAccountNumber,accepted,rejectCode';
const row = (claimId: string, accepted = 'Y', agencyNumber = 'A1'): string =>
  `B1,${claimId},${agencyNumber},${accepted},`;
const fileOf = (rows: readonly string[], first = header): string =>
  [first, ...rows, `TRAILER,${rows.length},0`].map((line) => `${line}\r\n`).join('');

/** The answers that a file adds, and the state and reason of the file. */
async function receive(text: string | Buffer) {
  await office.receive('agency', `a${(counter += 1)}.csv`, text);
  const [file] = await office.db.query('select state, reason from inbound_file order by id desc limit 1');
  const before = office.signaled.length;
  await office.signalWaiting();
  const answers = office.signaled
    .slice(before)
    .map(({ claimId, fact }) => [claimId, fact.kind === 'agencyAnswered' && fact.accepted]);
  return { file, answers };
}

test('the good rows of a file are posted, and the others are listed with their numbers', async () => {
  const [a, b, c] = [await placeOne(), await placeOne(), await placeOne()];
  const rows = [row(a), row('A B'), row(b, 'N'), row('NOBODYX'), row(c, 'Y', 'A\0G')];
  expect(await receive(fileOf(rows))).toEqual({
    file: {
      state: 'partly-read',
      reason:
        '3 of 5 rows are not posted: row 3 has no valid accountNumber; ' +
        'row 5 is about an account that was not placed with this agency; ' +
        'row 6 has an agencyAccountNumber with unreadable characters',
    },
    answers: [
      [a, true],
      [b, false],
    ],
  });
});

test('rows that contradict each other are not posted', async () => {
  const [a, b] = [await placeOne(), await placeOne()];
  const { file, answers } = await receive(fileOf([row(a, 'Y'), row(b), row(a, 'N')]));
  expect(answers).toEqual([[b, true]]);
  expect(file).toEqual({
    state: 'partly-read',
    reason:
      '2 of 3 rows are not posted: row 2 contradicts another row about the same account; ' +
      'row 4 contradicts another row about the same account',
  });
});

test('a file without a good row is quarantined', async () => {
  const { file, answers } = await receive(fileOf([row('NOBODYY')]));
  expect([file, answers]).toEqual([expect.objectContaining({ state: 'quarantined' }), []]);
});

test('a byte that is not UTF-8 affects only its row', async () => {
  const [a, b] = [await placeOne(), await placeOne()];
  const bytes = Buffer.from(fileOf([row(a, 'Y', 'AG\u00FF'), row(b)]), 'latin1');
  expect(await receive(bytes)).toMatchObject({ file: { state: 'partly-read' }, answers: [[b, true]] });
});

test('a row is posted once when the file is read again', async () => {
  const a = await placeOne();
  await receive(fileOf([row(a), row('NOBODYZ')]));
  const [{ id } = { id: '' }] = (await office.db.query(
    'select id::text from inbound_file order by id desc limit 1',
  )) as readonly { id: string }[];
  await office.database.decide({ kind: 'retry-file', fileId: id, by: 'ann' });
  const before = office.signaled.length;
  await office.pickUp('agency');
  await office.signalWaiting();
  expect(office.signaled.slice(before)).toEqual([]);
});

describe('the kind of the partner decides how a file is read', () => {
  test.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['a quoted header', (text: string) => text.replace(header, header.replaceAll(/\w+/g, '"$&"'))],
    ['a header in capitals', (text: string) => text.replace(header, header.toUpperCase())],
    ['empty lines', (text: string) => `\r\n${text.replace('TRAILER', '\r\nTRAILER')}\r\n\r\n`],
  ])('a file with %s is read', async (_, change) => {
    const a = await placeOne();
    expect(await receive(change(fileOf([row(a)])))).toEqual({
      file: { state: 'read', reason: null },
      answers: [[a, true]],
    });
  });

  test.each([
    ['semicolons', () => fileOf([row('AGCY0001')]).replaceAll(',', ';')],
    ['X12', () => 'ISA*00*          *00*~'],
    ['text', () => 'hello'],
  ])('%s from an agency is a CSV file without its header', async (_, text) => {
    expect((await receive(text())).file).toEqual({
      state: 'quarantined',
      reason: `row 1 must be ${header}, separated by commas`,
    });
  });

  test('a CSV file from a payer is not X12', async () => {
    await office.receive('payer', 'answers.csv', fileOf([row('AGCY0001')]));
    const [file] = await office.db.query('select state, reason from inbound_file order by id desc limit 1');
    expect(file).toEqual({ state: 'quarantined', reason: expect.stringContaining('ISA') });
  });
});
