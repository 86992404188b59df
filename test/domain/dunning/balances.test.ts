import { expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { balancesOf } from '../../../domain/dunning/balances.ts';
import type { Account } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';

const others: readonly Account[] = ['write-offs', 'receivable:payer', 'receivable:agency', 'unapplied'];

test.each(others)('an amount in %s is neither paid nor due, and counts as other', (account) => {
  const legs = [
    { account, amountCents: cents(500) },
    { account: 'revenue', amountCents: cents(-500) },
  ] as const;
  const entry = {
    key: 'k',
    kind: 'correction',
    claimId: 'A1',
    on: isoDate('2026-03-02'),
    source: 'test',
    legs,
  } as const;
  expect(balancesOf([entry])).toEqual({
    chargedCents: 500,
    insurancePaidCents: 0,
    adjustedCents: 0,
    patientPaidCents: 0,
    otherCents: 500,
    dueCents: 0,
  });
});
