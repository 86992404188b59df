import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WriteOffInput } from '../../activities/contract.ts';
import { connectDatabase, type Database } from '../../activities/store/database.ts';
import { entriesOf } from '../../activities/store/journal.ts';
import { cents } from '../../domain/money.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { testKeys } from '../support/keys.ts';
import { aLine, anIntake } from '../domain/builders.ts';
import { print } from '../domain/ledger/books.ts';
import { era } from './era.ts';
import { install, type Installation, policy as defaultPolicy, today } from './installation.ts';

// Write-offs and transfers of people: which part of what a party owes, who approved it, and each once.

let office: Installation;
let database: Database;
let claims = 0;

beforeAll(async () => {
  office = await install();
  database = await connectDatabase(office.db.url, testKeys);
}, 120_000);
afterAll(async () => {
  await database?.close();
  await office?.remove();
});

const policy: ClaimPolicy = { ...defaultPolicy(), approvalAboveCents: { OTHER: cents(3_000), BAD_DEBT: cents(0) } };
const owes = (claimId: string) => office.database.whoOwes({ claimId, policy });
const printed = async (claimId: string) => print((await entriesOf(database.sql, claimId)).at(-1));

/** A claim of $150.00 on two lines: the payer denied line 2 ($50.00), and left $20.00 of line 1 to the patient. */
async function partDenied(secondary = false): Promise<string> {
  const claimId = `ADJ${String((claims += 1)).padStart(4, '0')}`;
  const intake = anIntake((json) => {
    json.claim.serviceLines = [
      aLine({ chargeAmountCents: 10_000 }),
      aLine({ lineId: '2', procedureCode: 'G0108', chargeAmountCents: 5_000 }),
    ];
    const [first] = json.insurance;
    if (secondary) json.insurance.push({ ...first!, payerResponsibility: 'S', payerId: 'GAP01' });
  });
  const filed = { ...intake, externalId: claimId, patientControlNumber: claimId };
  await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake: filed });
  const services = [
    { charge: 100, paid: 60, line: '1', adjustments: ['CO*45*20', 'PR*2*20'] },
    { charge: 50, paid: 0, line: '2', code: 'G0108', adjustments: ['CO*97*50'] },
  ];
  const payment = { claimId, charge: 150, paid: 60, patientPart: 20, services };
  await office.receive('payer', `${claimId}.835`, era(`T${claimId}`, [payment]));
  return claimId;
}

/** Writes off, as ann unless the input says otherwise. */
const writeOff = (claimId: string, change: Partial<WriteOffInput> = {}) =>
  office.database.writeOff({ claimId, key: 'w1', reason: 'TIMELY_FILING', by: 'ann', policy, today, ...change });

describe('a write-off', () => {
  test('of a denied line forgives the payer alone: the patient still owes', async () => {
    const claimId = await partDenied();
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 5_000 });
    expect(await writeOff(claimId)).toEqual({
      ...{ kind: 'written-off', party: 'coverage-1', amountCents: 5_000 },
      debtor: { kind: 'patient', balanceCents: 2_000, isSmall: false },
    });
    expect(await printed(claimId)).toEqual(['2: write-offs:TIMELY_FILING > receivable:coverage-1 5000']);
  });

  test('writes off the part that it names, and no more than is open', async () => {
    const claimId = await partDenied();
    const part = { party: 'patient', line: '1', amountCents: cents(700) } as const;
    expect(await writeOff(claimId, part)).toMatchObject({ kind: 'written-off', party: 'patient', amountCents: 700 });
    expect(await printed(claimId)).toEqual(['1: write-offs:TIMELY_FILING > receivable:patient 700']);
    expect(await writeOff(claimId, { ...part, key: 'w2', amountCents: cents(1_301) })).toEqual({
      ...{ kind: 'not-open', reason: 'the patient owes $13.00 on line 1, not $13.01' },
    });
    expect(await writeOff(claimId, { key: 'w3', party: 'coverage-2' })).toMatchObject({ kind: 'not-open' });
  });

  test('is posted once per key, and refused with other content', async () => {
    const claimId = await partDenied();
    const first = await writeOff(claimId);
    expect(await writeOff(claimId)).toEqual(first);
    expect(await writeOff(claimId, { party: 'patient' })).toMatchObject({ kind: 'refused' });
    expect(await owes(claimId)).toMatchObject({ kind: 'patient', balanceCents: 2_000 });
  });

  test('on a claim on which nobody owes is refused: nothing is no amount', async () => {
    const claimId = await partDenied();
    await writeOff(claimId);
    await writeOff(claimId, { key: 'w2' });
    for (const part of [{ key: 'w3' }, { key: 'w4', amountCents: cents(1) }])
      expect(await writeOff(claimId, part)).toEqual({ kind: 'not-open', reason: 'nobody owes anything' });
  });
});

describe('approval', () => {
  test('is needed above the limit of the reason, by another name, and not at the limit', async () => {
    const claimId = await partDenied();
    const part = (amount: number) => ({ reason: 'OTHER', amountCents: cents(amount) }) as const;
    expect(await writeOff(claimId, part(3_001))).toEqual({
      ...{ kind: 'needs-approval', party: 'coverage-1', amountCents: 3_001 },
    });
    for (const approvedBy of ['ann', ' Ann'])
      expect(await writeOff(claimId, { ...part(3_001), approvedBy })).toMatchObject({ kind: 'needs-approval' });
    expect(await owes(claimId)).toMatchObject({ balanceCents: 5_000 });
    expect(await writeOff(claimId, part(3_000))).toMatchObject({ kind: 'written-off' });
  });

  test('by a second person posts the write-off with both names', async () => {
    const claimId = await partDenied();
    const part = { reason: 'OTHER', party: 'coverage-1', amountCents: cents(5_000) } as const;
    await writeOff(claimId, part);
    expect(await writeOff(claimId, { ...part, approvedBy: 'bob' })).toMatchObject({ kind: 'written-off' });
    expect((await entriesOf(database.sql, claimId)).at(-1)).toMatchObject({
      ...{ by: 'ann', source: 'write-off OTHER, approved by bob' },
    });
  });

  test('is not needed for what the policy of the claim decides', async () => {
    const claimId = await partDenied();
    expect(await writeOff(claimId, { reason: 'BAD_DEBT', by: null })).toMatchObject({ kind: 'written-off' });
    expect(await writeOff(claimId, { key: 'w2', reason: 'BAD_DEBT' })).toMatchObject({ kind: 'needs-approval' });
  });
});

describe('a transfer', () => {
  const move = (claimId: string, change: object = {}) =>
    office.database.transferBalance({
      ...{ claimId, policy, today },
      transfer: {
        ...{ transferId: 't1', by: 'ann', reason: 'answered', from: 'coverage-2', to: 'patient' },
        ...change,
      } as never,
    });

  test('moves what the secondary left to the patient, once', async () => {
    const claimId = await partDenied(true);
    await writeOff(claimId);
    expect(await owes(claimId)).toMatchObject({ kind: 'later-payer', coverage: 2, balanceCents: 2_000 });
    const moved = { kind: 'transferred', amountCents: 2_000, debtor: { kind: 'patient', balanceCents: 2_000 } };
    expect(await move(claimId)).toMatchObject(moved);
    expect(await move(claimId)).toMatchObject(moved);
    expect(await printed(claimId)).toEqual(['1: receivable:patient > receivable:coverage-2 2000']);
    expect(await move(claimId, { to: 'coverage-1' })).toMatchObject({
      ...{ kind: 'refused', reason: 'the transfer t1 was recorded before with other content' },
    });
  });

  test.each([
    ['more than is open', { amountCents: 2_001 }, 'coverage 2 owes $20.00, not $20.01'],
    ['another line', { line: '2' }, 'coverage 2 owes nothing on line 2'],
    ['to a coverage that the patient file does not have', { to: 'coverage-3' }, 'the patient file has no coverage-3'],
    ['to the same party', { to: 'coverage-2' }, 'from and to are the same'],
    ['by nobody', { by: '' }, expect.stringContaining('by:')],
  ])('of %s is refused', async (_, change, reason) => {
    const claimId = await partDenied(true);
    expect(await move(claimId, change)).toEqual({ kind: 'refused', reason });
  });
});
