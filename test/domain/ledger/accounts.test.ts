import { expect, test } from '@jest/globals';
import { writeOffReasons } from '../../../domain/claim/write-off-reasons.ts';
import { accounts, isWriteOff, writeOffAccount } from '../../../domain/ledger/accounts.ts';

test('the journal has these accounts', () => {
  expect(accounts).toEqual([
    'receivable:coverage-1',
    'receivable:coverage-2',
    'receivable:coverage-3',
    'receivable:patient',
    'receivable:agency',
    'credits:coverage-1',
    'credits:coverage-2',
    'credits:coverage-3',
    'credits:patient',
    'write-offs:SMALL_BALANCE',
    'write-offs:CHARITY_OR_FINANCIAL_ASSISTANCE',
    'write-offs:TIMELY_FILING',
    'bad-debt',
    'write-offs:ADMINISTRATIVE_WRITE_OFF',
    'write-offs:NOT_MEDICALLY_NECESSARY',
    'write-offs:NO_AUTHORIZATION_REFERRAL',
    'write-offs:DECEASED',
    'write-offs:BANKRUPTCY',
    'write-offs:OTHER',
    'revenue',
    'contractual-adjustments',
    'sequestration',
    'withheld',
    'capitation',
    'payer-clearing',
    'patient-cash',
    'bank',
    'interest-income',
    'agency-fees',
    'refunds',
    'deposits',
    'unapplied',
    'provider-adjustments',
    'forwarding-balance',
    'recoupments',
  ]);
});

test('what could not be collected is bad debt, and every other write-off has the account of its reason', () => {
  const badDebt = writeOffReasons.filter((reason) => writeOffAccount(reason) === 'bad-debt');
  expect(badDebt).toEqual(['EFFORTS_EXHAUSTED', 'COLLECTION_AGENCY', 'BAD_DEBT']);
  expect(writeOffAccount('CHARITY_OR_FINANCIAL_ASSISTANCE')).toBe('write-offs:CHARITY_OR_FINANCIAL_ASSISTANCE');
});

test('every account of a write-off is recognized as one, and no other', () => {
  expect(new Set(accounts.filter(isWriteOff))).toEqual(new Set(writeOffReasons.map(writeOffAccount)));
});
