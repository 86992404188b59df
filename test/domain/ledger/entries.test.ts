import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isoDate } from '../../../domain/dates.ts';
import {
  chargeCorrectionEntries,
  chargeEntry,
  entry,
  patientLiableEntry,
  patientPaymentEntry,
  placementEntry,
  recallEntry,
  transfer,
  writeOffEntry,
} from '../../../domain/ledger/entries.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';

const claimId = 'V88121A7K2';
const on = isoDate('2026-04-01');
const charge = { claimId, version: 1, chargeCents: cents(20_000), responsibleParty: 'insurance' as const, on };

/** "account amount" of each leg. */
function print(entry: Entry | undefined): string[] {
  return (entry?.legs ?? []).map(({ account, amountCents }) => `${account} ${amountCents}`);
}

/** The open balances of payer, patient and agency, in cents. */
function open(payer: number, patient: number, agency = 0) {
  return { payerCents: cents(payer), patientCents: cents(patient), agencyCents: cents(agency) };
}

function payment(amountCents: number) {
  return { paymentId: 'card-1', amountCents: cents(amountCents), receivedOn: on, method: 'card' as const };
}

describe('a charge', () => {
  test('is owed by the payer, or by a self-pay patient', () => {
    expect(print(chargeEntry(charge))).toEqual(['receivable:payer 20000', 'revenue -20000']);
    expect(print(chargeEntry({ ...charge, responsibleParty: 'selfPay' }))).toEqual([
      'receivable:patient 20000',
      'revenue -20000',
    ]);
    expect(chargeEntry({ ...charge, chargeCents: cents(0) })).toBeUndefined();
  });

  test('that a correction does not change is not posted again', () => {
    expect(chargeCorrectionEntries({ ...charge, version: 2, previous: chargeEntry(charge) })).toEqual([]);
  });

  test('that a correction changes is reversed and posted again', () => {
    const [back, next, ...others] = chargeCorrectionEntries({
      ...charge,
      version: 2,
      chargeCents: cents(15_000),
      previous: chargeEntry(charge),
    });
    expect(back).toMatchObject({
      kind: 'correction',
      key: `${claimId}:charge-reversal:2`,
      reverses: `${claimId}:charge:1`,
    });
    expect(print(back)).toEqual(['receivable:payer -20000', 'revenue 20000']);
    expect(next).toMatchObject({ kind: 'charge', key: `${claimId}:charge:2` });
    expect(print(next)).toEqual(['receivable:payer 15000', 'revenue -15000']);
    expect(others).toEqual([]);
  });

  test('moves to the patient if a correction makes the claim self-pay', () => {
    const made = chargeCorrectionEntries({
      ...charge,
      version: 2,
      responsibleParty: 'selfPay',
      previous: chargeEntry(charge),
    });
    expect(made.flatMap(print)).toEqual([
      'receivable:payer -20000',
      'revenue 20000',
      'receivable:patient 20000',
      'revenue -20000',
    ]);
  });

  test('of $0.00 can become another amount, and vice versa', () => {
    expect(chargeCorrectionEntries({ ...charge, version: 2, previous: undefined }).map(({ kind }) => kind)).toEqual([
      'charge',
    ]);
    expect(
      chargeCorrectionEntries({ ...charge, version: 2, chargeCents: cents(0), previous: chargeEntry(charge) }).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['correction']);
  });
});

test('an amount for which the patient is liable moves from the payer to the patient', () => {
  expect(print(patientLiableEntry({ claimId, version: 1, amountCents: cents(900), on }))).toEqual([
    'receivable:patient 900',
    'receivable:payer -900',
  ]);
});

describe('a patient payment', () => {
  test('reduces the patient balance, and the excess becomes a credit', () => {
    expect(print(patientPaymentEntry({ claimId, payment: payment(900), open: open(0, 500) }))).toEqual([
      'patient-cash 900',
      'receivable:patient -900',
    ]);
  });

  test('reduces the agency balance first', () => {
    expect(print(patientPaymentEntry({ claimId, payment: payment(900), open: open(0, 0, 500) }))).toEqual([
      'patient-cash 900',
      'receivable:agency -500',
      'receivable:patient -400',
    ]);
    expect(print(patientPaymentEntry({ claimId, payment: payment(500), open: open(0, 0, 500) }))).toEqual([
      'patient-cash 500',
      'receivable:agency -500',
    ]);
  });

  test('has the payment id as its key', () => {
    expect(patientPaymentEntry({ claimId, payment: payment(1), open: open(0, 1) })?.key).toBe('payment:card-1');
  });
});

describe('a write-off', () => {
  test('writes off all open balances, and no credit', () => {
    const made = writeOffEntry({
      claimId,
      key: `${claimId}:1`,
      open: open(700, -50, 300),
      reason: 'EFFORTS_EXHAUSTED',
      on,
    });
    expect(print(made)).toEqual(['write-offs 1000', 'receivable:payer -700', 'receivable:agency -300']);
    expect(made).toMatchObject({ key: `write-off:${claimId}:1`, source: 'write-off EFFORTS_EXHAUSTED' });
  });

  test('of $0.00 makes no entry', () => {
    expect(writeOffEntry({ claimId, key: 'k', open: open(0, -50), reason: 'OTHER', on })).toBeUndefined();
  });
});

test('a recall mirrors its placement', () => {
  const placement = { claimId, placement: 1, amountCents: cents(4000), on };
  expect(print(placementEntry(placement))).toEqual(['receivable:agency 4000', 'receivable:patient -4000']);
  expect(print(recallEntry(placement))).toEqual(['receivable:patient 4000', 'receivable:agency -4000']);
  expect(recallEntry({ ...placement, amountCents: cents(0) })).toBeUndefined();
});

test('legs of one account are added up, and legs that cancel out make no entry', () => {
  const made = (back: number) =>
    entry({
      key: 'k',
      kind: 'correction',
      claimId,
      on,
      source: 's',
      legs: [
        ...transfer('write-offs', 'receivable:payer', cents(500)),
        ...transfer('receivable:payer', 'write-offs', cents(back)),
      ],
    });
  expect(print(made(200))).toEqual(['write-offs 300', 'receivable:payer -300']);
  expect(made(500)).toBeUndefined();
});

test('every entry is balanced for any amounts', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(amount, amount, amount, fc.nat(1_000_000), (payer, patient, agency, paid) => {
      const made = [
        chargeEntry({ ...charge, chargeCents: cents(paid) }),
        ...chargeCorrectionEntries({ ...charge, version: 2, chargeCents: cents(paid), previous: chargeEntry(charge) }),
        patientPaymentEntry({ claimId, payment: payment(paid), open: open(payer, patient, agency) }),
        writeOffEntry({ claimId, key: 'k', open: open(payer, patient, agency), reason: 'OTHER', on }),
        placementEntry({ claimId, placement: 1, amountCents: cents(patient), on }),
      ].filter((entry) => entry !== undefined);
      for (const { legs } of made) {
        expect(legs.length).toBeGreaterThanOrEqual(2);
        expect(legs.reduce((total, { amountCents }) => total + amountCents, 0)).toBe(0);
      }
    }),
  );
});
