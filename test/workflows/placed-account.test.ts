import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isoDate } from '../../domain/dates.ts';
import { cents } from '../../domain/money.ts';
import {
  correctClaim,
  hold,
  inboxQuery,
  recordPayment,
  statusQuery,
  timelineQuery,
  writeOff,
} from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { aCorrection, type FakeOffice, fakeOffice, type RunningClaim, withClaim } from './office.ts';

// The agency must not collect what is paid here, written off, or disputed without anybody's knowledge.

const on = isoDate('2026-01-05');
const held = { name: 'dispute', by: 'biller-1', reason: 'patient disputes' };
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

/** A claim of $80.00 that is placed with the agency, which has acknowledged it. */
function withPlacedClaim<T>(office: FakeOffice, run: (claim: RunningClaim) => Promise<T>): Promise<T> {
  return withClaim(env, office, async (claim) => {
    const { signal, pass } = claim;
    await pass(1);
    Object.assign(office.books, { payer: 0, patient: 8_000 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    await pass(125);
    await signal({ kind: 'agencyAnswered', key: 'g', on, accepted: true });
    await pass(1);
    office.done.length = 0;
    return run(claim);
  });
}

const payment = (paymentId: string, dollars: number) => ({
  args: [{ paymentId, amountCents: cents(dollars * 100), method: 'card', by: 'biller-1' } as const] as [never],
});

test('the agency is told of a payment in part, once, and the account is recalled when the rest is paid', async () => {
  const office = fakeOffice();
  const end = await withPlacedClaim(office, async ({ handle, pass }) => {
    await handle.executeUpdate(recordPayment, payment('p1', 30));
    await pass(1);
    expect(office.done).toEqual(['report p1']);
    expect(await handle.query(statusQuery)).toMatchObject({ status: 'PLACED', balanceCents: 5_000 });
    await handle.executeUpdate(recordPayment, payment('p2', 50));
    return handle.result();
  });
  expect(end.status).toBe('SETTLED');
  expect(office.done).toEqual(['report p1', 'recall PAID_IN_FULL']);
});

test.each([
  ['BANKRUPTCY', 'BANKRUPTCY'],
  ['CHARITY_OR_FINANCIAL_ASSISTANCE', 'ASSISTANCE_APPROVED'],
  ['OTHER', 'CLIENT_REQUEST'],
] as const)(
  'an account that is written off for %s is recalled for %s, also while it is held',
  async (reason, recall) => {
    const office = fakeOffice();
    const end = await withPlacedClaim(office, async ({ handle }) => {
      await handle.executeUpdate(hold, { args: [held] });
      await handle.executeUpdate(writeOff, { args: [{ writeOffId: 'w1', reason, by: 'biller-1' }] });
      return handle.result();
    });
    expect(end.status).toBe('WRITTEN_OFF');
    expect(office.done).toEqual([`writeOff ${reason}`, `recall ${recall}`]);
  },
);

test('a hold of a placed account says that the agency goes on', async () => {
  const office = fakeOffice();
  await withPlacedClaim(office, async ({ handle }) => {
    const receipt = await handle.executeUpdate(hold, { args: [held] });
    expect(receipt).toMatchObject({ outcome: 'taken', remark: expect.stringContaining('The agency still has') });
    expect((await handle.query(statusQuery)).next).toContain('The agency still has the account');
    const said = (await handle.query(timelineQuery)).map(({ what }) => what);
    expect(said).toContainEqual(expect.stringContaining('The agency still has the account'));
    await handle.terminate();
  });
});

test('facts that no partner sends are refused in the inbox, and the claim goes on', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    await handle.signal('fact', null, { key: '\ud800', kind: 'x\0' }, { kind: 'nope', key: 'a', on });
    await handle.signal('fact', { kind: 'adjudicated', key: 'q1', on: '2026-02-30' });
    await handle.signal('fact', { kind: 'agencyAnswered', key: 'g', on, accepted: true });
    await handle.signal('fact', { kind: 'accepted', key: 'h', on, submission: 7 });
    await pass(1);
    const inbox = await handle.query(inboxQuery);
    expect(inbox.map(({ input, receipt }) => [input, 'reason' in receipt && receipt.reason])).toEqual([
      ['fact', 'fact: must be an object'],
      ['fact', expect.stringMatching(/^kind: must be one of .*key: has a character that cannot be stored/)],
      ['fact', expect.stringContaining('kind: must be one of')],
      ['fact', 'on: must be a calendar day (yyyy-mm-dd)'],
      ['fact', 'the claim was never placed with an agency'],
      ['fact', 'the claim has no submission 7'],
    ]);
    Object.assign(office.books, { payer: 0 });
    await handle.signal('fact', { kind: 'adjudicated', key: 'b', on });
    expect((await handle.result()).status).toBe('SETTLED');
  });
});

test('a claim that charges nothing is asked about, and sent once it has a charge', async () => {
  const office = fakeOffice();
  const open = office.activities.openClaim;
  office.books.payer = 0;
  office.answer({
    openClaim: async (input) => ({ ...(await open(input)), chargedCents: 0 }) as never,
    applyCorrection: async () => ((office.books.payer = 20_000), aCorrection),
  });
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    expect(office.done).toEqual(['ask correction']);
    expect((await handle.query(statusQuery)).next).toContain('$0.00');
    const set = { 'claim.serviceLines[0].chargeAmountCents': 20_000 };
    await handle.executeUpdate(correctClaim, { args: [{ correctionId: 'c', by: 'biller-1', reason: 'typed', set }] });
    await pass(1);
    expect(office.done.at(-1)).toBe('submit 1 as original');
    await handle.terminate();
  });
});
