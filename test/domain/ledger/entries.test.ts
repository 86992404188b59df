import { describe, expect, test } from '@jest/globals';
import {
  chargeCorrectionEntries,
  chargeEntry,
  patientLiableEntry,
  patientPaymentEntry,
  placementEntry,
  recallEntry,
  transferEntry,
  writeOffEntry,
} from '../../../domain/ledger/entries.ts';
import { isoDate } from '../../../domain/dates.ts';
import { cents } from '../../../domain/money.ts';
import { balances, claimId, days, on, owing, print } from './books.ts';

/** A charge of these lines. */
function charge(
  lines: Readonly<Record<string, number>>,
  version = 1,
  responsibleParty: 'insurance' | 'selfPay' = 'insurance',
) {
  const charged = Object.entries(lines).map(([line, amount]) => ({ line, amountCents: cents(amount) }));
  return { claimId, version, lines: charged, responsibleParty, ...days };
}

function payment(amountCents: number) {
  return {
    ...{ claimId, servedOn: on, postedOn: on, by: 'ann' },
    payment: { paymentId: 'card-1', amountCents: cents(amountCents), receivedOn: on, method: 'card' as const },
  };
}

describe('a charge', () => {
  const first = charge({ 1: 15_000, 2: 5_000 });

  test('is owed line by line by the first coverage, or by a self-pay patient', () => {
    expect(print(chargeEntry(first))).toEqual([
      '1: receivable:coverage-1 > revenue 15000',
      '2: receivable:coverage-1 > revenue 5000',
    ]);
    expect(print(chargeEntry(charge({ 1: 20_000 }, 1, 'selfPay')))).toEqual(['1: receivable:patient > revenue 20000']);
    expect(chargeEntry(charge({ 1: 0 }))).toBeUndefined();
  });

  test('that a correction does not change is not posted again', () => {
    const again = charge({ 2: 5_000, 1: 15_000 }, 2);
    expect(chargeCorrectionEntries({ ...again, previous: chargeEntry(first) })).toEqual([]);
    expect(chargeCorrectionEntries({ ...charge({ 1: 0 }, 2), previous: undefined })).toEqual([]);
  });

  test('that a correction changes by one cent, or moves to another line, is reversed and posted again', () => {
    for (const lines of [
      { 1: 15_000, 2: 5_001 },
      { 1: 5_000, 2: 15_000 },
    ])
      expect(chargeCorrectionEntries({ ...charge(lines, 2), previous: chargeEntry(first) })).toHaveLength(2);
    const made = chargeCorrectionEntries({ ...charge({ 1: 15_000 }, 2), previous: chargeEntry(first) });
    expect(made.map(({ kind, key, reverses }) => [kind, key, reverses])).toEqual([
      ['correction', `${claimId}:charge-reversal:2`, `${claimId}:charge:1`],
      ['charge', `${claimId}:charge:2`, undefined],
    ]);
    expect(print(...made)).toEqual([
      '1: revenue > receivable:coverage-1 15000',
      '2: revenue > receivable:coverage-1 5000',
      '1: receivable:coverage-1 > revenue 15000',
    ]);
  });

  test('moves to the patient if a correction makes the claim self-pay', () => {
    const made = chargeCorrectionEntries({
      ...charge({ 1: 900 }, 2, 'selfPay'),
      previous: chargeEntry(charge({ 1: 900 })),
    });
    expect(print(...made)).toEqual(['1: revenue > receivable:coverage-1 900', '1: receivable:patient > revenue 900']);
  });

  test('of $0.00 can become another amount, and vice versa', () => {
    const kinds = (lines: Readonly<Record<string, number>>, previous: Parameters<typeof chargeEntry>[0] | undefined) =>
      chargeCorrectionEntries({ ...charge(lines, 2), previous: previous && chargeEntry(previous) }).map(
        ({ kind }) => kind,
      );
    expect(kinds({ 1: 5 }, undefined)).toEqual(['charge']);
    expect(kinds({ 1: 0 }, first)).toEqual(['correction']);
  });
});

test('what the plan does not cover moves from the first coverage to the patient, line by line', () => {
  const given = balances({ 1: { 'coverage-1': 900, patient: 5 }, 2: { 'coverage-1': 100 } });
  expect(print(patientLiableEntry({ claimId, version: 1, balances: given, on }))).toEqual([
    '1: receivable:patient > receivable:coverage-1 900',
    '2: receivable:patient > receivable:coverage-1 100',
  ]);
  expect(patientLiableEntry({ claimId, version: 1, balances: owing({ patient: 5 }), on })).toBeUndefined();
});

describe('a patient payment', () => {
  test('pays the lines that the patient owes, and the excess becomes a credit of the whole claim', () => {
    const given = balances({ 1: { patient: 500 }, 2: { patient: 300 } });
    expect(print(patientPaymentEntry({ ...payment(900), balances: given }))).toEqual([
      '1: patient-cash > receivable:patient 500',
      '2: patient-cash > receivable:patient 300',
      'claim: patient-cash > receivable:patient 100',
    ]);
  });

  test('pays what the agency collects first, and never more than that', () => {
    const paid = (amount: number) =>
      print(patientPaymentEntry({ ...payment(amount), balances: owing({ agency: 500, patient: 300 }) }));
    expect(paid(499)).toEqual(['1: patient-cash > receivable:agency 499']);
    expect(paid(500)).toEqual(['1: patient-cash > receivable:agency 500']);
    expect(paid(501)).toEqual(['1: patient-cash > receivable:agency 500', '1: patient-cash > receivable:patient 1']);
    expect(paid(801)).toEqual([
      '1: patient-cash > receivable:agency 500',
      '1: patient-cash > receivable:patient 300',
      'claim: patient-cash > receivable:patient 1',
    ]);
  });

  test('leaves a credit at the agency alone', () => {
    expect(print(patientPaymentEntry({ ...payment(100), balances: owing({ agency: -50 }) }))).toEqual([
      'claim: patient-cash > receivable:patient 100',
    ]);
  });

  test('is a deposit if it was received before the service, unless the agency collects', () => {
    const paid = (servedOn: string, agency = 0) => {
      const given = { ...payment(900), servedOn: isoDate(servedOn), balances: owing({ patient: 500, agency }) };
      return print(patientPaymentEntry(given)).join();
    };
    expect(paid('2026-04-02')).toBe('claim: patient-cash > deposits 900');
    expect(paid('2026-04-01')).not.toContain('deposits');
    expect(paid('2026-04-02', 1)).not.toContain('deposits');
  });

  test('of $0.00 makes no entry', () => {
    expect(patientPaymentEntry({ ...payment(0), balances: [] })).toBeUndefined();
  });
});

describe('a write-off', () => {
  const lines = [
    { line: '1', amountCents: cents(700) },
    { line: '', amountCents: cents(20) },
  ];
  const made = { claimId, key: 'k', lines, by: null, on };

  test('is posted by its reason, line by line, to what the party owes', () => {
    expect(print(writeOffEntry({ ...made, party: 'agency', reason: 'EFFORTS_EXHAUSTED' }))).toEqual([
      '1: bad-debt > receivable:agency 700',
      'claim: bad-debt > receivable:agency 20',
    ]);
    expect(print(writeOffEntry({ ...made, party: 'coverage-2', reason: 'OTHER' }))[0]).toBe(
      '1: write-offs:OTHER > receivable:coverage-2 700',
    );
  });

  test('of nothing makes no entry', () => {
    expect(writeOffEntry({ ...made, party: 'patient', reason: 'OTHER', lines: [] })).toBeUndefined();
  });
});

test('a transfer moves lines from one party to another', () => {
  const lines = [{ line: '2', amountCents: cents(300) }];
  const made = { claimId, transferId: 't1', lines, by: 'ann', on };
  expect(print(transferEntry({ ...made, party: 'coverage-2', to: 'patient' }))).toEqual([
    '2: receivable:patient > receivable:coverage-2 300',
  ]);
  expect(transferEntry({ ...made, lines: [], party: 'coverage-2', to: 'patient' })).toBeUndefined();
});

test('a placement moves what the patient owes to the agency, and a recall moves back what is left', () => {
  const placement = { claimId, placement: 1, on };
  const before = balances({ 1: { patient: 4000 }, 2: { patient: 100 } });
  expect(print(placementEntry({ ...placement, balances: before }))).toEqual([
    '1: receivable:agency > receivable:patient 4000',
    '2: receivable:agency > receivable:patient 100',
  ]);
  expect(print(recallEntry({ ...placement, balances: owing({ agency: 3000, patient: 9 }) }))).toEqual([
    '1: receivable:patient > receivable:agency 3000',
  ]);
  expect(placementEntry({ ...placement, balances: owing({ agency: 5 }) })).toBeUndefined();
  expect(recallEntry({ ...placement, balances: owing({ patient: 5 }) })).toBeUndefined();
});
