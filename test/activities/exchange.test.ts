import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cents } from '../../domain/money.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { read837P, readInterchanges } from '../../x12/index.ts';
import { anIntake } from '../domain/builders.ts';
import { install, type Installation, policy, standingOf, today } from './installation.ts';
import { acknowledgment, batchRefusal, remittance } from './payer-files.ts';

// An activity that runs twice has its effect once. Uses a real PostgreSQL, folders and X12 bytes.

let office: Installation;
let claims = 0;

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

/** Opens a claim. Returns it with its total charge. */
async function openOne(
  change?: Parameters<typeof anIntake>[0],
): Promise<{ claimId: string; intake: Intake; chargeCents: number }> {
  const claimId = `PCN${String((claims += 1)).padStart(5, '0')}`;
  const intake = { ...anIntake(change), externalId: claimId, patientControlNumber: claimId };
  const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return { claimId, intake, chargeCents: opened.chargedCents };
}

const submit = (claimId: string, submission = 1, as: 'original' | 'replacement' = 'original') =>
  office.outbound.submitClaim({ claimId, version: 1, submission, as, today, standing: standingOf(claimId) });

const owes = (claimId: string) => office.database.whoOwes({ claimId, policy: policy() });

describe('opening a claim', () => {
  test('twice stores it once, and different content with the same externalId is refused', async () => {
    const { claimId, intake, chargeCents } = await openOne();
    expect(await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake })).toMatchObject({
      kind: 'opened',
      chargedCents: chargeCents,
    });
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: chargeCents });
    const other = { ...intake, patientControlNumber: 'OTHER1' };
    expect(
      await office.database.openClaim({ workflowId: 'claim-OTHER1', runId: 'run-1', intake: other }),
    ).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining(`belongs to claim ${claimId}`),
    });
  });
});

describe('sending', () => {
  test('a retry sends the same bytes under the same name', async () => {
    const { claimId } = await openOne();
    await submit(claimId);
    const name = (await office.sent('payer')).at(-1) ?? '';
    expect(name).toMatch(/^\d{9}\.837$/);
    const first = await office.read('payer', name);
    const sent = (await office.sent('payer')).length;
    await submit(claimId);
    expect(await office.sent('payer')).toHaveLength(sent);
    expect(await office.read('payer', name)).toEqual(first);
    await office.outbound.resendClaim({ claimId, submission: 1, resend: 1, standing: standingOf(claimId) });
    expect(await office.read('payer', name.replace('.837', '-r1.837'))).toEqual(first);
    const read = readInterchanges(first);
    expect(read.interchanges).toMatchObject([{ usage: 'P', senderQualifier: 'ZZ', receiverQualifier: 'ZZ' }]);
    expect(name).toBe(`${read.interchanges[0]?.control}.837`);
    const [set] = read.interchanges[0]?.groups[0]?.sets ?? [];
    expect(set && read837P(set)).toMatchObject({ kind: 'read', findings: [] });
  });

  test('two claims never share control numbers', async () => {
    const [one, other] = [await openOne(), await openOne()];
    await Promise.all([submit(one.claimId), submit(other.claimId)]);
    const rows = await office.db.query(
      'select count(*) as n, count(distinct interchange_control) as d from outbound_interchange',
    );
    expect(rows[0]?.['n']).toBe(rows[0]?.['d']);
  });
});

describe('a remittance advice', () => {
  test('is posted once, even if the file arrives again under another name', async () => {
    const { claimId, chargeCents } = await openOne();
    const bytes = remittance(`T${claimId}`, [
      {
        claimId,
        chargeCents,
        paidCents: chargeCents - 2_000,
        adjustments: [{ group: 'CO', reason: '45', amountCents: 2_000 }],
      },
    ]);
    await office.receive('payer', 'a.835', bytes);
    await office.receive('payer', 'b.835', bytes);
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
    await office.signalWaiting();
    expect(office.signaled.filter((one) => one.claimId === claimId)).toHaveLength(1);
  });

  test('with patient responsibility bills the patient', async () => {
    const { claimId, chargeCents } = await openOne();
    await office.receive(
      'payer',
      `${claimId}.835`,
      remittance(`T${claimId}`, [
        {
          claimId,
          chargeCents,
          paidCents: chargeCents - 3_000,
          adjustments: [{ group: 'PR', reason: '1', amountCents: 3_000 }],
        },
      ]),
    );
    expect(await owes(claimId)).toEqual({ kind: 'patient', balanceCents: 3_000, isSmall: false });
  });

  test('that is reversed leaves the balance with the payer, and the corrected payment settles it', async () => {
    const { claimId, chargeCents } = await openOne();
    const denial = {
      claimId,
      chargeCents,
      paidCents: 0,
      adjustments: [{ group: 'CO' as const, reason: '16', amountCents: chargeCents }],
      remark: 'M62',
    };
    await office.receive('payer', `${claimId}-1.835`, remittance(`T1${claimId}`, [denial]));
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: chargeCents });
    const step = await office.database.reviewAdjudication({
      claimId,
      automaticCorrections: 0,
      policy: policy(),
      today,
    });
    expect(step).toMatchObject({ kind: 'ask', as: 'replacement', question: { category: 'Authorization Required' } });
    await office.receive(
      'payer',
      `${claimId}-2.835`,
      remittance(`T2${claimId}`, [
        {
          ...denial,
          statusCode: '22',
          chargeCents: -chargeCents,
          adjustments: [{ group: 'CO', reason: '16', amountCents: -chargeCents }],
        },
        { claimId, chargeCents, paidCents: chargeCents },
      ]),
    );
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
  });

  test('that is out of balance or truncated posts nothing and is quarantined with its position', async () => {
    const { claimId, chargeCents } = await openOne();
    const good = remittance(`T${claimId}`, [{ claimId, chargeCents, paidCents: chargeCents }]);
    await office.receive('payer', `${claimId}-cut.835`, good.slice(0, good.length - 30));
    await office.receive(
      'payer',
      `${claimId}-off.835`,
      remittance(`U${claimId}`, [{ claimId, chargeCents, paidCents: chargeCents }], chargeCents + 1),
    );
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: chargeCents });
    const report = await office.database.readReport({ report: 'worklist' });
    const found =
      report.report === 'worklist' ? report.items.filter(({ kind }) => kind === 'file').map((item) => item.found) : [];
    expect(found).toEqual([
      expect.stringMatching(/segment \d+, byte \d+/),
      expect.stringMatching(/is out of balance by -\$0\.01 \(segment 1\)/),
    ]);
  });

  test('with an unknown claim posts the other claims, and the unknown payment is unapplied', async () => {
    const { claimId, chargeCents } = await openOne();
    await office.receive(
      'payer',
      `${claimId}.835`,
      remittance(`T${claimId}`, [
        { claimId: 'NOTOURS', chargeCents: 500, paidCents: 500 },
        { claimId, chargeCents, paidCents: chargeCents },
      ]),
    );
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
    const report = await office.database.readReport({ report: 'trial-balance' });
    expect(report).toMatchObject({
      balanced: true,
      accounts: expect.arrayContaining([{ account: 'unapplied', debitCents: 0, creditCents: 500 }]),
    });
  });
});

describe('a claim acknowledgment', () => {
  test('that accepts a claim is signaled with its submission', async () => {
    const { claimId } = await openOne();
    await submit(claimId);
    await office.receive(
      'payer',
      `${claimId}.277`,
      acknowledgment(claimId, { category: 'A2', status: '20', entity: 'PR' }),
    );
    await office.signalWaiting();
    expect(office.signaled.at(-1)).toMatchObject({ claimId, fact: { kind: 'accepted', submission: 1 } });
  });

  test('that rejects the member id is corrected by a rule, once', async () => {
    const { claimId } = await openOne((json) => {
      json.insurance = json.insurance.map((one) => ({ ...one, memberId: 'W12-345' }));
    });
    await submit(claimId);
    await office.receive(
      'payer',
      `${claimId}.277`,
      acknowledgment(claimId, { category: 'A7', status: '164', entity: 'IL' }),
    );
    const review = () =>
      office.database.reviewRejection({ claimId, submission: 1, automaticCorrections: 0, policy: policy(), today });
    expect(await review()).toMatchObject({ kind: 'resubmit', as: 'original', version: 2 });
    expect(await review()).toMatchObject({ kind: 'resubmit', version: 2 });
  });
});

describe('a claim acknowledgment that rejects the whole batch', () => {
  test('is signaled to the claim of that batch', async () => {
    const { claimId } = await openOne();
    await submit(claimId);
    await office.receive('payer', `${claimId}.277`, batchRefusal(`${claimId}-1`));
    await office.signalWaiting();
    expect(office.signaled.at(-1)).toMatchObject({ claimId, fact: { kind: 'rejected', submission: 1, by: '277CA' } });
  });
});

describe('a patient payment', () => {
  test('is posted once per paymentId, and different content with the same paymentId is refused', async () => {
    const { claimId } = await openOne((json) => {
      Object.assign(json, { responsibleParty: 'selfPay', insurance: [] });
    });
    const payment = {
      paymentId: `pay-${claimId}`,
      amountCents: 1_000 as never,
      receivedOn: today,
      method: 'card' as const,
      by: 'biller-1',
    };
    const before = await owes(claimId);
    const record = (amountCents: number, by = payment.by) =>
      office.database.recordPayment({
        claimId,
        payment: { ...payment, by, amountCents: amountCents as never },
        policy: policy(),
        today,
      });
    const debtor = {
      kind: 'patient',
      balanceCents: (before.kind === 'patient' ? before.balanceCents : 0) - 1_000,
      isSmall: false,
    };
    for (const _ of [1, 2]) expect(await record(1_000)).toEqual({ kind: 'recorded', debtor, isFromAgency: false });
    expect(await record(2_000)).toMatchObject({ kind: 'refused' });
    expect(await record(1_000, 'another')).toMatchObject({ reason: expect.stringContaining(`by ${payment.by}`) });
    expect(await owes(claimId)).toEqual(debtor);
  });

  test('that does not arrive leads to a statement, placement, recall and write-off, each once', async () => {
    const { claimId } = await openOne((json) => {
      Object.assign(json, { responsibleParty: 'selfPay', insurance: [] });
    });
    const step = { claimId, today, standing: standingOf(claimId) };
    const notice = { ...step, cycle: 1, statement: 1, isFinalNotice: true, dueOn: today };
    for (const _ of [1, 2]) await office.outbound.sendStatement(notice);
    const placed = await office.outbound.placeAccount({ ...step, placement: 1, policy: policy() });
    expect(await office.outbound.placeAccount({ ...step, placement: 1, policy: policy() })).toEqual(placed);
    expect(await owes(claimId)).toEqual(placed.debtor);
    const placedCents = placed.debtor.kind === 'agency' ? placed.debtor.balanceCents : 0;
    // A payment made here comes off what the agency collects, and the agency is told once.
    const payment = { paymentId: `D-${claimId}`, amountCents: cents(1_000), method: 'card', by: 'b' } as const;
    const direct = { ...step, placement: 1, paymentId: payment.paymentId };
    expect(await office.database.recordPayment({ claimId, payment, policy: policy(), today })).toMatchObject({
      debtor: { kind: 'agency', balanceCents: placedCents - 1_000 },
      isFromAgency: true,
    });
    for (const _ of [1, 2]) await office.outbound.reportDirectPayment(direct);
    await office.outbound.reportDirectPayment({ ...direct, paymentId: 'another' });
    expect(await office.sent('agency')).toHaveLength(2);
    for (const _ of [1, 2]) await office.outbound.recallAccount({ ...step, placement: 1, reason: 'CLIENT_REQUEST' });
    expect(await owes(claimId)).toMatchObject({ kind: 'patient', balanceCents: placedCents - 1_000 });
    for (const _ of [1, 2])
      expect(
        await office.database.writeOff({ claimId, key: '1', reason: 'BAD_DEBT', by: null, policy: policy(), today }),
      ).toMatchObject({ kind: 'written-off', debtor: { kind: 'nobody', creditCents: 0, isWrittenOff: true } });
    expect(await owes(claimId)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: true });
    expect(await office.sent('agency')).toHaveLength(3);
  });
});
