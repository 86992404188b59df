import { expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import * as ledger from '../../../domain/ledger/entries.ts';
import { type Entry, entryKinds } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';
import { claimId, owing } from './books.ts';

// Tests what is stored of each entry besides its amounts. The journal refuses the same key with other content, so a
// changed key, kind or source is as serious as a wrong amount.

const on = isoDate('2026-04-01');
const days = { effectiveOn: isoDate('2026-03-02'), postedOn: on };
const lines = [{ line: '1', amountCents: cents(20_000) }];
const charge = { claimId, version: 1, lines, responsibleParty: 'insurance' as const, ...days };
const placement = { claimId, placement: 2, on };
const part = { claimId, party: 'patient', lines: [{ line: '1', amountCents: cents(1) }], on } as const;

/** The entry's key, kind, claim, days, source and author: all that identifies it. */
function identity(entry: Entry | undefined) {
  return entry && [entry.key, entry.kind, entry.claimId, entry.effectiveOn, entry.postedOn, entry.source, entry.by];
}

test('the journal has these kinds of entry', () => {
  expect(entryKinds).toEqual([
    'charge',
    'payer-payment',
    'contractual-adjustment',
    'patient-responsibility',
    'patient-payment',
    'write-off',
    'placement',
    'recall',
    'credit',
    'transfer',
    'reversal',
    'correction',
    'unapplied',
  ]);
});

test.each([
  [
    'a charge',
    ledger.chargeEntry(charge),
    [`${claimId}:charge:1`, 'charge', claimId, '2026-03-02', on, 'version 1', undefined],
  ],
  [
    'an amount for which the patient is liable',
    ledger.patientLiableEntry({ claimId, version: 3, balances: owing({ 'coverage-1': 900 }), on }),
    [
      `${claimId}:patient-liable:3`,
      'patient-responsibility',
      claimId,
      on,
      on,
      'coverage check of version 3',
      undefined,
    ],
  ],
  [
    'a patient payment',
    ledger.patientPaymentEntry({
      claimId,
      payment: { paymentId: 'p1', amountCents: cents(900), receivedOn: isoDate('2026-05-01'), method: 'check' },
      balances: [],
      servedOn: on,
      postedOn: isoDate('2026-05-04'),
      by: 'ann',
    }),
    ['payment:p1', 'patient-payment', claimId, '2026-05-01', '2026-05-04', 'payment p1 (check)', 'ann'],
  ],
  [
    'a write-off by the policy',
    ledger.writeOffEntry({ ...part, key: 'k1', reason: 'SMALL_BALANCE', by: null }),
    ['write-off:k1', 'write-off', claimId, on, on, 'write-off SMALL_BALANCE', undefined],
  ],
  [
    'a write-off by a person',
    ledger.writeOffEntry({ ...part, key: 'k1', reason: 'OTHER', by: 'ann', approvedBy: 'bob' }),
    ['write-off:k1', 'write-off', claimId, on, on, 'write-off OTHER, approved by bob', 'ann'],
  ],
  [
    'a transfer',
    ledger.transferEntry({ ...part, transferId: 't1', to: 'coverage-1', by: 'ann' }),
    [`transfer:${claimId}:t1`, 'transfer', claimId, on, on, 'transfer t1', 'ann'],
  ],
  [
    'a placement',
    ledger.placementEntry({ ...placement, balances: owing({ patient: 1 }) }),
    [`${claimId}:placement:2`, 'placement', claimId, on, on, 'placement 2', undefined],
  ],
  [
    'a recall',
    ledger.recallEntry({ ...placement, balances: owing({ agency: 1 }) }),
    [`${claimId}:recall:2`, 'recall', claimId, on, on, 'recall of placement 2', undefined],
  ],
])('%s is identified by its cause', (_, made, expected) => {
  expect(identity(made)).toEqual(expected);
});

test('both entries of a corrected charge name the version and the days', () => {
  const made = ledger.chargeCorrectionEntries({
    ...{ ...charge, version: 2, lines: [{ line: '1', amountCents: cents(15_000) }], postedOn: isoDate('2026-04-09') },
    previous: ledger.chargeEntry(charge),
  });
  expect(made.map(identity)).toEqual([
    [`${claimId}:charge-reversal:2`, 'correction', claimId, '2026-03-02', '2026-04-09', 'version 2', undefined],
    [`${claimId}:charge:2`, 'charge', claimId, '2026-03-02', '2026-04-09', 'version 2', undefined],
  ]);
});
