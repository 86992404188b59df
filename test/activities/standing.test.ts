import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Report, ReportRequest } from '../../activities/report-contract.ts';
import type { StandingRecord } from '../../activities/standing-contract.ts';
import type { Instant } from '../../domain/dates.ts';
import { isoDate } from '../../domain/dates.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// Where a claim stands is a row that its workflow writes; lists and reports read it.

let office: Installation;
let claims = 0;
let claimId: string;

beforeAll(async () => {
  office = await install();
});
afterAll(() => office?.remove());
beforeEach(async () => {
  claimId = `ST${String((claims += 1)).padStart(6, '0')}`;
  const intake = { ...anIntake(), externalId: `visit ${claimId}`, patientControlNumber: claimId };
  const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  expect(opened.kind).toBe('opened');
});

async function read<R extends ReportRequest['report']>(
  request: ReportRequest & { report: R },
): Promise<Extract<Report, { report: R }>> {
  return (await office.database.readReport(request)) as Extract<Report, { report: R }>;
}

const line = (what: string) => ({
  on: today,
  at: '2026-03-10T09:00:00.000Z' as Instant,
  status: 'DENIED' as const,
  what,
});
const find = async (reference: string) => (await read({ report: 'standing', reference })).standing;
const timeline = async () => (await read({ report: 'timeline', claimId })).lines.map(({ what }) => what);

function denied(change: Partial<StandingRecord['state']> = {}, ...lines: readonly string[]): StandingRecord {
  const state = { status: 'DENIED', owner: 'BILLER', next: 'Correct it', dueOn: today, balanceCents: 1_250 } as const;
  const record = standingOf(claimId, { ...state, revision: 10, lines: lines.length, ...change });
  return { ...record, lines: lines.map(line) };
}

test('a claim that is only stored is listed with its whole charge', async () => {
  expect(await find(claimId)).toMatchObject({ claimId, status: 'INTAKE', owner: 'SYSTEM', view: { submissions: 0 } });
});

test('a standing is found by claim id, externalId and payer claim control number', async () => {
  await office.database.writeStanding(denied());
  await office.db.query('update claim set payer_control_number = $2 where id = $1', [claimId, `ICN-${claimId}`]);
  for (const reference of [claimId, `visit ${claimId}`, `ICN-${claimId}`])
    expect(await find(reference)).toMatchObject({
      claimId,
      externalId: `visit ${claimId}`,
      payerControlNumber: `ICN-${claimId}`,
      view: { claimId, status: 'DENIED', balanceCents: 1_250 },
    });
  expect(await find('nothing of this number')).toBeNull();
});

test('a record with a lower revision changes neither the standing nor the timeline', async () => {
  await office.database.writeStanding(denied({}, 'denied'));
  await office.database.writeStanding(denied({ revision: 9, status: 'SUBMITTED', lines: 2 }, 'sent', 'accepted'));
  expect(await find(claimId)).toMatchObject({ status: 'DENIED' });
  expect(await timeline()).toEqual(['denied']);
});

test('the same record again changes nothing, and the next one adds its lines', async () => {
  for (const _ of [1, 2]) await office.database.writeStanding(denied({}, 'denied'));
  await office.database.writeStanding(denied({ revision: 11, status: 'CORRECTING', lines: 2 }, 'corrected'));
  expect(await timeline()).toEqual(['denied', 'corrected']);
});

test('lines of an attempt that was lost are replaced by those of the attempt that counts', async () => {
  await office.database.writeStanding(denied({}, 'denied', 'asked', 'answered'));
  await office.database.writeStanding(denied({ revision: 11, lines: 2 }, 'denied', 'paid'));
  expect(await timeline()).toEqual(['denied', 'paid']);
});

test('claims are listed by status, owner, payer, due day and denial', async () => {
  await office.database.writeStanding(denied({ status: 'NEEDS_CORRECTION', denialCategory: 'authorization' }));
  const listed = async (filter: object) =>
    (await read({ report: 'claims', limit: 1_000, ...filter })).claims.some((row) => row.claimId === claimId);
  for (const filter of [
    {},
    { status: 'NEEDS_CORRECTION' },
    { owner: 'BILLER' },
    { payerId: 'DEMO1' },
    { dueBy: today },
    { isDenied: true },
    { externalId: `visit ${claimId}` },
    { claimIds: [claimId] },
    { olderThanDays: 0 },
  ])
    expect([filter, await listed(filter)]).toEqual([filter, true]);
  for (const filter of [
    { status: 'DENIED' },
    { owner: 'PAYER' },
    { payerId: 'OTHER' },
    { dueBy: isoDate('2026-03-09') },
    { externalId: 'other' },
    { claimIds: [] },
    { olderThanDays: 1 },
  ])
    expect([filter, await listed(filter)]).toEqual([filter, false]);
  await office.database.writeStanding(denied({ revision: 11, status: 'SUBMITTED' }));
  expect(await listed({ isDenied: true })).toBe(false);
});

test('a sent claim and its standing are stored together', async () => {
  const standing = standingOf(claimId, { status: 'SUBMITTED', submissions: 1, stage: 'sent' });
  await office.outbound.submitClaim({ claimId, version: 1, submission: 1, as: 'original', today, standing });
  expect(await find(claimId)).toMatchObject({ status: 'SUBMITTED', view: { submissions: 1 } });
});

test('an input and the standing after it are stored together', async () => {
  const at = '2026-03-10T09:00:00.000Z' as Instant;
  const standing = denied({ status: 'ON_HOLD', holds: ['records'] }, 'held');
  const content = { name: 'records', by: 'jlee', reason: 'chart' };
  await office.database.recordInput({ claimId, key: 'u1', kind: 'hold', content, refusal: null, at, today, standing });
  expect(await find(claimId)).toMatchObject({ status: 'ON_HOLD', view: { holds: ['records'] } });
  expect(await timeline()).toEqual(['held']);
});

test('a refused patient file is listed and shown with its problems, and is replaced by one that is taken', async () => {
  const refusedId = `${claimId}X`;
  const input = { workflowId: `claim-${refusedId}`, runId: 'run-2' };
  const intake = { ...anIntake(), externalId: `visit ${refusedId}`, patientControlNumber: refusedId };
  const { patient: _, ...faulty } = intake;
  expect(await office.database.openClaim({ ...input, intake: faulty })).toMatchObject({ kind: 'refused' });
  const problems = [{ path: 'patient', found: 'nothing', allowed: 'an object' }];
  expect(await find(refusedId)).toMatchObject({ status: 'REFUSED', owner: 'NONE', externalId: '', problems });
  const listed = async () => (await read({ report: 'claims', status: 'REFUSED' })).claims.map((row) => row.claimId);
  expect(await listed()).toEqual([refusedId]);
  expect((await read({ report: 'timeline', claimId: refusedId })).lines).toMatchObject([{ status: 'REFUSED' }]);
  expect(await office.database.openClaim({ ...input, runId: 'run-3', intake })).toMatchObject({ kind: 'opened' });
  expect(await listed()).toEqual([]);
  expect(await find(refusedId)).toMatchObject({ status: 'INTAKE', externalId: `visit ${refusedId}`, problems: [] });
});

test('a refused patient file does not change the standing of the claim that has its id', async () => {
  await office.database.writeStanding(denied());
  const intake = { ...anIntake(), externalId: `other ${claimId}`, patientControlNumber: claimId };
  const again = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-2', intake });
  expect(again).toMatchObject({ kind: 'refused' });
  expect(await find(claimId)).toMatchObject({ status: 'DENIED', problems: [] });
});
