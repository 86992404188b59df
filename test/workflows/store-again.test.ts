import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { permanent } from '../../activities/failures.ts';
import { addNote, statusQuery, storeStanding } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { type FakeOffice, fakeOffice, withClaim } from './office.ts';

// What could not be stored is stored again: by the next step, or by the repair of `claimloop reconcile`.

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

/** An office whose database refuses these steps while `isRefusing` says so. */
function refusingOffice(step: 'recordInput' | 'writeStanding'): FakeOffice & { isRefusing: boolean } {
  const office = { ...fakeOffice(), isRefusing: false };
  const { recordInput, writeStanding } = office.activities;
  const refused =
    <Input>(done: (input: Input) => Promise<void>) =>
    (input: Input): Promise<void> =>
      office.isRefusing ? Promise.reject(permanent('data-refused')) : done(input);
  office.answer(
    step === 'recordInput' ? { recordInput: refused(recordInput) } : { writeStanding: refused(writeStanding) },
  );
  return office;
}

const note = { by: 'ann', text: 'called the payer' };

test('a note that could not be stored is named by the standing, and the repair stores it', async () => {
  const office = refusingOffice('recordInput');
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    office.isRefusing = true;
    expect(await handle.executeUpdate(addNote, { args: [note] })).toEqual({ outcome: 'taken' });
    await pass(1);
    const named = [{ kind: 'addNote', by: 'ann' }];
    expect(office.stored.at(-1)?.state.unstoredInputs).toMatchObject(named);
    expect(await handle.executeUpdate(storeStanding)).toBe(false);
    expect(office.stored.at(-1)?.state.unstoredInputs).toMatchObject(named);
    office.isRefusing = false;
    expect(await handle.executeUpdate(storeStanding)).toBe(true);
    expect(office.recorded).toMatchObject([{ kind: 'addNote', content: note, refusal: null }]);
    expect(office.stored.at(-1)?.state.unstoredInputs).toEqual([]);
    await handle.terminate();
  });
});

test('the repair stores the standing with the whole timeline, and changes nothing', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    const before = await handle.query(statusQuery);
    const stored = office.stored.length;
    expect(await handle.executeUpdate(storeStanding)).toBe(true);
    const [record, ...others] = office.stored.slice(stored);
    expect(others).toEqual([]);
    expect(record?.state).toMatchObject({ status: 'SUBMITTED', lines: record?.lines.length });
    expect(record?.lines.map(({ status }) => status)).toEqual(['INTAKE', 'SUBMITTING', 'SUBMITTED']);
    expect(await handle.query(statusQuery)).toEqual(before);
    await handle.terminate();
  });
});

test('a standing that could not be stored is stored where the claim next comes to rest', async () => {
  const office = refusingOffice('writeStanding');
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    office.isRefusing = true;
    await signal({ kind: 'accepted', key: 'a', submission: 1, on: '2026-01-05' as never });
    await pass(1);
    office.isRefusing = false;
    await pass(60);
    expect(office.stored.at(-1)?.state.statuses).toContain('ACCEPTED');
    await handle.terminate();
  });
});
