import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { balancesOf, entriesOf, post } from '../../activities/store/journal.ts';
import { connectDatabase, type Database } from '../../activities/store/database.ts';
import { isoDate } from '../../domain/dates.ts';
import { statementLines } from '../../domain/dunning/statement-lines.ts';
import { transfer } from '../../domain/ledger/entry.ts';
import { cents } from '../../domain/money.ts';
import { testKeys } from '../support/keys.ts';
import { anIntake } from '../domain/builders.ts';
import { era } from './era.ts';
import { install, type Installation, policy, today } from './installation.ts';

// Who owes a claim, over all parties together.

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

/** Opens a claim that charges $200.00. */
async function openOne(change?: Parameters<typeof anIntake>[0]): Promise<string> {
  const claimId = `PARTY${String((claims += 1)).padStart(4, '0')}`;
  const intake = { ...anIntake(change), externalId: claimId, patientControlNumber: claimId };
  const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return claimId;
}

const withSecondary = (json: { insurance: object[] }) => {
  const [first] = json.insurance;
  json.insurance = [first!, { ...first, payerResponsibility: 'S', payerId: 'GAP01', payerName: 'Invented Medigap' }];
};
const owes = (claimId: string) => office.database.whoOwes({ claimId, policy: policy() });
const receive = (claimId: string, text: string) => office.receive('payer', `${claimId}-${Math.random()}.835`, text);
const pay = (claimId: string, dollars: number, receivedOn: string) =>
  office.database.recordPayment({
    ...{ claimId, policy: policy(), today },
    payment: {
      ...{ paymentId: `${claimId}-${dollars}`, amountCents: cents(dollars * 100), method: 'check', by: 'ann' },
      receivedOn: isoDate(receivedOn),
    },
  });

/** A payment of $160.00 with an adjustment of $20.00 and $20.00 for the next party. */
const paidInPart = (claimId: string, status = '1') => ({
  ...{ claimId, status, charge: 200, paid: 160, patientPart: 20 },
  services: [{ charge: 200, paid: 160, line: '1', adjustments: ['CO*45*20', 'PR*2*20'] }],
});

describe('what the first coverage leaves', () => {
  test('is owed by the second, and nothing is billed; when it has paid, nobody owes', async () => {
    const claimId = await openOne(withSecondary as never);
    await receive(claimId, era('T11A', [paidInPart(claimId, '19')]));
    // The payer forwarded it: nobody bills the second coverage again.
    const forwarded = { kind: 'forwarded', coverage: 2, balanceCents: 2_000, since: '2026-03-09' };
    expect(await owes(claimId)).toEqual(forwarded);
    const services = [{ charge: 200, paid: 20, line: '1', adjustments: ['OA*23*180'] }];
    const second = { claimId, status: '2', charge: 200, paid: 20, payerControlNumber: 'GAP1', services };
    await receive(claimId, era('T11B', [second], 'INVENTED MEDIGAP'));
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
  });

  test('is owed by the second, which is to be billed if the claim was not forwarded', async () => {
    const claimId = await openOne(withSecondary as never);
    await receive(claimId, era('T11C', [paidInPart(claimId)]));
    expect(await owes(claimId)).toEqual({ kind: 'later-payer', coverage: 2, payerId: 'GAP01', balanceCents: 2_000 });
  });

  test('is awaited from a payer that the patient file does not have, if the claim was forwarded', async () => {
    const claimId = await openOne();
    await receive(claimId, era('T11D', [paidInPart(claimId, '19')]));
    expect(await owes(claimId)).toEqual({ kind: 'forwarded', balanceCents: 2_000, since: '2026-03-09' });
  });

  test('is not billed to a qualified Medicare beneficiary', async () => {
    const claimId = await openOne();
    const text = era('T11E', [paidInPart(claimId)]).replace('REF*6R*1~', 'REF*6R*1~\nLQ*HE*N781~');
    await receive(
      claimId,
      text.replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) + 1}`),
    );
    expect(await owes(claimId)).toMatchObject({
      ...{ kind: 'protected', balanceCents: 2_000 },
      found: expect.stringContaining('qualified Medicare beneficiary'),
    });
  });

  test('is owed by the patient if there is no other coverage', async () => {
    const claimId = await openOne();
    await receive(claimId, era('T12', [paidInPart(claimId)]));
    expect(await owes(claimId)).toEqual({ kind: 'patient', balanceCents: 2_000, isSmall: false });
  });
});

describe('a payment before the service', () => {
  test('is a deposit that pays what the patient owes later', async () => {
    const claimId = await openOne();
    await pay(claimId, 15, '2026-02-25');
    expect(await owes(claimId)).toMatchObject({ kind: 'payer', balanceCents: 20_000 });
    await receive(claimId, era('T09A', [paidInPart(claimId)]));
    expect(await owes(claimId)).toEqual({ kind: 'patient', balanceCents: 500, isSmall: false });
  });

  test('is a credit that asks if the plan leaves nothing', async () => {
    const claimId = await openOne();
    await pay(claimId, 25, '2026-02-25');
    const services = [{ charge: 200, paid: 160, line: '1', adjustments: ['CO*45*40'] }];
    await receive(claimId, era('T09B', [{ claimId, charge: 200, paid: 160, services }]));
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 2_500, isWrittenOff: false });
  });

  test('of a self-pay patient pays the charge at once', async () => {
    const claimId = await openOne((json) => Object.assign(json, { responsibleParty: 'selfPay', insurance: [] }));
    await pay(claimId, 50, '2026-02-25');
    expect(await owes(claimId)).toMatchObject({ kind: 'patient', balanceCents: 15_000 });
  });
});

test('two payments of one share leave a credit of the patient, which asks', async () => {
  const claimId = await openOne();
  await receive(claimId, era('T09C', [paidInPart(claimId)]));
  await pay(claimId, 20, '2026-03-10');
  expect(await owes(claimId)).toMatchObject({ kind: 'nobody', creditCents: 0 });
  await pay(claimId, 21, '2026-03-10');
  expect(await owes(claimId)).toMatchObject({ kind: 'nobody', creditCents: 2_100 });
});

test('a charge that is lowered after it was paid leaves a credit of the payer, and nobody is billed', async () => {
  const claimId = await openOne();
  await receive(claimId, era('T14', [paidInPart(claimId)]));
  const set = { 'claim.serviceLines[0].chargeAmountCents': 17_000 };
  const correction = { correctionId: 'c1', by: 'ann', reason: 'typing error', set };
  await office.database.applyCorrection({ claimId, correction, workItemId: null, today });
  expect(await owes(claimId)).toEqual({ kind: 'unclear', balanceCents: 2_000, creditCents: 3_000, exceptions: 0 });
});

test('the patient is not billed while a remittance of the claim waits for a decision', async () => {
  const claimId = await openOne();
  await receive(claimId, era('T15', [paidInPart(claimId)]));
  await office.db.query(
    `insert into work_item (key, claim_id, kind, owner, found, can_do, opened_on, due_on)
     values ($1, $1, 'remittance', 'BILLER', '', '', now(), now())`,
    [claimId],
  );
  expect(await owes(claimId)).toEqual({ kind: 'unclear', balanceCents: 2_000, creditCents: 0, exceptions: 1 });
  await office.db.query('update work_item set closed_on = now() where claim_id = $1', [claimId]);
  expect(await owes(claimId)).toMatchObject({ kind: 'patient' });
});

test('a remittance is effective on its payment date, and posted today; a charge on the day of service', async () => {
  const claimId = await openOne();
  await receive(claimId, era('T16', [paidInPart(claimId)]));
  const days = (await entriesOf(database.sql, claimId)).map(({ kind, effectiveOn, postedOn }) => [
    ...[kind, effectiveOn, postedOn],
  ]);
  expect(days[0]).toEqual(['charge', '2026-03-02', today]);
  expect(days[1]).toEqual(['payer-payment', '2026-03-09', today]);
});

test('a claim-level patient share reduces what the payer paid, in a row of its own that adds up', async () => {
  const claimId = await openOne();
  const services = [{ charge: 200, paid: 180, line: '1', adjustments: ['CO*45*20'] }];
  const payment = { claimId, charge: 200, paid: 165, patientPart: 15, adjustments: ['PR*1*15'], services };
  await receive(claimId, era('T21', [payment]));
  const rows = statementLines(anIntake(), await balancesOf(database.sql, claimId));
  expect(rows.map((row) => [row.procedureCode, row.insurancePaidCents, row.adjustedCents, row.youOweCents])).toEqual([
    ['G0463', 18_000, 2_000, 0],
    ['Whole claim', -1_500, 0, 1_500],
  ]);
});

test('a reversal in other amounts than the payment waits for a decision, and nobody is billed', async () => {
  const claimId = await openOne();
  await receive(claimId, era('T15A', [paidInPart(claimId)]));
  const lumped = [{ charge: -200, paid: -160, line: '1', adjustments: ['CO*45*-40'] }];
  const paid = [{ charge: 200, paid: 180, line: '1', adjustments: ['CO*45*20'] }];
  await receive(
    claimId,
    era('T15B', [
      { claimId, status: '22', charge: -200, paid: -160, services: lumped },
      { claimId, charge: 200, paid: 180, payerControlNumber: 'NEW', services: paid },
    ]),
  );
  expect(await owes(claimId)).toMatchObject({ kind: 'unclear', balanceCents: 2_000, exceptions: 2 });
});

test('a service that the payer paid as another procedure is the line as billed', async () => {
  const claimId = await openOne();
  const adjustments = ['CO*45*20', 'PR*2*20'];
  const services = [{ charge: 200, paid: 160, code: 'G0108', billedAs: 'G0463', adjustments }];
  await receive(claimId, era('T22', [{ claimId, charge: 200, paid: 160, patientPart: 20, services }]));
  const rows = statementLines(anIntake(), await balancesOf(database.sql, claimId));
  expect(rows).toMatchObject([{ insurancePaidCents: 16_000, adjustedCents: 2_000, youOweCents: 2_000 }]);
});

test('credits are settled once for each posting, however often it is posted', async () => {
  const day = { effectiveOn: today, postedOn: today };
  const made = { key: 'over', kind: 'patient-payment', claimId: 'OVER', ...day, source: 'test' } as const;
  const transfers = transfer({ line: '', debit: 'patient-cash', credit: 'receivable:patient' }, cents(500));
  for (let time = 0; time < 2; time += 1) await database.inSqlTransaction((sql) => post(sql, [{ ...made, transfers }]));
  expect((await entriesOf(database.sql, 'OVER')).map(({ key }) => key)).toEqual(['over', 'over:credits']);
  expect(await balancesOf(database.sql, 'OVER')).toEqual([
    { line: '', account: 'credits:patient', amountCents: -500 },
    { line: '', account: 'patient-cash', amountCents: 500 },
  ]);
});
