import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { permanent, temporary } from '../../activities/failures.ts';
import type { OutboundActivities } from '../../activities/outbound-contract.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Fact } from '../../domain/claim/facts.ts';
import {
  addNote,
  correctClaim,
  hold,
  recordPayment,
  release,
  statusQuery,
  timersQuery,
  writeOff,
} from '../../workflows/messages.ts';
import { cents } from '../../domain/money.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { type RunningClaim, type FakeOffice, fakeOffice, withClaim } from './office.ts';

// Trouble with a partner stops a claim only until the trouble is over, and the claim keeps all its data.

const on = isoDate('2026-01-05');
const refusal = permanent('credentials-refused', { partner: 'acme' });
const answered = (workItemId: string): Fact => ({
  kind: 'partnerAnswered',
  key: `partner-${workItemId}`,
  on,
  workItemId,
});
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

/** An office whose steps of that name fail until `works` is called. */
function failingAt(...steps: readonly (keyof OutboundActivities)[]): FakeOffice & { works(): void; fails(): void } {
  const office = fakeOffice();
  let isBroken = true;
  for (const step of steps) {
    const run = office.activities[step] as (input: never) => Promise<never>;
    office.answer({
      [step]: async (input: never) => {
        if (!isBroken) return run(input);
        office.done.push(`${step} fails`);
        throw refusal;
      },
    });
  }
  return { ...office, works: () => (isBroken = false), fails: () => (isBroken = true) };
}

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
const aNote = (text: string) => ({ by: 'biller-1', text });
const stopped = ['submitClaim fails', 'ask about acme: credentials-refused'];

describe('a claim that a partner refuses', () => {
  test('says for whom it waits and goes on by itself when the partner answers', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(0.1);
      expect(await handle.query(statusQuery)).toMatchObject({
        status: 'SUBMITTING',
        owner: 'OPERATOR',
        next:
          'Partner acme refuses our user name, password or key. ' +
          'The claim goes on by itself when work item partner-item-2 is closed.',
        workItemId: 'partner-item-2',
      });
      expect(await handle.query(timersQuery)).toMatchObject([{ waitingFor: 'The partner to answer' }]);
      office.works();
      await signal(answered('partner-item-2'));
      await pass(0.1);
      expect(office.done).toEqual([...stopped, 'submit 1 as original']);
      expect(await handle.query(statusQuery)).toMatchObject({ status: 'SUBMITTED', owner: 'PAYER', workItemId: null });
      await handle.terminate();
    });
  });

  test('goes on when the question was answered before it came to rest', async () => {
    const office = failingAt('submitClaim');
    const asked: { signal?: RunningClaim['signal'] } = {};
    office.answer({
      askAboutPartner: async () => {
        await asked.signal?.(answered('early'));
        office.works();
        return { workItemId: 'early' };
      },
    });
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      asked.signal = signal;
      await pass(0.1);
      expect(office.done).toEqual(['submitClaim fails', 'submit 1 as original']);
      await handle.terminate();
    });
  });

  test('stops again when it is still refused, and an answer that comes twice changes nothing', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(0.1);
      await signal(answered('partner-item-2'), answered('another'));
      await pass(0.1);
      expect(office.done).toEqual([...stopped, ...stopped]);
      await signal(answered('partner-item-2'), answered('partner-item-2'));
      await pass(0.1);
      expect(office.done).toHaveLength(4);
      expect(await handle.query(statusQuery)).toMatchObject({ owner: 'OPERATOR', workItemId: 'partner-item-4' });
      await handle.terminate();
    });
  });

  test('tries again on each business day, though nobody answers', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(5);
      const attempts = office.done.filter((what) => what === 'submitClaim fails').length;
      expect(attempts).toBeGreaterThan(2);
      expect(attempts).toBeLessThan(7);
      office.works();
      await pass(5);
      expect(office.done.at(-1)).toBe('submit 1 as original');
      await handle.terminate();
    });
  });

  test('can be held, corrected and released meanwhile', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(0.1);
      await handle.executeUpdate(hold, { args: [{ name: 'x', by: 'biller-1', reason: 'a card is missing' }] });
      expect(await handle.query(statusQuery)).toMatchObject({ status: 'ON_HOLD' });
      const correction = { correctionId: 'c1', by: 'biller-1', reason: 'card checked', set: { 'claim.note': 'n' } };
      expect(await handle.executeUpdate(correctClaim, { args: [correction] })).toEqual({ outcome: 'taken' });
      office.works();
      await pass(3);
      expect(office.done).toEqual(stopped);
      await handle.executeUpdate(release, { args: [{ name: 'x', by: 'biller-1' }] });
      await pass(0.1);
      expect(office.done).toEqual([...stopped, 'submit 2 as original']);
      await handle.terminate();
    });
  });

  test('can be written off meanwhile, and then closes', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(0.1);
      const args = [{ writeOffId: 'w1', reason: 'OTHER', by: 'biller-1' }] as const;
      await handle.executeUpdate(writeOff, { args: [...args] });
      expect(await handle.result()).toMatchObject({ status: 'WRITTEN_OFF' });
      expect(office.done).toEqual([...stopped, 'writeOff OTHER']);
    });
  });

  test('waits through a run that continues as new', async () => {
    const office = failingAt('submitClaim');
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(0.1);
      const first = (await handle.describe()).runId;
      for (let batch = 0; batch < 40; batch += 1)
        await Promise.all(eight.map((n) => handle.executeUpdate(addNote, { args: [aNote(`${batch}.${n}`)] })));
      const latest = env.client.workflow.getHandle(handle.workflowId);
      expect((await latest.describe()).runId).not.toBe(first);
      expect(await latest.query(statusQuery)).toMatchObject({ owner: 'OPERATOR', workItemId: 'partner-item-2' });
      expect(office.done).toEqual(stopped);
      office.works();
      await latest.signal('fact', answered('partner-item-2'));
      await pass(0.1);
      expect(office.done.at(-1)).toBe('submit 1 as original');
      await latest.terminate();
    });
  }, 120_000);

  test('is not asked about again when it is tried for a while and the partner stays away', async () => {
    const office = fakeOffice();
    let attempts = 0;
    office.answer({
      submitClaim: async () => {
        attempts += 1;
        throw temporary('partner-away', { partner: 'acme' });
      },
    });
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(0.2);
      expect(attempts).toBe(10);
      expect(office.done).toEqual(['ask about acme: partner-away']);
      expect((await handle.query(statusQuery)).next).toContain('Partner acme does not answer.');
      await handle.terminate();
    });
  });
});

test('a database that is away while a claim is sent is waited for, and asked nobody about', async () => {
  const office = fakeOffice();
  let attempts = 0;
  office.answer({
    submitClaim: async () => {
      attempts += 1;
      if (attempts <= 25) throw temporary('database-away');
      office.done.push('sent');
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(office.done).toEqual(['sent']);
    await handle.terminate();
  });
});

test('a step that fails again and again for an unknown reason becomes a question about the claim', async () => {
  const office = fakeOffice();
  office.answer({
    submitClaim: async () => {
      throw temporary('unexpected');
    },
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(office.done).toEqual(['ask correction']);
    await handle.terminate();
  });
});

test('the same file is sent again as soon as the partner answers, and the payer has its days from there', async () => {
  const office = failingAt('resendClaim');
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(10.5);
    expect(office.done).toEqual(['submit 1 as original', 'resendClaim fails', stopped[1]]);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'SUBMITTED', owner: 'OPERATOR' });
    office.works();
    await signal(answered('partner-item-3'));
    await pass(0.1);
    expect(office.done.at(-1)).toBe('resend 1');
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'SUBMITTED', owner: 'PAYER' });
    await handle.terminate();
  });
});

test('an acceptance that arrives while the same file cannot be sent again stands', async () => {
  const office = failingAt('resendClaim');
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(10.5);
    await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
    await pass(0.1);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'ACCEPTED', owner: 'PAYER', workItemId: null });
    office.works();
    await signal(answered('partner-item-3'));
    await pass(5);
    expect(office.done).not.toContain('resend 1');
    await handle.terminate();
  });
});

test('a statement that nobody delivers waits for the mail room, and a payment meanwhile is posted', async () => {
  const office = failingAt('sendStatement');
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    Object.assign(office.books, { payer: 0, patient: 10_000 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(0.1);
    expect(office.done).toEqual(['submit 1 as original', 'sendStatement fails', stopped[1]]);
    const receivedOn = isoDate(new Date(await env.currentTimeMs()).toISOString().slice(0, 10));
    const payment = { paymentId: 'p1', by: 'ann', amountCents: cents(10_000), receivedOn, method: 'cash' } as const;
    await handle.executeUpdate(recordPayment, { args: [payment] });
    expect(await handle.result()).toMatchObject({ status: 'SETTLED' });
  });
});

test('an account whose file cannot be sent is placed, and later recalled, when the agency answers', async () => {
  const office = failingAt('placeAccount', 'recallAccount');
  await withClaim(env, office, async ({ handle, signal, pass }) => {
    await pass(1);
    Object.assign(office.books, { payer: 0, patient: 10_000 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(122);
    expect(office.done).toContain('placeAccount fails');
    expect(office.done).not.toContain('place');
    office.works();
    await pass(5);
    expect(office.done.at(-1)).toBe('place');
    await signal({ kind: 'agencyAnswered', key: 'g', on, accepted: true });
    await pass(1);
    office.fails();
    // As the step does: the ledger has the balance back before the file is sent.
    Object.assign(office.books, { agency: 0, patient: 10_000 });
    await pass(366);
    const sent = office.done.slice(office.done.indexOf('place') + 1);
    expect(sent.slice(0, 2)).toEqual(['recallAccount fails', stopped[1]]);
    expect(new Set(sent)).toEqual(new Set(['recallAccount fails', stopped[1]]));
    office.works();
    await pass(5);
    expect(office.done.slice(-2)).toEqual(['recall CLIENT_REQUEST', 'writeOff COLLECTION_AGENCY']);
    await handle.result();
  });
});
