import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { OpenedClaim } from '../../activities/standing-contract.ts';
import { isoDate } from '../../domain/dates.ts';
import { cents } from '../../domain/money.ts';
import { correctClaim, statusQuery, withdraw, writeOff } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { aCorrection, type FakeOffice, fakeOffice, withClaim } from './office.ts';

// A void takes back a claim that other software sent: nobody owes anything, and the payer must get it all the same.

const on = isoDate('2026-01-05');
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

describe('a void', () => {
  const aVoid = (): FakeOffice => {
    const office = fakeOffice();
    Object.assign(office.books, { payer: 0 });
    const { openClaim } = office.activities;
    office.answer({
      openClaim: async (input) => ({ ...(await openClaim(input)), sendAs: 'void', chargedCents: 0 }) as OpenedClaim,
      reviewAdjudication: async () => ({ kind: 'done', why: 'the payer reversed its payment' }),
    });
    return office;
  };

  test('goes to the payer although nobody owes, and closes when the payer takes its payment back', async () => {
    const office = aVoid();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('SUBMITTED');
      await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('ACCEPTED');
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
    expect(office.done).toEqual(['submit 1 as void']);
  });

  test('closes when the payer accepted it and has nothing to take back', async () => {
    const office = aVoid();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
      await pass(46);
      expect((await handle.result()).status).toBe('SETTLED');
    });
    expect(office.done).toEqual(['submit 1 as void']);
  });

  test('that the payer denies is asked about, and is closed only when a person withdraws it', async () => {
    const office = aVoid();
    office.answer({ reviewAdjudication: fakeOffice().activities.reviewAdjudication });
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(1);
      expect(await handle.query(statusQuery)).toMatchObject({ status: 'NEEDS_CORRECTION', owner: 'BILLER' });
      await handle.executeUpdate(withdraw, { args: [{ by: 'ann', reason: 'the payer has no such claim' }] });
      expect((await handle.result()).status).toBe('WITHDRAWN');
    });
    expect(office.done).toEqual(['submit 1 as void', 'ask denial', 'answered: money moved']);
  });

  test('stays a void when it is rejected and corrected', async () => {
    const office = aVoid();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'rejected', key: 'r', on, submission: 1, by: '277CA' });
      await pass(1);
      expect(await handle.query(statusQuery)).toMatchObject({ status: 'REJECTED', owner: 'BILLER' });
      expect(office.stored.at(-1)?.state.denialCategory).toBeNull();
      const correction = { correctionId: 'c1', by: 'ann', reason: 'number', set: { 'claim.note': 'x' } };
      await handle.executeUpdate(correctClaim, { args: [correction] });
      await pass(1);
      // The tests share the time of one server: an open claim would wait in it.
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
    expect(office.done.filter((step) => step.startsWith('submit'))).toEqual(['submit 1 as void', 'submit 2 as void']);
  });

  const pastLimit = { kind: 'timely-filing', found: 'The void is late.', canDo: 'Send or withdraw it.' } as const;

  test('is closed unsent only by a decision that says so, and then is not settled', async () => {
    const office = aVoid();
    office.answer({
      checkClaim: async () => ({ kind: 'ask', question: pastLimit }),
      writeOff: async () => ({ kind: 'not-open', reason: 'nobody owes anything' }),
    });
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('PAST_FILING_LIMIT');
      Object.assign(office.books, { payer: 500 });
      expect(await handle.executeUpdate(withdraw, { args: [{ by: 'ann', reason: 'too old' }] })).toEqual({
        outcome: 'refused',
        reason: '$5.00 is open: write it off, or move it to another party',
      });
      Object.assign(office.books, { payer: 0 });
      const nothing = { writeOffId: 'w1', reason: 'TIMELY_FILING', by: 'ann' } as const;
      expect(await handle.executeUpdate(writeOff, { args: [nothing] })).toEqual({
        outcome: 'refused',
        reason: 'nobody owes anything; claimloop withdraw closes the claim unsent',
      });
      await handle.executeUpdate(withdraw, { args: [{ by: 'ann', reason: 'the payer has no such claim' }] });
      expect((await handle.result()).status).toBe('WITHDRAWN');
    });
    expect(office.done).toEqual(['ask timely-filing', 'answered: money moved']);
  });

  test('that the payer has is not withdrawn', async () => {
    const office = aVoid();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await expect(
        handle.executeUpdate(withdraw, { args: [{ by: 'ann', reason: 'wrong claim' }] }),
      ).rejects.toMatchObject({ cause: { message: expect.stringContaining('the payer has the claim') } });
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
  });
});

test('a claim that is corrected to a void before it is sent opens nothing and is sent as a void', async () => {
  const office = fakeOffice();
  let isLate = true;
  const question = { kind: 'timely-filing', found: 'It is late.', canDo: 'Correct it.' } as const;
  office.answer({
    checkClaim: async () => (isLate ? { kind: 'ask', question } : { kind: 'ready' }),
    reviewAdjudication: async () => ({ kind: 'done', why: 'the payer reversed its payment' }),
    async applyCorrection() {
      isLate = false;
      Object.assign(office.books, { payer: 0 });
      const debtor = { kind: 'nobody', creditCents: cents(0), isWrittenOff: false } as const;
      return { ...aCorrection, chargedCents: 0, sendAs: 'void', debtor };
    },
  });
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    const correction = { correctionId: 'c1', by: 'ann', reason: 'void', set: { 'claim.claimFrequencyCode': '8' } };
    await handle.executeUpdate(correctClaim, { args: [correction] });
    await pass(1);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'SUBMITTED', balanceCents: 0 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    expect((await handle.result()).status).toBe('SETTLED');
  });
  expect(office.done).toEqual(['ask timely-filing', 'submit 1 as void']);
});

test('a claim on which something is owed is not withdrawn', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await expect(handle.executeUpdate(withdraw, { args: [{ by: 'ann', reason: 'too old' }] })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('write off a balance instead') },
    });
    Object.assign(office.books, { payer: 0 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    expect((await handle.result()).status).toBe('SETTLED');
  });
});
