import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import * as ledger from '../../../domain/ledger/entries.ts';
import { accounts, type Entry, entryKinds } from '../../../domain/ledger/entry.ts';
import * as remitted from '../../../domain/ledger/payment-entries.ts';
import { cents } from '../../../domain/money.ts';
import { aPayment, aReversal } from '../builders.ts';

// Tests what is stored of each entry besides its amounts. The journal refuses the same key with other content, so a
// changed key, kind or source is as serious as a wrong amount.

const claimId = 'V88121A7K2';
const on = isoDate('2026-04-01');
const charge = { claimId, version: 1, chargeCents: cents(20_000), responsibleParty: 'insurance' as const, on };
const noneOpen = { payerCents: cents(0), patientCents: cents(0), agencyCents: cents(0) };
const placement = { claimId, placement: 2, amountCents: cents(4000), on };

/** The entry's key, kind, claim, day and source: all that identifies it. */
function identity(entry: Entry | undefined) {
  return entry && [entry.key, entry.kind, entry.claimId, entry.on, entry.source];
}

test('the journal has these accounts and these kinds of entry', () => {
  expect(accounts).toEqual([
    'receivable:payer',
    'receivable:patient',
    'receivable:agency',
    'revenue',
    'contractual-adjustments',
    'payer-clearing',
    'patient-cash',
    'write-offs',
    'unapplied',
  ]);
  expect(entryKinds).toEqual([
    'charge',
    'payer-payment',
    'contractual-adjustment',
    'patient-responsibility',
    'patient-payment',
    'write-off',
    'placement',
    'recall',
    'reversal',
    'correction',
    'unapplied',
  ]);
});

test.each([
  ['a charge', ledger.chargeEntry(charge), [`${claimId}:charge:1`, 'charge', claimId, on, 'version 1']],
  [
    'an amount for which the patient is liable',
    ledger.patientLiableEntry({ claimId, version: 3, amountCents: cents(900), on }),
    [`${claimId}:patient-liable:3`, 'patient-responsibility', claimId, on, 'coverage check of version 3'],
  ],
  [
    'a patient payment',
    ledger.patientPaymentEntry({
      claimId,
      payment: { paymentId: 'p1', amountCents: cents(900), receivedOn: isoDate('2026-05-01'), method: 'check' },
      open: noneOpen,
    }),
    ['payment:p1', 'patient-payment', claimId, '2026-05-01', 'payment p1 (check)'],
  ],
  [
    'a write-off',
    ledger.writeOffEntry({
      claimId,
      key: 'k1',
      open: { ...noneOpen, patientCents: cents(1) },
      reason: 'SMALL_BALANCE',
      on,
    }),
    ['write-off:k1', 'write-off', claimId, on, 'write-off SMALL_BALANCE'],
  ],
  [
    'a placement',
    ledger.placementEntry(placement),
    [`${claimId}:placement:2`, 'placement', claimId, on, 'placement 2'],
  ],
  ['a recall', ledger.recallEntry(placement), [`${claimId}:recall:2`, 'recall', claimId, on, 'recall of placement 2']],
  [
    'a payment for an unknown claim',
    remitted.unappliedEntry({ payment: aPayment(), source: 'sha:1', on }),
    ['sha:1:9:unapplied', 'unapplied', null, on, 'sha:1:9'],
  ],
  [
    'a provider-level adjustment',
    remitted.providerLevelEntry({
      adjustment: { position: 40, providerId: '1999999984', reasonCode: 'WO', amountCents: cents(2500) },
      index: 3,
      source: 'sha:1',
      on,
    }),
    ['sha:1:40:3:unapplied', 'unapplied', null, on, 'sha:1:40:3'],
  ],
])('%s is identified by its cause', (_, made, expected) => {
  expect(identity(made)).toEqual(expected);
});

test('a placement, liability or transfer of $0.00 makes no entry', () => {
  const nothing = { ...placement, amountCents: cents(0) };
  expect(ledger.placementEntry(nothing)).toBeUndefined();
  expect(ledger.patientLiableEntry({ claimId, version: 1, amountCents: cents(0), on })).toBeUndefined();
  expect(ledger.transfer('write-offs', 'receivable:payer', cents(0))).toEqual([]);
});

describe('a corrected charge', () => {
  test('names its source and its day in both entries', () => {
    const made = ledger.chargeCorrectionEntries({
      ...charge,
      version: 2,
      chargeCents: cents(15_000),
      on: isoDate('2026-04-09'),
      previous: ledger.chargeEntry(charge),
    });
    expect(made.map(({ reverses }) => reverses)).toEqual([`${claimId}:charge:1`, undefined]);
    expect(made.map(identity)).toEqual([
      [`${claimId}:charge-reversal:2`, 'correction', claimId, '2026-04-09', 'version 2'],
      [`${claimId}:charge:2`, 'charge', claimId, '2026-04-09', 'version 2'],
    ]);
  });

  test('that was and stays $0.00 makes no entry', () => {
    const corrected = { ...charge, chargeCents: cents(0), previous: undefined };
    expect(ledger.chargeCorrectionEntries(corrected)).toEqual([]);
  });

  test('is recognized as unchanged in any order of its legs', () => {
    const previous = ledger.chargeEntry(charge)!;
    const stored = { ...previous, legs: previous.legs.toReversed() };
    expect(ledger.chargeCorrectionEntries({ ...charge, version: 2, previous: stored })).toEqual([]);
  });

  test('differs by one cent', () => {
    const previous = ledger.chargeEntry(charge);
    expect(ledger.chargeCorrectionEntries({ ...charge, chargeCents: cents(20_001), previous })).toHaveLength(2);
  });
});

describe('a patient payment', () => {
  const paying = (amountCents: number, agencyCents: number) =>
    ledger
      .patientPaymentEntry({
        claimId,
        payment: { paymentId: 'p1', amountCents: cents(amountCents), receivedOn: on, method: 'card' },
        open: { ...noneOpen, agencyCents: cents(agencyCents) },
      })
      ?.legs.map(({ account, amountCents: amount }) => `${account} ${amount}`);

  test('reduces the agency balance by no more than that balance', () => {
    expect(paying(499, 500)).toEqual(['patient-cash 499', 'receivable:agency -499']);
    expect(paying(501, 500)).toEqual(['patient-cash 501', 'receivable:agency -500', 'receivable:patient -1']);
  });

  test('reduces the patient balance when the agency balance is a credit', () => {
    expect(paying(100, -50)).toEqual(['patient-cash 100', 'receivable:patient -100']);
  });

  test('of $0.00 makes no entry', () => {
    expect(paying(0, 0)).toBeUndefined();
  });
});

test('a write-off includes one cent, and neither zero nor a credit', () => {
  const given = (payerCents: number, patientCents: number, agencyCents: number) =>
    ledger
      .writeOffEntry({
        claimId,
        key: 'k',
        open: { payerCents: cents(payerCents), patientCents: cents(patientCents), agencyCents: cents(agencyCents) },
        reason: 'OTHER',
        on,
      })
      ?.legs.map(({ account, amountCents }) => `${account} ${amountCents}`);
  expect(given(1, 0, 0)).toEqual(['write-offs 1', 'receivable:payer -1']);
  expect(given(0, 1, 0)).toEqual(['write-offs 1', 'receivable:patient -1']);
  expect(given(0, 0, 1)).toEqual(['write-offs 1', 'receivable:agency -1']);
  expect(given(-1, 0, 0)).toBeUndefined();
});

describe('a reversal', () => {
  const at = { claimId, on, source: 'sha:2' };
  const paid = remitted.paymentEntries({ payment: aPayment(), ...at, source: 'sha:1' });

  test('is identified by its own segment', () => {
    const [back] = remitted.reversalEntries({ payment: aReversal(aPayment(), 20), ...at, earlier: paid });
    expect(identity(back)).toEqual(['sha:2:20:payer-payment', 'reversal', claimId, on, 'sha:2:20']);
  });

  test('does not name an entry of another kind, of other accounts, or with more accounts', () => {
    const [payment] = paid as [Entry];
    const reverses = (earlier: Entry): string | undefined =>
      remitted.reversalEntries({ payment: aReversal(aPayment(), 20), ...at, earlier: [earlier] })[0]?.reverses;
    expect(reverses(payment)).toBe('sha:1:9:payer-payment');
    expect(reverses({ ...payment, kind: 'patient-payment' })).toBeUndefined();
    const [first, second] = payment.legs as [Entry['legs'][number], Entry['legs'][number]];
    expect(reverses({ ...payment, legs: [{ ...first, account: 'unapplied' }, second] })).toBeUndefined();
    expect(reverses({ ...payment, legs: [first, second, { ...first, account: 'unapplied' }] })).toBeUndefined();
    expect(reverses({ ...payment, legs: [{ ...first, amountCents: cents(15_999) }, second] })).toBeUndefined();
  });
});

test('a predetermination is not posted to unapplied and reverses nothing', () => {
  const promise = aPayment({ statusCode: '25' });
  expect(remitted.unappliedEntry({ payment: promise, source: 'sha:1', on })).toBeUndefined();
  expect(remitted.reversalEntries({ payment: promise, claimId, source: 'sha:1', on, earlier: [] })).toEqual([]);
});

test('a provider-level adjustment of $0.00 makes no entry, and a negative one increases payer-clearing', () => {
  const made = (amount: number) =>
    remitted.providerLevelEntry({
      adjustment: { position: 40, providerId: '1999999984', reasonCode: 'L6', amountCents: cents(amount) },
      index: 0,
      source: 'sha:1',
      on,
    });
  expect(made(0)).toBeUndefined();
  expect(made(-500)?.legs).toEqual([
    { account: 'unapplied', amountCents: -500 },
    { account: 'payer-clearing', amountCents: 500 },
  ]);
});
