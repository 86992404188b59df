import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isoDate } from '../../domain/dates.ts';
import { correctClaim, statusQuery } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { fakeOffice, withClaim } from './office.ts';

const on = isoDate('2026-01-05');
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

test('13: a late rejection of the first submission does not reject the second one', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await signal({ kind: 'rejected', key: 'r1', on, submission: 1, by: '277CA' });
    await pass(1);
    const correction = { correctionId: 'c1', by: 'ann', reason: 'card', set: { 'insurance[0].memberId': 'W999' } };
    await handle.executeUpdate(correctClaim, { args: [correction] });
    await pass(1);
    await signal({ kind: 'rejected', key: 'late', on, submission: 1, by: '277CA' });
    await signal({ kind: 'accepted', key: 'later', on, submission: 1 });
    await pass(1);
    expect((await handle.query(statusQuery)).status).toBe('SUBMITTED');
    expect(office.done.filter((what) => /^(submit|ask)/.test(what))).toEqual([
      ...['submit 1 as original', 'ask rejection', 'submit 2 as original'],
    ]);
    await handle.terminate();
  });
});
