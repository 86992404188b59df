import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LedgerReport, LedgerRequest } from '../../activities/ledger-contract.ts';
import { isoDate } from '../../domain/dates.ts';
import { cents } from '../../domain/money.ts';
import { anIntake } from '../domain/builders.ts';
import { era } from './era.ts';
import { install, type Installation, policy, today } from './installation.ts';

// What the ledger commands read: each amount with the file and segment or the person that it comes from.

const claimId = 'REP0001';
let office: Installation;

beforeAll(async () => {
  office = await install();
  const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  const services = [{ charge: 200, paid: 160, line: '1', adjustments: ['CO*45*20', 'PR*2*20'] }];
  const paid = { claimId, charge: 200, paid: 160, patientPart: 20, services };
  await office.receive('payer', 'a.835', era('T1', [paid]));
  const payment = { paymentId: 'p1', amountCents: cents(500), method: 'check', by: 'ann' } as const;
  await office.database.recordPayment({ claimId, payment, policy: policy(), today: isoDate('2026-03-12') });
}, 120_000);
afterAll(() => office?.remove());

async function read<R extends LedgerRequest['report']>(
  request: LedgerRequest & { readonly report: R },
): Promise<Extract<LedgerReport, { report: R }>> {
  return (await office.database.readReport(request)) as Extract<LedgerReport, { report: R }>;
}

test('an account has its balance and its transfers, newest first, with their origin', async () => {
  expect(await read({ report: 'ledger-account', account: 'receivable:patient' })).toEqual({
    ...{ report: 'ledger-account', account: 'receivable:patient', balanceCents: 1_500, total: 2 },
    rows: [
      {
        ...{ key: 'payment:p1', kind: 'patient-payment', claimId, line: '1', by: 'ann', origin: 'payment p1 (check)' },
        ...{ postedOn: '2026-03-12', effectiveOn: '2026-03-12', other: 'patient-cash', amountCents: -500 },
      },
      {
        ...{ key: expect.any(String), kind: 'patient-responsibility', claimId, line: '1', by: null },
        origin: 'file-1, interchange 1, group 1, set 1, segment 11',
        ...{ postedOn: today, effectiveOn: '2026-03-09', other: 'receivable:coverage-1', amountCents: 2_000 },
      },
    ],
  });
});

describe('up to a posting date', () => {
  test('an account, a claim and the trial balance leave out what was posted later', async () => {
    const asOf = today;
    const account = { report: 'ledger-account', account: 'receivable:patient', asOf } as const;
    expect(await read(account)).toMatchObject({ balanceCents: 2_000, total: 1 });
    const claim = await read({ report: 'ledger-claim', claimId, asOf });
    expect(claim.entries.map(({ kind }) => kind)).not.toContain('patient-payment');
    expect(claim.balances).toContainEqual({ line: '1', account: 'receivable:patient', amountCents: 2_000 });
    const trial = await read({ report: 'trial-balance', asOf });
    expect(trial.accounts.map((row) => row.account)).not.toContain('patient-cash');
    expect(trial).toMatchObject({ balanced: true, entries: 4 });
    expect(await read({ report: 'trial-balance' })).toMatchObject({ balanced: true, entries: 5 });
  });

  test('an earlier day than the first entry is empty', async () => {
    const asOf = isoDate('2026-03-01');
    expect(await read({ report: 'ledger-entries', asOf })).toMatchObject({ total: 0, entries: [] });
    expect(await read({ report: 'ledger-account', account: 'revenue', asOf })).toMatchObject({ balanceCents: 0 });
  });
});

test('the entries are those of a claim if one is named, and no more than asked for', async () => {
  expect(await read({ report: 'ledger-entries', limit: 2 })).toMatchObject({ total: 5, entries: { length: 2 } });
  expect((await read({ report: 'ledger-entries', claimId: 'OTHER' })).entries).toEqual([]);
  const { entries } = await read({ report: 'ledger-entries', claimId });
  expect(entries.map(({ kind }) => kind)).toEqual([
    ...['patient-payment', 'patient-responsibility', 'contractual-adjustment', 'payer-payment', 'charge'],
  ]);
  expect(entries.at(-1)).toMatchObject({ origin: 'version 1', postedOn: today, effectiveOn: '2026-03-02' });
});

describe('a month', () => {
  const close = (month: string) => office.database.decide({ kind: 'close-period', month, by: 'ann' });

  test.each([
    ['2026-3', 'the period must be a month, yyyy-mm'],
    ['2026-13', 'the period must be a month, yyyy-mm'],
    ['2026-03', 'the month 2026-03 has not ended'],
    ['2030-12', 'the month 2030-12 has not ended'],
  ])('%s cannot be closed', async (month, reason) => {
    expect(await close(month)).toEqual({ outcome: 'refused', reason });
  });

  test('is closed once; a late fact is posted today', async () => {
    expect(await close('2026-02')).toEqual({ outcome: 'done' });
    expect(await close('2026-02')).toMatchObject({ outcome: 'refused' });
    expect(await close('2025-12')).toEqual({ outcome: 'done' });
    const receivedOn = isoDate('2026-02-27');
    const payment = { paymentId: 'late', amountCents: cents(100), method: 'check', by: 'ann', receivedOn } as const;
    await office.database.recordPayment({ claimId, payment, policy: policy(), today });
    const { entries } = await read({ report: 'ledger-entries', claimId });
    const late = entries.find(({ key }) => key === 'payment:late');
    expect([late?.effectiveOn, late?.postedOn]).toEqual([receivedOn, today]);
  });

  test('takes no entry any more', async () => {
    const payment = { paymentId: 'early', amountCents: cents(100), method: 'check', by: 'ann' } as const;
    const recorded = office.database.recordPayment({
      claimId,
      payment,
      policy: policy(),
      today: isoDate('2026-02-28'),
    });
    await expect(recorded).rejects.toThrow();
  });
});
