import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { Client as Database } from 'pg';
import { connectClient } from '../../client/connection.ts';
import { builtInClaims, type DemoClaim } from '../../client/demo/intakes.ts';
import { type Scenario, scenarios } from '../../client/demo/scenario.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { cents } from '../../domain/money.ts';
import { remittance } from '../activities/payer-files.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// A claim outlives its workflow: Temporal forgets closed workflows, and people end them.

let office: RunningInstallation;
let client: Client;
let close: () => Promise<void>;
let seed = 900;

beforeAll(async () => {
  office = await bringUp();
  ({ client, close } = await connectClient(office.folder));
}, 120_000);
afterAll(async () => {
  await close?.();
  await office?.remove();
}, 60_000);

const shipped = (number: number): Scenario => {
  const found = scenarios.find((one) => one.number === number);
  if (!found) throw new Error(`no scenario ${number}`);
  return found;
};
const paid = shipped(1);
const denied = shipped(4);
const patientPays = shipped(7);

async function start(scenario: Scenario): Promise<{ claimId: string; externalId: string; intake: unknown }> {
  const [{ intake } = { intake: {} }] = builtInClaims(1, (seed += 1), new Date().toISOString().slice(0, 10), [
    scenario,
  ]) as readonly DemoClaim[];
  const started = await office.claimloop.startClaim(intake);
  if (started.kind !== 'started') throw new Error(started.kind);
  return { claimId: started.claimId, externalId: (intake as { externalId: string }).externalId, intake };
}

/** Waits until the stored standing has one of these statuses. */
async function stored(claimId: string, ...statuses: readonly ClaimStatus[]): Promise<void> {
  let status: ClaimStatus | undefined;
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(300)) {
    ({ status } = await office.claimloop.standing(claimId));
    if (statuses.includes(status)) return;
  }
  throw new Error(`${claimId} is ${status}, not ${statuses.join(' or ')}`);
}

const handle = (claimId: string) => client.workflow.getHandle(`claim-${claimId}`);

/** Removes a workflow with its history, as Temporal does when the retention of closed workflows is over. */
async function forget(claimId: string): Promise<void> {
  const { runId } = await handle(claimId).describe();
  await client.workflowService.deleteWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: `claim-${claimId}`, runId },
  });
  for (const end = Date.now() + 90_000; Date.now() < end; await pause(500))
    if (
      await handle(claimId)
        .describe()
        .then(
          () => false,
          () => true,
        )
    )
      return;
  throw new Error(`Temporal still keeps ${claimId}`);
}

interface Paid {
  readonly patient: { readonly lastName: string };
  readonly insurance: readonly { readonly payerName: string }[];
  readonly claim: {
    readonly serviceLines: readonly { readonly procedureCode: string; readonly serviceDate: string }[];
  };
}

/** Leaves a remittance about that patient file in the sandbox, on its day of service and from its payer. */
async function deliver(name: string, file: Uint8Array, intake: unknown): Promise<void> {
  const text = Buffer.from(file)
    .toString('latin1')
    .replace('*PAYER          *', '*SANDBOXPAYER   *')
    .replace('*PAYER*CLAIMLOOP*', '*SANDBOXPAYER*CLAIMLOOP*');
  const path = join(office.folder, 'sandbox', 'root', 'payer', 'outbox', `${name}.835`);
  await writeFile(path, asPaid(text, intake as Paid));
}

function asPaid(text: string, { patient, insurance, claim }: Paid): string {
  const [line] = claim.serviceLines;
  const day = (line?.serviceDate ?? '').replaceAll('-', '');
  return text
    .replace('*SAMPLE', `*${patient.lastName}`)
    .replace('DEMO PAYER', insurance[0]?.payerName ?? '')
    .replace('HC:G0463', `HC:${line?.procedureCode}`)
    .replaceAll(/\*2026030[29](?=~)/g, `*${day}`);
}

test('a closed claim reopens when the payer takes its payment back, and the payer owes again', async () => {
  const { claimId, intake } = await start(paid);
  await stored(claimId, 'SETTLED');
  const [money] = await office.claimloop.claimMoney([claimId]);
  if (!money) throw new Error('no money');
  const taken = { claimId, statusCode: '22' as const, chargeCents: -money.chargedCents, paidCents: -money.paidCents };
  const adjustments = [{ group: 'CO' as const, reason: '45', amountCents: -money.adjustedCents }];
  // The payer owes nothing by this remittance: the balance is forwarded to its next one.
  const forwarded = { reference: claimId, amountCents: -money.paidCents };
  const file = remittance(`REV${claimId}`, [{ ...taken, adjustments }], 0, forwarded);
  await deliver(claimId, file, intake);
  await stored(claimId, 'NEEDS_CORRECTION', 'ACCEPTED', 'DENIED');
  const { view } = await office.claimloop.standing(claimId);
  expect(view.statuses).toEqual(expect.arrayContaining(['SETTLED', 'REOPENED']));
  expect([view.submissions, view.balanceCents]).toEqual([1, money.chargedCents]);
  await office.claimloop.writeOff(claimId, { writeOffId: 'w1', reason: 'OTHER', by: 'ann' });
  await stored(claimId, 'WRITTEN_OFF');
}, 120_000);

test('a payment that does not fit keeps the patient from being billed until a person decides about it', async () => {
  const { claimId, intake } = await start(patientPays);
  await stored(claimId, 'PATIENT_DUE');
  const [money] = await office.claimloop.claimMoney([claimId]);
  if (!money) throw new Error('no money');
  const again = remittance(`TWICE${claimId}`, [
    { claimId, chargeCents: money.chargedCents, paidCents: money.chargedCents, payerControlNumber: 'OTHER' },
  ]);
  await deliver(`${claimId}-2`, again, intake);
  await stored(claimId, 'CREDIT_BALANCE');
  const { parts } = await office.claimloop.remittances();
  const part = parts.find((one) => one.claimId === claimId);
  expect(part).toMatchObject({ state: 'exception', findings: ['over-charge'], paidCents: money.chargedCents });
  expect(await office.claimloop.remittance(part?.part ?? '')).toMatchObject({ questions: [{}] });
  const why = { segment: part?.part ?? '', reason: 'paid to us by mistake', by: 'ann' };
  expect(await office.claimloop.decideRemittance({ kind: 'refuse-remittance', ...why })).toEqual({ outcome: 'done' });
  await stored(claimId, 'PATIENT_DUE', 'FINAL_NOTICE');
}, 120_000);

test('a closed claim that Temporal has forgotten is shown, takes a payment, and asks about the credit', async () => {
  const { claimId, externalId, intake } = await start(paid);
  await stored(claimId, 'SETTLED');
  const lines = (await office.claimloop.timeline(claimId)).length;
  await forget(claimId);
  expect(await office.claimloop.status(claimId)).toMatchObject({ status: 'SETTLED', submissions: 1 });
  expect(await office.claimloop.standing(externalId)).toMatchObject({ claimId, status: 'SETTLED' });
  expect((await office.claimloop.list({ externalId })).map((row) => row.claimId)).toEqual([claimId]);
  expect(await office.claimloop.startClaim(intake)).toEqual({ kind: 'already-there', claimId });
  const payment = { paymentId: `P-${claimId}`, amountCents: cents(1_000), method: 'card', by: 'ann' } as const;
  for (const reference of [externalId, claimId])
    expect(await office.claimloop.recordPayment(reference, payment)).toEqual({ outcome: 'taken' });
  await stored(claimId, 'CREDIT_BALANCE');
  const [money] = await office.claimloop.claimMoney([claimId]);
  expect(money).toMatchObject({ patientPaidCents: 1_000 });
  expect((await office.claimloop.standing(claimId)).view.submissions).toBe(1);
  expect((await office.claimloop.timeline(claimId)).length).toBeGreaterThan(lines);
}, 200_000);

test('a terminated workflow: the next input, or the same file again, continues the claim where it stood', async () => {
  const { claimId, intake } = await start(denied);
  await stored(claimId, 'NEEDS_CORRECTION');
  await handle(claimId).terminate('by mistake');
  expect(await office.claimloop.startClaim(intake)).toEqual({ kind: 'already-there', claimId });
  await stored(claimId, 'NEEDS_CORRECTION');
  await handle(claimId).terminate('by mistake');
  const correction = { 'claim.priorAuthorizationNumber': 'AUTH4711' };
  const input = { correctionId: 'c1', by: 'ann', reason: 'found', set: correction };
  expect(await office.claimloop.correctClaim(claimId, input)).toEqual({ outcome: 'taken' });
  await stored(claimId, 'SETTLED');
  expect((await office.claimloop.standing(claimId)).view).toMatchObject({ submissions: 2, version: 2 });
  expect((await office.claimloop.worklist()).items.filter((item) => item.claimId === claimId)).toEqual([]);
}, 120_000);

test('a claim that is denied is found as denied while a person works on it, and no longer afterwards', async () => {
  const { claimId } = await start(denied);
  await stored(claimId, 'NEEDS_CORRECTION');
  const isListed = async () => (await office.claimloop.list({ isDenied: true })).some((row) => row.claimId === claimId);
  expect(await isListed()).toBe(true);
  await office.claimloop.writeOff(claimId, { writeOffId: 'w1', reason: 'BAD_DEBT', by: 'ann' });
  await stored(claimId, 'WRITTEN_OFF');
  expect(await isListed()).toBe(false);
}, 90_000);

test('a requested cancellation holds the claim and asks a person; after the release it is settled', async () => {
  const { claimId } = await start(patientPays);
  await stored(claimId, 'PATIENT_DUE');
  await handle(claimId).cancel();
  await stored(claimId, 'ON_HOLD');
  const asked = (await office.claimloop.worklist()).items.filter((item) => item.claimId === claimId);
  expect(asked).toMatchObject([{ kind: 'cancellation', owner: 'BILLER' }]);
  const name = 'cancellation-requested';
  expect(await office.claimloop.release(claimId, { name, by: 'ann' })).toEqual({ outcome: 'taken' });
  const { view } = await office.claimloop.standing(claimId);
  const payment = {
    paymentId: `P-${claimId}`,
    amountCents: cents(view.balanceCents),
    method: 'card',
    by: 'ann',
  } as const;
  expect(await office.claimloop.recordPayment(claimId, payment)).toEqual({ outcome: 'taken' });
  await stored(claimId, 'SETTLED');
  expect((await office.claimloop.worklist()).items.filter((item) => item.claimId === claimId)).toEqual([]);
}, 120_000);

test('reconcile lists a claim whose workflow was terminated, and a repair continues it where it stood', async () => {
  const { claimId } = await start(denied);
  await stored(claimId, 'NEEDS_CORRECTION');
  const { view } = await office.claimloop.standing(claimId);
  await handle(claimId).terminate('by mistake');
  const ours = async (isRepairing: boolean) =>
    (await office.claimloop.reconcile({ isRepairing, withMailboxes: true })).differences.filter(
      (difference) => difference.claimId === claimId,
    );
  expect(await ours(false)).toMatchObject([{ kind: 'lost', isRepaired: false }]);
  expect(await ours(true)).toMatchObject([{ kind: 'lost', isRepaired: true }]);
  expect(await ours(true)).toEqual([]);
  expect((await handle(claimId).describe()).status.name).toBe('RUNNING');
  expect(await office.claimloop.status(claimId)).toMatchObject({
    ...{ status: 'NEEDS_CORRECTION', submissions: view.submissions, workItemId: view.workItemId },
  });
}, 120_000);

test('reconcile lists a claim whose stored standing is behind, and a repair stores the present one', async () => {
  const { claimId } = await start(denied);
  await stored(claimId, 'NEEDS_CORRECTION');
  // A step that sends stores its line as it begins; the workflow notes it as it ends.
  const events = async () => (await office.claimloop.timeline(claimId)).map(({ status, what }) => [status, what]);
  const before = await events();
  const database = new Database({ connectionString: office.endpoints().migrationDatabaseUrl });
  await database.connect();
  await database.query(`update claim_standing set status = 'SUBMITTED', revision = 1 where claim_id = $1`, [claimId]);
  await database.query('delete from claim_timeline where claim_id = $1 and ordinal > 1', [claimId]);
  await database.end();
  const ours = async (isRepairing: boolean) =>
    (await office.claimloop.reconcile({ isRepairing, withMailboxes: false })).differences.filter(
      (difference) => difference.claimId === claimId,
    );
  expect(await ours(false)).toMatchObject([{ kind: 'behind', isRepaired: false }]);
  expect(await ours(true)).toMatchObject([{ kind: 'behind', isRepaired: true }]);
  expect(await ours(false)).toEqual([]);
  await stored(claimId, 'NEEDS_CORRECTION');
  expect(await events()).toEqual(before);
}, 120_000);
