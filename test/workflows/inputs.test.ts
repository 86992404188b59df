import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporary, permanent } from '../../activities/failures.ts';
import { isoDate } from '../../domain/dates.ts';
import type { claim } from '../../workflows/claim.ts';
import {
  addNote,
  claimsQueue,
  correctClaim,
  hold,
  inboxQuery,
  release,
  statusQuery,
  timelineQuery,
  writeOff,
} from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { fakeOffice, withClaim } from './office.ts';

// Inputs of people are answered and stored at any time, and never end the claim.

const on = isoDate('2026-01-05');
const held = { name: 'records', by: 'biller-1', reason: 'waiting for the operative note' };
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

test('a hold during an upload that is retried is answered at once, and stops the next attempt', async () => {
  const office = fakeOffice();
  let isAway = true;
  office.answer({
    submitClaim: async ({ submission, version }) => {
      if (isAway) throw temporary('partner-away');
      office.done.push(`submit ${submission} of version ${version}`);
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1 / 1_440);
    const correction = { correctionId: 'c1', by: 'biller-1', reason: 'card checked', set: { 'claim.note': 'n' } };
    await expect(handle.executeUpdate(correctClaim, { args: [correction] })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('being sent') },
    });
    await handle.executeUpdate(hold, { args: [held] });
    await pass(1);
    isAway = false;
    await pass(1);
    expect(office.done).toEqual([]);
    await handle.executeUpdate(correctClaim, { args: [correction] });
    await handle.executeUpdate(release, { args: [{ name: 'records', by: 'biller-1' }] });
    await pass(1);
    // Bytes of version 1 may be committed as submission 1: the corrected version takes the next number.
    expect(office.done).toEqual(['submit 2 of version 2']);
    await handle.terminate();
  });
});

test('a release shows the current status, not the status before the hold', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await handle.executeUpdate(hold, { args: [held] });
    await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
    await pass(1);
    expect((await handle.query(statusQuery)).status).toBe('ON_HOLD');
    await handle.executeUpdate(release, { args: [{ name: 'records', by: 'biller-1' }] });
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'ACCEPTED', next: 'Payer pays or denies' });
    await handle.terminate();
  });
});

test('a step that the database refuses becomes a question, and the claim continues', async () => {
  const office = fakeOffice();
  office.answer({
    checkClaim: async () => {
      throw permanent('data-refused');
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'NEEDS_CORRECTION', owner: 'BILLER' });
    expect(office.done).toEqual(['ask correction']);
    await handle.terminate();
  });
});

test('a claim whose submission fails can be corrected, and is then sent with the next submission number', async () => {
  const office = fakeOffice();
  let isRefusing = true;
  office.answer({
    submitClaim: async ({ submission, version }) => {
      if (isRefusing) throw permanent('claim-not-writable');
      office.done.push(`submit ${submission} of version ${version}`);
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(office.done).toEqual(['ask correction']);
    isRefusing = false;
    const correction = { correctionId: 'c1', by: 'biller-1', reason: 'name checked', set: { 'claim.note': 'n' } };
    expect(await handle.executeUpdate(correctClaim, { args: [correction] })).toEqual({ outcome: 'taken' });
    await pass(1);
    expect(office.done.at(-1)).toBe('submit 2 of version 2');
    await handle.terminate();
  });
});

test('an automatic write-off that conflicts with an earlier one becomes a question', async () => {
  const office = fakeOffice();
  office.answer({ writeOff: async () => ({ kind: 'refused', reason: 'recorded before with another reason' }) });
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    Object.assign(office.books, { payer: 0, patient: 499 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(1);
    expect(office.done).toEqual(['submit 1 as original', 'ask correction']);
    expect((await handle.query(statusQuery)).status).toBe('NEEDS_CORRECTION');
    await handle.terminate();
  });
});

test('a claim continues and shows its problems if the database refuses questions and inputs', async () => {
  const office = fakeOffice();
  const refuse = async (): Promise<never> => {
    throw permanent('data-refused');
  };
  office.answer({ checkClaim: refuse, openWorkItem: refuse, recordInput: refuse });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(await handle.executeUpdate(addNote, { args: [{ by: 'biller-1', text: 'seen' }] })).toEqual({
      outcome: 'taken',
    });
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'NEEDS_CORRECTION', workItemId: null });
    const said = (await handle.query(timelineQuery)).map(({ what }) => what).join('\n');
    expect(said).toContain('The question is not in the worklist: it cannot be stored (data-refused).');
    expect(said).toContain('The text of addNote could not be stored (data-refused)');
    await handle.terminate();
  });
});

test('a patient file that the database refuses ends as REFUSED', async () => {
  const office = fakeOffice();
  office.answer({
    openClaim: async () => {
      throw permanent('data-refused');
    },
  });
  await withClaim(env, office, async ({ handle }) => {
    const reason = 'the patient file cannot be stored (data-refused)';
    expect(await handle.result()).toMatchObject({ status: 'REFUSED', reason });
    expect((await handle.query(statusQuery)).next).toBe(reason);
  });
});

test.each([
  ['a state that no earlier run handed over', { resumed: { claimId: 'FORGED1', status: 'SETTLED' } }],
  ['a state that is none', { resumed: 1 }],
  ['the id of another claim', { stored: 'OTHER123' }],
  ['something that is no id', { stored: null }],
])('%s is checked as a patient file, and continues no claim', async (_, forged) => {
  const office = fakeOffice();
  const checked: unknown[] = [];
  office.answer({
    async openClaim({ intake }) {
      checked.push(intake);
      return { kind: 'refused', why: 'the patient file has problems', problems: [] };
    },
  });
  await withClaim(env, office, async () => {
    const start = { workflowId: 'claim-FORGED1', taskQueue: claimsQueue, args: [forged as never] as [never] };
    const handle = await env.client.workflow.start<typeof claim>('claim', start);
    expect(await handle.result()).toMatchObject({ status: 'REFUSED' });
    expect(checked).toContainEqual(forged);
  });
});

test('an input that the database refuses is refused to its sender and stored, and the claim continues', async () => {
  const office = fakeOffice();
  office.answer({
    writeOff: async () => {
      throw permanent('conflicting-inputs');
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    const args = [{ writeOffId: 'w1', reason: 'OTHER', by: 'biller-1' }] as const;
    expect(await handle.executeUpdate(writeOff, { args: [...args] })).toEqual({
      outcome: 'refused',
      reason: 'it cannot be recorded (conflicting-inputs)',
    });
    expect((await handle.query(statusQuery)).status).toBe('SUBMITTED');
    expect(office.recorded).toMatchObject([{ kind: 'writeOff', refusal: expect.stringContaining('recorded') }]);
    await handle.terminate();
  });
});

test('steps continue after the database was unreachable for longer than a workflow task', async () => {
  const office = fakeOffice();
  let attempts = 0;
  const ready = office.activities.checkClaim;
  office.answer({
    checkClaim: async (input) => {
      if ((attempts += 1) <= 8) throw temporary('database-away');
      return ready(input);
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(office.done).toEqual(['submit 1 as original']);
    await handle.terminate();
  });
}, 120_000);

test('a refused Signal is stored with its content and the reason', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    await handle.signal('addNote', { by: 'biller-1', text: 'a\u0000b' });
    await pass(1);
    expect(await handle.query(inboxQuery)).toMatchObject([
      { input: 'addNote', receipt: { outcome: 'refused', reason: 'text: has a character that cannot be stored' } },
    ]);
    expect(office.recorded).toMatchObject([{ kind: 'addNote', content: { by: 'biller-1' }, key: 'signal-1' }]);
    await handle.terminate();
  });
});

test('a late rejection does not close an open question', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await signal({ kind: 'adjudicated', key: 'denial', on });
    await pass(1);
    await signal({ kind: 'rejected', key: 'late', on, submission: 1, by: '277CA' });
    await pass(1);
    expect((await handle.query(statusQuery)).status).toBe('NEEDS_CORRECTION');
    expect(office.done).toEqual(['submit 1 as original', 'ask denial']);
    await handle.terminate();
  });
});

test('an account that the agency refuses is a question, not a placement', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    Object.assign(office.books, { payer: 0, patient: 8_000 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(125);
    expect(office.done.at(-1)).toBe('place');
    await signal({ kind: 'agencyAnswered', key: 'g', on, accepted: false });
    await pass(1);
    expect(office.done.at(-1)).toBe('ask agency');
    expect(await handle.query(statusQuery)).toMatchObject({ owner: 'BILLER', status: 'NEEDS_CORRECTION' });
    await handle.terminate();
  });
});

test('hundreds of notes are all answered, and the claim continues as new while its question stays open', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    await signal({ kind: 'adjudicated', key: 'denial', on });
    await pass(1);
    const first = (await handle.describe()).runId;
    for (let batch = 0; batch < 40; batch += 1)
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          handle.executeUpdate(addNote, { args: [{ by: 'biller-1', text: `note ${batch}.${index}` }] }),
        ),
      );
    await pass(1);
    const latest = env.client.workflow.getHandle(handle.workflowId);
    expect((await latest.describe()).runId).not.toBe(first);
    expect(new Set(office.recorded.map(({ content }) => JSON.stringify(content))).size).toBe(320);
    expect(office.done).toEqual(['submit 1 as original', 'ask denial']);
    const view = await latest.query(statusQuery);
    expect(view.status).toBe('NEEDS_CORRECTION');
    expect(Object.keys(view)).not.toContain('timeline');
    expect(JSON.stringify(view).length).toBeLessThan(2_000);
    await latest.terminate();
  });
}, 120_000);
