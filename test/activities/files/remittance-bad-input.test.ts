import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { install, type Installation } from '../installation.ts';
import { claimPaid, remittancesIn } from './remittances.ts';

// Faulty amounts, days and codes in a remittance: each has a clear result, and no cent is posted that does not fit.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(async () => office?.remove());

const { decide, moved, open, owes, receive, states } = remittancesIn(() => office);
const money = ['payer-clearing', 'unapplied', 'receivable:coverage-1'];

async function reasonOf(fileId: string): Promise<string> {
  const report = await office.database.readReport({ report: 'file', fileId });
  return report.report === 'file' ? (report.file?.reason ?? report.file?.state ?? '') : '';
}

test.each([
  ['three decimals', '80.125', '80.125', /CLP04|BPR02/],
  ['no amount', '80', '', /CLP04/],
  ['text', '80', '8O', /CLP04/],
  ['an amount that overflows', '99999999999999999', '99999999999999999', /BPR02|CLP04/],
  ['a total that is off by a cent', '80.01', '80', /out of balance by -?\$0\.01/],
])('%s is quarantined with its place', async (_, bpr, paid, reason) => {
  const claimId = await open();
  const segments = claimPaid(claimId).map((segment) => segment.replace('*100*80*', `*100*${paid}*`));
  let file = '';
  expect(await moved(money, async () => (file = await receive(`BAD${claimId}`, bpr, segments)))).toEqual([0, 0, 0]);
  expect(await reasonOf(file)).toMatch(reason);
});

test('another currency is quarantined', async () => {
  const claimId = await open();
  const change = { currency: 'CAD' };
  let file = '';
  const act = async () => (file = await receive('CAD1', '80', claimPaid(claimId), change));
  expect(await moved(money, act)).toEqual([0, 0, 0]);
  expect(await reasonOf(file)).toContain('another currency (CUR02)');
  expect(await states(await receive('USD1', '80', claimPaid(claimId), { currency: 'USD' }))).toEqual([
    `posted ${claimId}`,
  ]);
});

test.each([
  ['a negative payment', { paid: -10, cas: ['CO*45*110'] }, 'sign'],
  ['a negative patient share', { paid: 90, cas: ['CO*45*20', 'PR*2*-10'] }, 'sign'],
  ['an absurd amount', { paid: 99_999_999, cas: ['OA*94*-99999899'] }, 'implausible'],
  ['a reason code that does not exist', { cas: ['PR*999*20'] }, 'unknown-code'],
  ['a charge that is off by a cent', { charge: 100.01, cas: ['CO*45*20.01'] }, 'charge-differs'],
  ['a full contractual adjustment', { paid: 0, cas: ['CO*45*100'] }, 'full-contractual'],
])('%s is an exception', async (_, change, code) => {
  const claimId = await open();
  const { paid = 80 } = change as { paid?: number };
  const file = await receive(`BAD${claimId}`, String(paid), claimPaid(claimId, change));
  expect((await states(file))[0]).toMatch(`exception ${claimId} ${code}`);
  expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 10_000 });
});

test('a trace number with other content is asked about', async () => {
  const claimId = await open();
  await receive('SAME', '80', claimPaid(claimId));
  const file = await receive('SAME', '70', claimPaid(claimId, { paid: 70, cas: ['CO*45*30'] }));
  expect((await states(file))[0]).toMatch(`exception ${claimId} trace-reused`);
});

test('remark codes that nobody knows change nothing', async () => {
  const claimId = await open();
  const [clp = '', ...rest] = claimPaid(claimId);
  const file = await receive('RARC', '80', [clp, ...rest, 'LQ*HE*N9999', 'LQ*HE*ZZ1']);
  expect(await states(file)).toEqual([`posted ${claimId}`]);
});

test('999 lines for one line are posted, since they add up to it', async () => {
  const claimId = await open([{ chargeAmountCents: 99_900 }]);
  const [clp = '', name = ''] = claimPaid(claimId, { charge: 999, paid: 999 });
  const service = ['SVC*HC:G0463*1*1**1', 'DTM*472*20260302'];
  const file = await receive('MANY', '999', [clp, name, ...Array.from({ length: 999 }, () => service).flat()]);
  expect(await states(file)).toEqual([`posted ${claimId}`]);
  expect(await owes(claimId)).toMatchObject({ kind: 'nobody' });
  expect(await decide({ kind: 'unmatch-remittance', segment: `${file}:11` })).toEqual({ outcome: 'done' });
  expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 99_900 });
});
