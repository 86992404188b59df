import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createVault } from '../../../activities/store/vault.ts';
import { testKeys } from '../../support/keys.ts';
import { install, type Installation } from '../installation.ts';
import { one, postingIn } from './posting.ts';
import { x12File } from './x12-text.ts';

// Dates that cannot be true, truncated files, and what a question about a file says. Uses PostgreSQL and raw X12.

const vault = createVault(testKeys, new Uint8Array());
let office: Installation;
const { fileItems, isSettled, openOne, receive } = postingIn(() => office);

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

describe('an envelope that holds nothing', () => {
  test('is quarantined with the place of its fault, and a good group beside it is posted', async () => {
    const [a, before] = [await openOne(), await fileItems()];
    await receive({ groups: [{ sets: [] }] });
    await receive({ groups: [{ sets: [] }, { sets: [one('E1', a)] }] });
    expect(await isSettled(a)).toBe(true);
    const empty = 'interchange 1, group 1: GE ends a group without a set';
    expect((await fileItems()).slice(before.length)).toEqual([
      expect.stringContaining(empty),
      expect.stringContaining(empty),
    ]);
  });

  test('is quarantined when only its trailer is wrong', async () => {
    const before = await fileItems();
    const text = x12File({ groups: [] }).toString('latin1').replace('IEA*0*', 'IEA*3*');
    await office.receive('payer', 'empty.edi', text);
    expect((await fileItems()).slice(before.length)).toEqual([
      expect.stringMatching(/interchange 1: .*is not the number of groups/),
    ]);
  });
});

describe('a date that cannot be true is not posted', () => {
  test.each([
    [
      'a payment before the year 2000',
      { paidOn: '00010101' },
      'the payment date (BPR16) is before the year 2000 (segment 2)',
    ],
    [
      'a payment in the far future',
      { paidOn: '99991231' },
      'the payment date (BPR16) is more than 30 days in the future (segment 2)',
    ],
    [
      'a service before the year 2000',
      { servedOn: '00010101' },
      'the date (DTM02) is before the year 2000 (segment 14)',
    ],
    [
      'a service after its payment',
      { servedOn: '20260310' },
      'the date (DTM02) is after the payment date (segment 14)',
    ],
  ])('%s', async (_, change, reason) => {
    const [a, b] = [await openOne(), await openOne()];
    const before = await fileItems();
    await receive({
      groups: [
        {
          sets: [
            { ...one(`T${a}`, a), ...change },
            { ...one(`T${b}`, b), control: '0002' },
          ],
        },
      ],
    });
    expect([await isSettled(a), await isSettled(b)]).toEqual([false, true]);
    expect((await fileItems()).slice(before.length)).toEqual([
      expect.stringContaining(`set 1 (835): check or transfer T${a} of $80.00: ${reason}`),
    ]);
  });
});

describe('a truncated file is closed when the whole one was read', () => {
  const whole = async () => {
    const [a, b] = [await openOne(), await openOne()];
    return x12File({ groups: [{ sets: [one(`T${a}`, a)] }] }, { groups: [{ sets: [one(`T${b}`, b)] }] });
  };
  test.each([
    ['after its first interchange was posted', (bytes: Buffer) => bytes.length - 40],
    ['before anything was posted', (bytes: Buffer) => Math.floor(bytes.length / 3)],
  ])('%s', async (_, cut) => {
    const bytes = await whole();
    const before = await fileItems();
    await office.receive('payer', 'half.835', bytes.subarray(0, cut(bytes)));
    expect((await fileItems()).slice(before.length)).toEqual([expect.stringContaining('"half.835"')]);
    await office.receive('payer', 'whole.835', bytes);
    expect(await fileItems()).toEqual(before);
    const [half] = await office.db.query(
      'select dismissed_by, dismissed_because from inbound_file order by id desc offset 1 limit 1',
    );
    expect(half?.['dismissed_by']).toBe('claimloop');
    expect(vault.openText('inbound_file.dismissed_because', half?.['dismissed_because'] as Uint8Array)).toMatch(
      /^file-\d+ "whole\.835" contains all of it$/,
    );
  });

  test('but not by a file that only has the same length', async () => {
    const [bytes, other] = [await whole(), await whole()];
    const before = await fileItems();
    await office.receive('payer', 'half.835', bytes.subarray(0, bytes.length - 40));
    await office.receive('payer', 'other.835', other);
    expect((await fileItems()).slice(before.length)).toEqual([expect.stringContaining('"half.835"')]);
  });
});

test('a question about an unknown claim identifies the file, the place, the payment and the claim', async () => {
  await receive({ groups: [{ sets: [one('CHK77', 'NOBODY')] }] }, { groups: [{ sets: [one('CHK78', 'NOBODY')] }] });
  const report = await office.database.readReport({ report: 'worklist', filter: { kind: 'remittance' } });
  const found = report.report === 'worklist' ? report.items.slice(-2) : [];
  expect(found).toMatchObject(
    ['CHK77', 'CHK78'].map((trace, index) => ({
      found: expect.stringMatching(
        new RegExp(
          `^file-\\d+ "f\\d+\\.edi", interchange ${index + 1}, group 1, set 1, segment 11: ` +
            `check or transfer ${trace} ` +
            'pays \\$80\\.00 of \\$100\\.00 \\(status 1\\) for claim NOBODY\\. ' +
            'It is not posted: claimloop does not know the claim\\. \\$80\\.00 is unapplied\\.$',
        ),
      ),
      canDo: expect.stringMatching(index === 0 ? /remit match \d+:11 CLAIM/ : /remit match \d+:2\.1\.1:11 CLAIM/),
      openedOn: '2026-03-10',
      dueOn: '2026-03-30',
    })),
  );
});

test('the name of a patient is in no question about a file', async () => {
  expect(JSON.stringify(await office.database.readReport({ report: 'worklist' }))).not.toMatch(/abara|bruno/i);
});
