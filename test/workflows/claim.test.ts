import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { addDays, isoDate } from '../../domain/dates.ts';
import { cents } from '../../domain/money.ts';
import {
  correctClaim,
  hold,
  inboxQuery,
  recordPayment,
  release,
  statusQuery,
  timersQuery,
} from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { type FakeOffice, fakeOffice, withClaim } from './office.ts';

const on = isoDate('2026-01-05');
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

function payerPays(office: FakeOffice, patientOwes = 0): void {
  Object.assign(office.books, { payer: 0, patient: patientOwes });
}

describe('a claim', () => {
  test('is sent, accepted, paid and settled', async () => {
    const office = fakeOffice();
    const end = await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('ACCEPTED');
      payerPays(office);
      await signal({ kind: 'adjudicated', key: 'b', on });
      return handle.result();
    });
    expect(end.status).toBe('SETTLED');
    expect(office.done).toEqual(['submit 1 as original']);
  });

  test('becomes accepted even if acceptance and payment arrive in one signal', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office);
      await signal({ kind: 'accepted', key: 'a', on, submission: 1 }, { kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('SETTLED');
      expect((await handle.query(statusQuery)).statuses).toEqual(expect.arrayContaining(['ACCEPTED', 'SETTLED']));
    });
  });

  test('settles when the remittance overtakes its acknowledgment', async () => {
    const office = fakeOffice();
    const end = await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office, 3_000);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(1);
      await signal({ kind: 'accepted', key: 'a', on, submission: 1 });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('PATIENT_DUE');
      await handle.executeUpdate(recordPayment, {
        args: [{ paymentId: 'p1', amountCents: cents(3_000), method: 'card', by: 'biller-1' }],
      });
      return handle.result();
    });
    expect(end.status).toBe('SETTLED');
  });

  test('is resent if no answer arrives, and then a person is asked', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(9);
      expect(office.done).toEqual(['submit 1 as original']);
      await pass(2);
      expect(office.done).toEqual(['submit 1 as original', 'resend 1']);
      await pass(10);
      expect(office.done.at(-1)).toBe('ask silence');
      await pass(15);
      expect(office.done.at(-1)).toBe('escalate');
      payerPays(office);
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
  });

  test.each([
    [32, 3, 'show again'],
    [26, 12, 'escalate'],
  ])('with %i days left to correct it: after %i days, %s', async (left, after, done) => {
    const office = fakeOffice();
    const question = { kind: 'correction', found: 'A code is missing.', canDo: 'Set it.' } as const;
    office.answer({
      reviewAdjudication: async ({ today }) => {
        return { kind: 'ask', as: 'replacement', question: { ...question, lastDay: addDays(today, left) } };
      },
    });
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(1);
      expect(office.done.at(-1)).toBe('ask correction');
      await pass(after);
      expect(office.done.at(-1)).toBe(done);
      payerPays(office);
      await signal({ kind: 'adjudicated', key: 'c', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
  });

  test('that is denied and corrected by a person is sent as a replacement', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      await signal({ kind: 'adjudicated', key: 'denial', on });
      await pass(1);
      const asked = await handle.query(statusQuery);
      expect(asked.status).toBe('NEEDS_CORRECTION');
      const receipt = await handle.executeUpdate(correctClaim, {
        updateId: 'c1',
        args: [
          {
            correctionId: 'c1',
            by: 'biller-1',
            reason: 'authorization found',
            set: { 'claim.priorAuthorizationNumber': 'A1' },
          },
        ],
      });
      expect(receipt).toEqual({ outcome: 'taken' });
      await pass(1);
      payerPays(office);
      await signal({ kind: 'adjudicated', key: 'payment', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
    expect(office.done).toEqual([
      'submit 1 as original',
      'ask denial',
      'answered: corrected',
      'submit 2 as replacement',
    ]);
  });

  test('that the patient never pays is placed, recalled after a year and written off', async () => {
    const office = fakeOffice();
    const end = await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office, 8_000);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(125);
      expect(office.done.at(-1)).toBe('place');
      await signal({ kind: 'agencyAnswered', key: 'g', on, accepted: true });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('PLACED');
      return handle.result();
    });
    expect(end.status).toBe('WRITTEN_OFF');
    expect(office.done).toEqual([
      'submit 1 as original',
      'statement 1',
      'statement 2',
      'statement 3',
      'final notice',
      'place',
      'recall CLIENT_REQUEST',
      'writeOff COLLECTION_AGENCY',
    ]);
  });

  test('returns to the payer when a reversal arrives during patient collection', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office, 8_000);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(31);
      Object.assign(office.books, { payer: 20_000, patient: 0 });
      await signal({ kind: 'adjudicated', key: 'reversal', on });
      await pass(1);
      expect((await handle.query(statusQuery)).status).toBe('NEEDS_CORRECTION');
      payerPays(office);
      await signal({ kind: 'adjudicated', key: 'corrected', on });
      expect((await handle.result()).status).toBe('SETTLED');
    });
    expect(office.done.filter((step) => step.startsWith('statement'))).toHaveLength(2);
  });

  test('whose small patient balance is below the limit is written off and nobody is billed', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office, 499);
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('WRITTEN_OFF');
    });
    expect(office.done).toEqual(['submit 1 as original', 'writeOff SMALL_BALANCE']);
  });

  test('whose write-off was posted by a lost attempt is closed as written off', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      Object.assign(office.books, { payer: 0, patient: 0, writtenOff: 499 });
      await signal({ kind: 'adjudicated', key: 'b', on });
      expect((await handle.result()).status).toBe('WRITTEN_OFF');
    });
  });

  test('on hold sends no statement, and keeps the elapsed days', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, signal, pass }) => {
      await pass(1);
      payerPays(office, 8_000);
      await signal({ kind: 'adjudicated', key: 'b', on });
      await pass(20);
      await handle.executeUpdate(hold, { args: [{ name: 'dispute', by: 'biller-1', reason: 'patient disputes' }] });
      await pass(100);
      expect(office.done.at(-1)).toBe('statement 1');
      await handle.executeUpdate(release, { args: [{ name: 'dispute', by: 'biller-1' }] });
      await pass(9);
      expect(office.done.at(-1)).toBe('statement 1');
      await pass(2);
      expect(office.done.at(-1)).toBe('statement 2');
      await handle.terminate();
    });
  });

  test('refuses invalid input, of an Update to its caller and of a Signal in the inbox', async () => {
    const office = fakeOffice();
    await withClaim(env, office, async ({ handle, pass }) => {
      await pass(1);
      const correction = { correctionId: 'c', by: 'b', reason: 'r', set: { 'claim.note': 'n' } };
      await expect(handle.executeUpdate(correctClaim, { args: [correction] })).rejects.toMatchObject({
        cause: { type: 'InputRefused', message: expect.stringContaining('SUBMITTED') },
      });
      await handle.signal('correctClaim', correction);
      await handle.signal('recordPayment', 'forty dollars');
      await pass(1);
      expect((await handle.query(inboxQuery)).map((entry) => entry.receipt.outcome)).toEqual(['refused', 'refused']);
      expect(await handle.query(timersQuery)).toEqual([
        expect.objectContaining({ waitingFor: 'The payer to accept or reject' }),
      ]);
      await handle.terminate();
    });
  });
});
