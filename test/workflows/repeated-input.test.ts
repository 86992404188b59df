import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isoDate } from '../../domain/dates.ts';
import { correctClaim, statusQuery } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { aCorrection, fakeOffice, withClaim } from './office.ts';

// An input that is sent again under its id is answered as before, and changes nothing.

const on = isoDate('2026-01-05');
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

test('a correction that is repeated at a later question is taken, and sends nothing again', async () => {
  const office = fakeOffice();
  office.answer({ applyCorrection: async () => aCorrection });
  const correction = { correctionId: 'c1', by: 'ann', reason: 'found', set: { 'claim.note': 'n' } };
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    for (const key of ['first', 'second']) {
      await signal({ kind: 'adjudicated', key, on });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('NEEDS_CORRECTION');
      expect(await handle.executeUpdate(correctClaim, { args: [correction] })).toEqual({ outcome: 'taken' });
      await pass(1);
    }
    expect(office.done.filter((step) => step.startsWith('submit'))).toEqual([
      'submit 1 as original',
      'submit 2 as replacement',
    ]);
    expect((await handle.query(statusQuery)).status).toBe('NEEDS_CORRECTION');
    await handle.terminate();
  });
});
