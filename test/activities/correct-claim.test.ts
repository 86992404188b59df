import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, today } from './installation.ts';

// What a correction changes beside the patient file: the charges, and as what the claim is sent. Uses PostgreSQL.

let office: Installation;

beforeAll(async () => {
  office = await install();
}, 60_000);
afterAll(() => office?.remove());

async function opened(claimId: string, claimFrequencyCode: '7' | '8'): Promise<void> {
  const intake = anIntake((json) => Object.assign(json.claim, { claimFrequencyCode, payerControlNumber: 'ICN1' }));
  const file = { ...intake, externalId: claimId, patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake: file });
}

function correct(claimId: string, correctionId: string, set: Readonly<Record<string, unknown>>) {
  const correction = { correctionId, by: 'ann', reason: 'checked', set };
  return office.database.applyCorrection({ claimId, correction, workItemId: null, today });
}

async function books(claimId: string) {
  const rows = await office.db.query(
    `select account, sum(amount_cents)::int as cents from claim_balance where claim_id = $1
     group by account order by account`,
    [claimId],
  );
  return rows.filter(({ cents }) => cents !== 0);
}

test('a replacement that is corrected to a void has the books of a claim that was started as a void', async () => {
  await opened('VOIDCORRECTED', '7');
  await opened('VOIDSTARTED', '8');
  expect((await books('VOIDCORRECTED')).length).toBeGreaterThan(0);
  expect(await correct('VOIDCORRECTED', 'c1', { 'claim.claimFrequencyCode': '8' })).toMatchObject({
    kind: 'applied',
    ...{ version: 2, chargedCents: 0, sendAs: 'void', debtor: { kind: 'nobody' } },
  });
  expect(await books('VOIDCORRECTED')).toEqual(await books('VOIDSTARTED'));
});

test('a correction that changes neither the charges nor the kind of the claim says nothing of either', async () => {
  await opened('NOTECORRECTED', '7');
  const { kind, ...applied } = await correct('NOTECORRECTED', 'c1', { 'claim.note': 'second visit' });
  expect(kind).toBe('applied');
  expect(Object.keys(applied)).toEqual(['version', 'chargedCents', 'payerId', 'timelyFilingOn']);
});
