import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InputKind } from '../../domain/claim/inputs.ts';
import type { Instant } from '../../domain/dates.ts';
import { noteText } from '../../client/cli/notes.ts';
import type { RecordedInput } from '../../activities/report-contract.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// What people sent to a claim: a correction says what each field was before. Uses PostgreSQL.

let office: Installation;
const claimId = 'INPUTS01';

beforeAll(async () => {
  office = await install();
  const intake = { ...anIntake(), externalId: 'inputs', patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
}, 60_000);
afterAll(() => office?.remove());

async function record(key: string, kind: InputKind, content: unknown, refusal: string | null = null): Promise<void> {
  const standing = standingOf(claimId);
  const at = '2026-03-10T09:30:00.000Z' as Instant;
  await office.database.recordInput({ claimId, key, kind, content, refusal, at, today, standing });
}

async function inputs(): Promise<readonly RecordedInput[]> {
  const report = await office.database.readReport({ report: 'inputs', claimId });
  return report.report === 'inputs' ? report.inputs : [];
}

test('a correction shows the old and the new value of each field', async () => {
  const set = { 'claim.note': 'second visit', 'claim.referralNumber': 'R-77' };
  const correction = { correctionId: 'c1', by: 'ann', reason: 'card checked', set };
  const made = await office.database.applyCorrection({ claimId, correction, workItemId: null, today });
  expect(made).toMatchObject({ kind: 'applied', version: 2 });
  await record('correct-c1-abc', 'correctClaim', correction);
  const [input] = await inputs();
  expect(input?.changes).toEqual([
    { path: 'claim.note', from: null, to: 'second visit' },
    { path: 'claim.referralNumber', from: null, to: 'R-77' },
  ]);
  expect(noteText(input as RecordedInput)).toBe(
    [
      '2026-03-10 09:30Z  ann  correction c1 of claim.note, claim.referralNumber: card checked',
      'claim.note: nothing became "second visit"',
      'claim.referralNumber: nothing became "R-77"',
    ].join('\n    '),
  );
});

test('a refused input, and one without an author, are shown as what they are', async () => {
  await record('signal-1', 'addNote', { text: 'no author' }, 'by: found nothing; allowed: a text');
  const [, input] = await inputs();
  expect(noteText(input as RecordedInput)).toBe(
    '2026-03-10 09:30Z  (no name given)  note: no author\n    refused: by: found nothing; allowed: a text',
  );
});
