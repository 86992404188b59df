import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { install, type Installation, policy, standingOf, today } from '../installation.ts';
import { acknowledgment } from '../payer-files.ts';
import { claimPaid, remittancesIn } from './remittances.ts';

// Answers that come late, in another order, or against an earlier one: each belongs to the submission that it names.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(async () => office?.remove());

const { balances, open, owes, receive, states } = remittancesIn(() => office);

const rejects = { category: 'A7', status: '164', entity: 'IL' };
const accepts = { category: 'A2', status: '20', entity: 'PR' };

/** A claim that went out that many times. */
async function sent(times: number): Promise<string> {
  const claimId = await open();
  for (let submission = 1; submission <= times; submission += 1) {
    const standing = standingOf(claimId);
    await office.outbound.submitClaim({ claimId, version: 1, submission, as: 'original', today, standing });
  }
  return claimId;
}

let files = 0;
async function answer(...given: Parameters<typeof acknowledgment>): Promise<unknown> {
  await office.receive('payer', `a${(files += 1)}.277`, acknowledgment(...given));
  await office.signalWaiting();
  return office.signaled.at(-1)?.fact;
}

async function openItems(kind: string): Promise<readonly string[]> {
  const report = await office.database.readReport({ report: 'worklist', filter: { kind } });
  return report.report === 'worklist' ? report.items.map(({ found }) => found) : [];
}

const controlNumber = async (claimId: string): Promise<unknown> => {
  const [row] = await office.db.query(`select payer_control_number as n from claim where id = '${claimId}'`);
  return row?.['n'];
};

describe('13: a claim acknowledgment', () => {
  test('belongs to the submission that it names, however late it comes', async () => {
    const claimId = await sent(2);
    expect(await answer(claimId, rejects, { reference: `${claimId}-1` })).toMatchObject({
      ...{ kind: 'rejected', submission: 1 },
    });
  });

  test.each(['1', 'OTHER-1', 'X', 'REF1'])('that names %s belongs to the newest submission', async (reference) => {
    const claimId = await sent(2);
    expect(await answer(claimId, rejects, { reference })).toMatchObject({ kind: 'rejected', submission: 2 });
  });

  test('that names a submission which was never sent belongs to the newest one', async () => {
    const claimId = await sent(1);
    expect(await answer(claimId, accepts, { reference: `${claimId}-7` })).toMatchObject({ submission: 1 });
  });
});

describe("the payer's control number of an acknowledgment (REF*1K)", () => {
  test('is the number of the claim until a remittance states it', async () => {
    const claimId = await sent(1);
    await answer(claimId, accepts, { reference: `${claimId}-1`, payerControlNumber: 'K1' });
    expect(await controlNumber(claimId)).toBe('K1');
    await receive(`K${claimId}`, '0', claimPaid(claimId, { paid: 0, icn: 'ICN77', cas: ['CO*197*100'] }));
    expect(await controlNumber(claimId)).toBe('ICN77');
    await answer(claimId, accepts, { reference: `${claimId}-1`, payerControlNumber: 'K2' });
    expect(await controlNumber(claimId)).toBe('ICN77');
  });

  test('of a rejection is not used', async () => {
    const claimId = await sent(1);
    await answer(claimId, rejects, { payerControlNumber: 'K1' });
    expect(await controlNumber(claimId)).toBeNull();
  });
});

describe('an answer that contradicts an earlier one', () => {
  test('is asked about when a rejected submission is accepted', async () => {
    const claimId = await sent(2);
    await answer(claimId, rejects, { reference: `${claimId}-1` });
    await answer(claimId, accepts, { reference: `${claimId}-2` });
    expect(await openItems('contradiction')).toEqual([]);
    await answer(claimId, accepts, { reference: `${claimId}-1` });
    expect(await openItems('contradiction')).toEqual([
      expect.stringContaining(`accepts submission 1 of claim ${claimId}, which it rejected before`),
    ]);
    const [item] = await office.db.query(`select id::text from work_item where kind = 'contradiction'`);
    const closing = { itemId: String(item?.['id']), reason: 'the payer has it once', by: 'ann' };
    expect(await office.database.decide({ kind: 'close-item', ...closing })).toMatchObject({ outcome: 'done' });
  });

  test('is asked about by the claim when an accepted submission is rejected', async () => {
    const claimId = await sent(1);
    await answer(claimId, accepts);
    await answer(claimId, rejects);
    const review = { claimId, submission: 1, automaticCorrections: 0, policy: policy(), today };
    expect(await office.database.reviewRejection(review)).toMatchObject({
      kind: 'ask',
      question: { found: expect.stringContaining('had accepted the claim before') },
    });
  });

  test('is an exception when a paid line is denied, and none when the denial is a duplicate', async () => {
    const claimId = await open();
    await receive(`P${claimId}`, '80', claimPaid(claimId));
    const again = await receive(`D${claimId}`, '0', claimPaid(claimId, { paid: 0, icn: 'X', cas: ['OA*18*100'] }));
    expect(await states(again)).toEqual([`posted ${claimId}`]);
    const before = await balances('payer-clearing', 'unapplied');
    const denied = await receive(`E${claimId}`, '0', claimPaid(claimId, { paid: 0, icn: 'Y', cas: ['CO*197*100'] }));
    expect(await states(denied)).toEqual([`exception ${claimId} denied-after-payment`]);
    expect(await openItems('remittance')).toEqual([
      expect.stringContaining('line 1 is denied, and $80.00 was paid for it before'),
    ]);
    expect(await balances('payer-clearing', 'unapplied')).toEqual(before);
  });

  test('is no longer an exception when the reversal of the payment follows', async () => {
    const claimId = await open();
    await receive(`P${claimId}`, '80', claimPaid(claimId));
    const denied = await receive(`E${claimId}`, '0', claimPaid(claimId, { paid: 0, icn: 'Y', cas: ['CO*197*100'] }));
    const back = { status: '22', charge: -100, paid: -80, cas: ['CO*45*-20'] };
    await receive(`R${claimId}`, '-80', claimPaid(claimId, back));
    expect(await states(denied)).toEqual([`posted ${claimId}`]);
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 10_000 });
  });
});
