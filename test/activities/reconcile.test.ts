import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Instant } from '../../domain/dates.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// PostgreSQL is compared with Temporal and the partners' mailboxes; each difference is listed, and some are repaired.

let office: Installation;
let claims = 0;
let claimId: string;

beforeAll(async () => {
  office = await install();
});
afterAll(() => office?.remove());
beforeEach(async () => {
  claimId = `RC${String((claims += 1)).padStart(6, '0')}`;
  const intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
});

const stand = (status: ClaimStatus) => office.database.writeStanding(standingOf(claimId, { status, revision: claims }));

async function found(isRepairing = false, withMailboxes = false) {
  const { differences } = await office.files.reconcile({ isRepairing, withMailboxes });
  return differences.filter((one) => one.claimId === claimId || one.claimId === null);
}

test('a claim whose workflow runs and says the same is no difference', async () => {
  await stand('SUBMITTED');
  office.running.set(claimId, 'SUBMITTED');
  expect(await found()).toEqual([]);
});

test('an open claim without a workflow is lost, and a repair starts it once', async () => {
  await stand('SUBMITTED');
  expect(await found()).toMatchObject([
    { kind: 'lost', isRepaired: false, found: `Claim ${claimId} is SUBMITTED, and no workflow works on it.` },
  ]);
  expect(await found(true)).toMatchObject([{ kind: 'lost', isRepaired: true }]);
  office.running.set(claimId, 'SUBMITTED');
  expect(await found(true)).toEqual([]);
  expect(office.resumed.filter((id) => id === claimId)).toEqual([claimId]);
});

test('a standing that is behind its workflow is listed, and a repair has the workflow store it again', async () => {
  await stand('SUBMITTED');
  office.running.set(claimId, 'ACCEPTED');
  const text = `Claim ${claimId} is SUBMITTED in PostgreSQL, and ACCEPTED in its workflow.`;
  expect(await found()).toMatchObject([{ kind: 'behind', isRepaired: false, found: text }]);
  expect(office.restated).not.toContain(claimId);
  expect(await found(true)).toMatchObject([{ kind: 'behind', isRepaired: true }]);
  expect(office.restated.filter((id) => id === claimId)).toEqual([claimId]);
});

test('an input that could not be stored is listed with author, time and kind, and a repair stores it', async () => {
  const at = '2026-11-28T09:30:00.000Z' as Instant;
  const unstoredInputs = [{ key: 'signal-1', kind: 'addNote' as const, by: 'ann', at }];
  await office.database.writeStanding(standingOf(claimId, { status: 'SUBMITTED', revision: claims, unstoredInputs }));
  office.running.set(claimId, 'SUBMITTED');
  const text = `The text of addNote by ann of ${at} on claim ${claimId} is not stored.`;
  expect(await found()).toMatchObject([{ kind: 'input-unstored', isRepaired: false, found: text }]);
  expect(await found(true)).toMatchObject([{ kind: 'input-unstored', isRepaired: true }]);
  expect(office.restated).toContain(claimId);
  await office.database.writeStanding(standingOf(claimId, { status: 'SUBMITTED', revision: claims + 1 }));
  expect(await found()).toEqual([]);
});

test('a workflow without a stored claim is listed and not repaired', async () => {
  await stand('SUBMITTED');
  office.running.set(claimId, 'SUBMITTED').set('NOSUCH', 'SUBMITTED');
  const { differences } = await office.files.reconcile({ isRepairing: true, withMailboxes: false });
  expect(differences).toContainEqual(
    expect.objectContaining({ kind: 'unstored', claimId: 'NOSUCH', isRepaired: false }),
  );
  office.running.delete('NOSUCH');
});

test('a closed claim with an open balance is listed, and a repair asks again who owes', async () => {
  await stand('SETTLED');
  const [difference] = await found(true);
  expect(difference).toMatchObject({ kind: 'closed-with-balance', isRepaired: true });
  expect(difference?.found).toMatch(/is closed \(SETTLED\), and its ledger has \$[\d.,]+ open\.$/);
  expect(office.resumed).toContain(claimId);
});

test('facts that wait are listed, and a repair delivers them once', async () => {
  await stand('SUBMITTED');
  office.running.set(claimId, 'SUBMITTED');
  await office.db.query(
    `insert into outbox_event (dedupe_key, claim_id, fact, noted_at)
     values ($1 || ':k', $1, jsonb_build_object('kind', 'adjudicated', 'key', 'k', 'on', $2::text),
       now() - interval '1 hour')`,
    [claimId, today],
  );
  expect(await found()).toMatchObject([{ kind: 'undelivered', isRepaired: false }]);
  expect(await found(true)).toMatchObject([{ kind: 'undelivered', isRepaired: true }]);
  expect(await found(true)).toEqual([]);
  expect(office.signaled.filter((one) => one.claimId === claimId)).toHaveLength(1);
});

test('a sent claim whose acknowledgment is overdue is listed', async () => {
  const standing = standingOf(claimId, { status: 'SUBMITTED', dueOn: '2026-03-01' as never, submissions: 1 });
  await office.outbound.submitClaim({ claimId, version: 1, submission: 1, as: 'original', today, standing });
  office.running.set(claimId, 'SUBMITTED');
  expect(await found()).toMatchObject([{ kind: 'unacknowledged', partnerId: 'payer' }]);
});

test('files that lie at a partner and are not stored are counted', async () => {
  office.running.set(claimId, 'INTAKE');
  expect(await found(false, true)).toEqual([]);
  await writeFile(join(office.folder, 'payer', 'outbox', `${claimId}.835`), 'ISA');
  expect(await found(false, true)).toMatchObject([
    { kind: 'not-fetched', partnerId: 'payer', found: '1 file lies at payer and is not stored.' },
  ]);
});
