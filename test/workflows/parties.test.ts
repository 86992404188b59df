import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { addDays, isoDate } from '../../domain/dates.ts';
import type { Debtor } from '../../domain/ledger/who-owes.ts';
import { cents } from '../../domain/money.ts';
import { statusQuery } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { fakeOffice, withClaim } from './office.ts';

// A claim that nobody can be billed for asks, and goes on when money moves.

const on = isoDate('2026-01-05');
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

test.each([
  [
    'a later coverage owes',
    { kind: 'later-payer', coverage: 2, payerId: 'GAP01', balanceCents: cents(2_000) },
    { status: 'COVERAGE_REVIEW', kind: 'next-payer' },
  ],
  [
    'the patient must not be billed',
    { kind: 'protected', balanceCents: cents(2_000), found: 'A beneficiary.', canDo: 'Write it off.' },
    { status: 'CREDIT_BALANCE', kind: 'unclear-balance' },
  ],
  [
    'the patient owes beside a credit',
    { kind: 'unclear', balanceCents: cents(2_000), creditCents: cents(500), exceptions: 0 },
    { status: 'CREDIT_BALANCE', kind: 'unclear-balance' },
  ],
] as const)(
  'when %s, a person is asked, with a deadline, and nobody is billed',
  async (_, debtor: Debtor, expected) => {
    const office = fakeOffice();
    let owing: Debtor = debtor;
    office.answer({ whoOwes: async () => owing });
    const end = await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'adjudicated', key: 'a', on });
      await pass(1);
      const { status, owner, balanceCents } = await handle.query(statusQuery);
      expect({ status, owner, balanceCents }).toEqual({
        status: expected.status,
        owner: 'BILLER',
        balanceCents: 2_000,
      });
      await pass(20);
      owing = { kind: 'nobody', creditCents: cents(0), isWrittenOff: false };
      await signal({ kind: 'adjudicated', key: 'b', on });
      return handle.result();
    });
    expect(end.status).toBe('SETTLED');
    expect(office.done).toEqual([
      ...['submit 1 as original', `ask ${expected.kind}`, 'escalate', 'answered: money moved'],
    ]);
  },
);

test('a forwarded claim waits for the next payer, and a person is asked when it does not answer', async () => {
  const office = fakeOffice();
  const since = isoDate(new Date(await env.currentTimeMs()).toISOString().slice(0, 10));
  let owing: Debtor = { kind: 'forwarded', coverage: 2, balanceCents: cents(2_000), since };
  office.answer({ whoOwes: async () => owing });
  const end = await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await signal({ kind: 'adjudicated', key: 'a', on });
    await pass(1);
    const { owner, dueOn } = await handle.query(statusQuery);
    expect({ owner, dueOn }).toEqual({ owner: 'PAYER', dueOn: addDays(since, 45) });
    expect(office.done.filter((what) => what.startsWith('ask'))).toEqual([]);
    await pass(60);
    expect(await handle.query(statusQuery)).toMatchObject({ owner: 'BILLER', status: 'COVERAGE_REVIEW' });
    owing = { kind: 'nobody', creditCents: cents(0), isWrittenOff: false };
    await signal({ kind: 'adjudicated', key: 'b', on });
    return handle.result();
  });
  expect(end.status).toBe('SETTLED');
  expect(office.done).toContain('ask next-payer');
  expect(office.done.filter((what) => what.startsWith('statement'))).toEqual([]);
});
