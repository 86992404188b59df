import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InputKind } from '../../domain/claim/inputs.ts';
import type { Instant } from '../../domain/dates.ts';
import { noteText } from '../../client/cli/notes.ts';
import type { RecordedInput } from '../../activities/report-contract.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// What people sent to a claim: a correction says what each field was before. Uses PostgreSQL.

let office: Installation;
const claimId = 'INPUTS01';
const intake = { ...anIntake(), externalId: 'inputs', patientControlNumber: claimId };
const opening = { workflowId: `claim-${claimId}`, runId: 'run-1', intake };

beforeAll(async () => {
  office = await install();
  await office.database.openClaim(opening);
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

test('a whole write-off or transfer shows how much it moved, and one that is not posted shows no amount', async () => {
  const policy = (await office.database.openClaim(opening)) as { readonly policy: ClaimPolicy };
  const moved = { ...policy, claimId, today };
  const transfer = { transferId: 't1', from: 'coverage-1', to: 'patient', by: 'ann', reason: 'self-pay' } as const;
  await office.database.transferBalance({ ...moved, transfer });
  await record('transfer-t1', 'transfer', transfer);
  await office.database.writeOff({ ...moved, key: 'w1', reason: 'OTHER', by: 'ann' });
  for (const writeOffId of ['w1', 'w2'])
    await record(writeOffId, 'writeOff', { writeOffId, reason: 'OTHER', by: 'ann' });
  await record('approve-w1', 'approveWriteOff', { writeOffId: 'w1', by: 'bob' });
  expect((await inputs()).slice(-4).map((input) => noteText(input).slice(24))).toEqual([
    'transfer t1 of $200.00 from coverage-1 to patient: self-pay',
    'write-off w1 of $200.00 of patient: OTHER',
    'write-off w2: OTHER',
    'approval of the write-off w1 of $200.00 of patient',
  ]);
});

test('a refused input, and one without an author, are shown as what they are', async () => {
  await record('signal-1', 'addNote', { text: 'no author' }, 'by: found nothing; allowed: a text');
  const input = (await inputs()).at(-1);
  expect(noteText(input as RecordedInput)).toBe(
    '2026-03-10 09:30Z  (no name given)  note: no author\n    refused: by: found nothing; allowed: a text',
  );
});
