import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WorkItemRow } from '../../activities/worklist-contract.ts';
import { partnerTroubles, type PartnerTrouble } from '../../domain/partner-trouble.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// Trouble with a partner opens one work item, and every waiting claim is signaled when it is over.

let office: Installation;

beforeEach(async () => {
  office = await install();
}, 120_000);
afterEach(async () => {
  await office?.remove();
});

async function aClaim(claimId: string): Promise<string> {
  const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.claimId;
}

const submit = (claimId: string): Promise<void> =>
  office.outbound.submitClaim({
    claimId,
    version: 1,
    submission: 1,
    as: 'original',
    today,
    standing: standingOf(claimId),
  });
const ask = async (claimId: string | null, trouble: PartnerTrouble, partner = 'payer'): Promise<string> =>
  (await office.database.askAboutPartner({ claimId, trouble, partner })).workItemId;
const close = (itemId: string) =>
  office.database.decide({ kind: 'close-item', itemId, reason: 'the folder is back', by: 'ann' });

async function worklist(): Promise<readonly WorkItemRow[]> {
  const report = await office.database.readReport({ report: 'worklist', filter: { kind: 'partner' } });
  return report.report === 'worklist' ? report.items : [];
}

async function signaled(): Promise<readonly string[]> {
  await office.signalWaiting();
  return office.signaled.map(({ claimId, fact }) => `${claimId} ${fact.kind}`).toSorted();
}

test('two claims that a partner refuses ask once; a person closes it, and both are signaled, once', async () => {
  const claims = [await aClaim('CLAIM1'), await aClaim('CLAIM2')] as const;
  const away = join(office.folder, 'away');
  await rename(join(office.folder, 'payer'), away);
  for (const claimId of claims)
    await expect(submit(claimId)).rejects.toMatchObject({ type: 'inbox-refused', details: [{ partner: 'payer' }] });
  const [one, other] = await Promise.all(claims.map((claimId) => ask(claimId, 'inbox-refused')));
  expect(other).toBe(one);
  expect(await ask(claims[0], 'inbox-refused')).toBe(one);
  expect(await worklist()).toMatchObject([
    {
      id: one,
      owner: 'OPERATOR',
      claimId: null,
      found: expect.stringMatching(/^Partner payer has no.* 2 claims wait\.$/),
    },
  ]);

  await rename(away, join(office.folder, 'payer'));
  expect(await close(one ?? '')).toEqual({ outcome: 'done', resumed: 2 });
  expect(await close(one ?? '')).toEqual({ outcome: 'done', resumed: 0 });
  expect(await signaled()).toEqual(['CLAIM1 partnerAnswered', 'CLAIM2 partnerAnswered']);
  expect(await worklist()).toEqual([]);
  // What is wrong again is asked again.
  expect(await ask(claims[0], 'inbox-refused')).not.toBe(one);
});

test('a file that the partner takes answers what was asked about sending, and signals who waits', async () => {
  const [waiting, next] = [await aClaim('CLAIM1'), await aClaim('CLAIM2')];
  await ask(waiting, 'inbox-failed');
  await ask(waiting, 'partner-away');
  await ask(null, 'outbox-refused');
  await ask(null, 'host-key-changed', 'agency');
  await submit(next);
  expect((await worklist()).map(({ found }) => found)).toEqual([
    expect.stringContaining('does not let us list it'),
    expect.stringContaining('The host key of partner agency'),
  ]);
  expect(await signaled()).toEqual(['CLAIM1 partnerAnswered', 'CLAIM1 partnerAnswered']);
});

test('a visit that works answers what was asked about the connection and the outbox, not about the inbox', async () => {
  const claimId = await aClaim('CLAIM1');
  const others = new Set<PartnerTrouble>(['unknown-partner', 'archive-failed']);
  const troubles = (Object.keys(partnerTroubles) as PartnerTrouble[]).filter((one) => !others.has(one));
  for (const trouble of troubles) await ask(claimId, trouble);
  await office.pickUp('payer');
  const left = await worklist();
  expect(left.map(({ found }) => found)).toEqual([
    expect.stringContaining('does not let us write to it'),
    expect.stringContaining('does not take the file'),
  ]);
  expect((await signaled()).length).toBe(troubles.length - 2);
});

test('a payer or an agency that nobody is configured for is answered when somebody is', async () => {
  const claimId = await aClaim('CLAIM1');
  await ask(claimId, 'unknown-partner', 'kind:agency');
  await ask(claimId, 'unknown-partner', 'payer:NOBODY');
  expect((await worklist()).map(({ found }) => found)).toEqual([
    'partners.json does not describe a collection agency. 1 claim waits.',
    'partners.json does not describe a partner for payer NOBODY. 1 claim waits.',
  ]);
  await office.pickUp('payer');
  expect((await worklist()).map(({ found }) => found)).toEqual([expect.stringContaining('payer NOBODY')]);
  expect(await signaled()).toEqual(['CLAIM1 partnerAnswered']);
});

test('a statement that cannot be left for the printer says so', async () => {
  const claimId = await aClaim('CLAIM1');
  await mkdir(join(office.folder, 'files'), { mode: 0o700 });
  await writeFile(join(office.folder, 'files', 'statements'), 'no folder');
  const input = {
    claimId,
    cycle: 1,
    statement: 1,
    isFinalNotice: false,
    dueOn: today,
    today,
    standing: standingOf(claimId),
  };
  await expect(office.outbound.sendStatement(input)).rejects.toMatchObject({
    type: 'inbox-refused',
    details: [{ partner: 'kind:printer' }],
  });
  await ask(claimId, 'inbox-refused', 'kind:printer');
  expect(await worklist()).toMatchObject([
    { found: 'Statements cannot be written to the folder files/statements. 1 claim waits.' },
  ]);
});

test('a question that nobody answers by its due day is escalated by the next claim that asks', async () => {
  const claimId = await aClaim('CLAIM1');
  const id = await ask(claimId, 'partner-away');
  expect(await worklist()).toMatchObject([{ id, escalated: false }]);
  await office.db.query(`update work_item set due_on = due_on - 1 where partner = 'payer'`, []);
  expect(await ask(claimId, 'partner-away')).toBe(id);
  expect(await worklist()).toMatchObject([{ id, escalated: true }]);
});
