import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isoDate } from '../../domain/dates.ts';
import { addNote, release, statusQuery } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { fakeOffice, withClaim } from './office.ts';

// "Request Cancellation" in the Temporal UI loses no claim: it is held, and a person is asked.

const on = isoDate('2026-01-05');
const name = 'cancellation-requested';
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

test('a claim that waits is held, asks a person, answers inputs, and goes on after the release', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await handle.cancel();
    await pass(1);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'ON_HOLD', holds: [name] });
    expect(office.done).toEqual(['submit 1 as original', 'ask cancellation']);
    expect(office.recorded).toMatchObject([{ kind: 'hold', content: { name, by: 'Temporal' }, refusal: null }]);
    expect(await handle.executeUpdate(addNote, { args: [{ by: 'ann', text: 'why?' }] })).toEqual({ outcome: 'taken' });
    Object.assign(office.books, { payer: 0 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(30);
    // Nobody owes, and the claim is not closed while it is held.
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.executeUpdate(release, { args: [{ name, by: 'ann' }] });
    expect((await handle.result()).status).toBe('SETTLED');
    expect(office.done.at(-1)).toBe('answered: the hold was released');
  });
});

test('a claim whose account was paid too much asks a person instead of closing', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    Object.assign(office.books, { payer: -5_000 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(1);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'CREDIT_BALANCE', owner: 'BILLER' });
    expect((await handle.query(statusQuery)).next).toContain('$50.00');
    Object.assign(office.books, { payer: 0 });
    await signal({ kind: 'adjudicated', key: 'take-back', on });
    expect((await handle.result()).status).toBe('SETTLED');
  });
});
