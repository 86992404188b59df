import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { LoadedClaim } from '../../activities/standing-contract.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';
import { acknowledgment, remittance } from './payer-files.ts';

// What a new run of a claim continues from, when Temporal no longer keeps the previous one.

let office: Installation;
let claims = 0;
let claimId: string;
let intake: Intake;

beforeAll(async () => {
  office = await install();
});
afterAll(() => office?.remove());
beforeEach(async () => {
  claimId = `LD${String((claims += 1)).padStart(6, '0')}`;
  intake = { ...anIntake(), externalId: claimId, patientControlNumber: claimId };
  expect((await open('run-1')).kind).toBe('opened');
});

const open = (runId: string) => office.database.openClaim({ workflowId: `claim-${claimId}`, runId, intake });
const load = (runId = 'run-2') => office.database.loadClaim({ claimId, runId });
const submitted = () => standingOf(claimId, { status: 'SUBMITTED', stage: 'sent', submissions: 1 });
const submit = (version = 1) =>
  office.outbound.submitClaim({ claimId, version, submission: version, as: 'original', today, standing: submitted() });

test('the run that opened a claim gets the same answer again, also after money moved', async () => {
  const opened = await open('run-1');
  const { chargedCents } = opened as { chargedCents: number };
  await office.receive('payer', `${claimId}.835`, paid(claimId, chargedCents));
  expect(await open('run-1')).toEqual(opened);
});

test('another run with the same patient file continues the stored claim', async () => {
  await submit();
  expect(await open('run-2')).toMatchObject({
    kind: 'loaded',
    opened: { claimId, debtor: { kind: 'payer' } },
    state: { status: 'SUBMITTED', submissions: 1 },
    counters: { version: 1, submissions: 1, unsentVersion: null },
  });
  const [first] = await office.db.query('select count(*)::int as n from journal_entry where claim_id = $1', [claimId]);
  expect(first).toEqual({ n: 1 });
});

test('a run gets the same answer again, whatever happened since', async () => {
  const first = await load();
  await submit();
  expect(await load()).toEqual(first);
  expect((await load('run-3')).counters.submissions).toBe(1);
});

test('bytes that are committed and not sent are known by their version', async () => {
  await submit();
  await office.db.query('update outbound_interchange set sent_at = null where claim_id = $1', [claimId]);
  expect((await load()).counters).toMatchObject({ submissions: 0, unsentVersion: 1 });
});

test('corrections, questions, signals and statements are counted', async () => {
  const question = { kind: 'correction', found: 'Missing.', canDo: 'Add it.' } as const;
  const key = `${claimId}:correction:2`;
  await office.database.openWorkItem({ claimId, key, question, dueOn: today, today });
  const correction = { correctionId: 'c1', by: 'ann', reason: 'x', set: { 'claim.priorAuthorizationNumber': 'A1' } };
  await office.database.applyCorrection({ claimId, correction, workItemId: null, today });
  const at = `${today}T09:00:00.000Z` as never;
  const input = { claimId, key: 'signal-4', kind: 'addNote' as const, content: {}, refusal: null, at, today };
  await office.database.recordInput({ ...input, standing: standingOf(claimId) });
  const statement = { claimId, cycle: 1, statement: 1, isFinalNotice: false, dueOn: today, today };
  await office.outbound.sendStatement({ ...statement, standing: standingOf(claimId) });
  expect((await load()).counters).toMatchObject({
    ...{ version: 2, questions: 2, signals: 4, statements: 1, lastStatementOn: today },
  });
});

test('facts that were signaled and that the stored state does not know are told again, and no others', async () => {
  await submit();
  await office.receive('payer', `${claimId}.277`, acknowledgment(claimId, { category: 'A2', status: '20' }));
  await office.receive('payer', `${claimId}.835`, paid(claimId, 1_000));
  const kinds = ({ missed }: LoadedClaim) => missed.map(({ kind }) => kind);
  expect(kinds(await load('before'))).toEqual([]);
  await office.signalWaiting();
  const told = await load('after');
  expect(kinds(told)).toEqual(['accepted', 'adjudicated']);
  const seen = told.missed.slice(0, 1).map(({ key }) => key);
  const { state } = standingOf(claimId, { seen, revision: 2 });
  await office.database.writeStanding({ runId: 'run-1', state, lines: [] });
  expect(kinds(await load('later'))).toEqual(['adjudicated']);
});

test('an unknown claim cannot be loaded', async () => {
  await expect(office.database.loadClaim({ claimId: 'NOSUCH', runId: 'run-1' })).rejects.toMatchObject({
    type: 'unknown-claim',
  });
});

test('a remittance starts a new run of a closed claim; an acknowledgment does not', async () => {
  await submit();
  const { state } = standingOf(claimId, { status: 'SETTLED', revision: 2 });
  await office.database.writeStanding({ runId: 'run-1', state, lines: [] });
  office.closed.add(claimId);
  await office.receive('payer', `${claimId}.277`, acknowledgment(claimId, { category: 'A2', status: '20' }));
  await office.signalWaiting();
  expect(office.resumed).not.toContain(claimId);
  await office.receive('payer', `${claimId}.835`, paid(claimId, 1_000));
  await office.signalWaiting();
  expect(office.resumed).toContain(claimId);
});

test('any fact starts a new run of a claim that is not closed and has no workflow', async () => {
  await submit();
  office.closed.add(claimId);
  await office.receive('payer', `${claimId}.277`, acknowledgment(claimId, { category: 'A2', status: '20' }));
  await office.signalWaiting();
  expect(office.resumed).toContain(claimId);
});

function paid(id: string, chargeCents: number): Uint8Array {
  const adjustments = [{ group: 'CO' as const, reason: '45', amountCents: chargeCents - 500 }];
  return remittance(`T${id}`, [{ claimId: id, chargeCents, paidCents: 500, adjustments }]);
}
