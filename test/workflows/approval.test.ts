import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WriteOffInput, WriteOffResult } from '../../activities/contract.ts';
import { cents } from '../../domain/money.ts';
import { approveWriteOff, timelineQuery, transfer, writeOff } from '../../workflows/messages.ts';
import { createTimeSkippingEnvironment } from '../support/temporal.ts';
import { type FakeOffice, fakeOffice, withClaim } from './office.ts';

// A write-off above the limit of its reason waits for the name of a second person.

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

/** An office that writes off nothing of a person without another name. */
function strictOffice(): { readonly office: FakeOffice; readonly asked: WriteOffInput[] } {
  const office = fakeOffice();
  const { writeOff: post } = office.activities;
  const asked: WriteOffInput[] = [];
  const strict = async (input: WriteOffInput): Promise<WriteOffResult> => {
    asked.push(input);
    const isApproved = input.by === null || (input.approvedBy !== undefined && input.approvedBy !== input.by);
    return isApproved ? post(input) : { kind: 'needs-approval', party: 'coverage-1', amountCents: cents(20_000) };
  };
  office.answer({ writeOff: strict });
  return { office, asked };
}

const args = [{ writeOffId: 'w1', reason: 'OTHER', by: 'ann' }] as [never];
const decided = (by: string, decision?: 'refuse') => ({ args: [{ writeOffId: 'w1', by, decision }] as [never] });

test('it is posted when another person approves it, with the part that was asked about', async () => {
  const { office, asked } = strictOffice();
  const end = await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    const remark = 'It waits for the approval of a second person.';
    expect(await handle.executeUpdate(writeOff, { args })).toEqual({ outcome: 'taken', remark });
    expect(await handle.executeUpdate(writeOff, { args, updateId: 'again' })).toEqual({ outcome: 'taken', remark });
    expect(await handle.executeUpdate(approveWriteOff, decided('ann'))).toMatchObject({ outcome: 'refused' });
    expect(await handle.executeUpdate(approveWriteOff, decided('bob'))).toEqual({ outcome: 'taken' });
    return handle.result();
  });
  expect(end.status).toBe('WRITTEN_OFF');
  expect(office.done.filter((step) => /approv|writeOff/.test(step))).toEqual([
    ...['ask approval', 'writeOff OTHER', 'answered: approved by bob'],
  ]);
  expect(asked.at(-1)).toMatchObject({
    key: 'w1',
    by: 'ann',
    approvedBy: 'bob',
    party: 'coverage-1',
    amountCents: 20_000,
  });
});

test('it is dropped when another person refuses it, and then nothing waits', async () => {
  const { office } = strictOffice();
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    await handle.executeUpdate(writeOff, { args });
    expect(await handle.executeUpdate(approveWriteOff, decided('bob', 'refuse'))).toEqual({ outcome: 'taken' });
    expect(await handle.executeUpdate(approveWriteOff, decided('eve'))).toEqual({
      ...{ outcome: 'refused', reason: 'no write-off w1 waits for approval' },
    });
    const lines = (await handle.query(timelineQuery)).map(({ what }) => what);
    expect(lines).toContain('bob refused the write-off w1.');
  });
  expect(office.done).toContain('answered: refused by bob');
  expect(office.done).not.toContain('writeOff OTHER');
});

test('a transfer changes who is worked on', async () => {
  const office = fakeOffice();
  await withClaim(env, office, async ({ handle, pass }) => {
    await pass(1);
    const input = { transferId: 't1', by: 'ann', reason: 'not covered', from: 'coverage-1', to: 'patient' };
    expect(await handle.executeUpdate(transfer, { args: [input] as [never] })).toEqual({ outcome: 'taken' });
    await pass(1);
  });
  expect(office.done.slice(-2)).toEqual(['transfer 20000', 'statement 1']);
});
