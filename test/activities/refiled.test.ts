import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CorrectionResult } from '../../activities/contract.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, standingOf, today } from './installation.ts';

// A corrected payer, program or date of service has its own partner and its own last day. Uses PostgreSQL.

let office: Installation;
const claimId = 'REFILED1';
const firstPayer = anIntake().insurance[0]?.payerId;

beforeAll(async () => {
  office = await install();
  const intake = anIntake((json) => Object.assign(json, { externalId: 'refiled', patientControlNumber: claimId }));
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
}, 60_000);
afterAll(() => office?.remove());

function correct(correctionId: string, set: Record<string, unknown>): Promise<CorrectionResult> {
  const correction = { correctionId, by: 'ann', reason: 'card checked', set };
  return office.database.applyCorrection({ claimId, correction, workItemId: null, today });
}

async function filed(): Promise<unknown> {
  const [row] = await office.db.query(
    `select payer_id, timely_filing_on::text from claim_version where claim_id = $1 order by version desc limit 1`,
    [claimId],
  );
  return row;
}

test('the last day follows the first day of service and the program', async () => {
  const moved = await correct('date', { 'claim.serviceLines[0].serviceDate': '2026-02-02' });
  expect(moved).toMatchObject({ kind: 'applied', payerId: firstPayer, timelyFilingOn: '2026-05-03' });
  const medicare = await correct('program', { 'insurance[0].claimFilingCode': 'MB' });
  expect(medicare).toMatchObject({ kind: 'applied', timelyFilingOn: '2027-02-02' });
  expect(await filed()).toEqual({ payer_id: firstPayer, timely_filing_on: '2027-02-02' });
});

test('a claim frequency code that a correction names again says as what the claim is sent', async () => {
  expect(await correct('note', { 'claim.note': 'second visit' })).not.toHaveProperty('sendAs');
  const said = await correct('kind', { 'claim.claimFrequencyCode': '1', 'claim.note': 'third visit' });
  expect(said).toMatchObject({ kind: 'applied', sendAs: 'original' });
});

test('the claim goes to the partner of the corrected payer: here nobody takes it', async () => {
  expect(await correct('payer', { 'insurance[0].payerId': 'OTHER1' })).toMatchObject({ payerId: 'OTHER1' });
  expect(await filed()).toMatchObject({ payer_id: 'OTHER1' });
  const standing = standingOf(claimId, { submissions: 1 });
  const send = office.outbound.submitClaim({ claimId, version: 6, submission: 1, as: 'original', today, standing });
  await expect(send).rejects.toMatchObject({ type: 'unknown-partner', details: [{ partner: 'payer:OTHER1' }] });
});
