import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { install, type Installation, policy, today } from '../installation.ts';
import { claimPaid, remittancesIn } from './remittances.ts';

// What people decide about payments that do not fit: by name and reason, once, and with reversing entries.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(async () => office?.remove());

const { decide, list, moved, open, owes, questions, receive, show, states } = remittancesIn(() => office);
const nobody = { kind: 'nobody', creditCents: 0, isWrittenOff: false };
const payer = (balanceCents: number) => ({ kind: 'payer', balanceCents });
const done = { outcome: 'done' };
const money = ['payer-clearing', 'unapplied'];
let traces = 0;
const trace = () => `D${(traces += 1)}`;

/** The facts of a claim since the last call. */
async function told(claimId: string): Promise<number> {
  await office.signalWaiting();
  return office.signaled.splice(0).filter((one) => one.claimId === claimId).length;
}

describe('a payment for a claim that is not known', () => {
  test('is matched by a person, taken back, and matched again', async () => {
    const [claimId, other] = [await open(), await open()];
    const file = await receive(trace(), '80', claimPaid('WRONG0001'));
    const segment = `${file}:11`;
    expect(await states(file)).toEqual(['exception - unknown-claim']);
    await told(claimId);

    const match = { kind: 'match-remittance', segment, claimId } as const;
    expect(await moved(money, async () => expect(await decide(match)).toEqual(done))).toEqual([0, 8_000]);
    expect(await decide(match)).toEqual(done);
    expect(await owes(claimId)).toEqual(nobody);
    expect(await states(file)).toEqual([`posted ${claimId}`]);
    expect(await questions(file)).toEqual([]);
    expect(await told(claimId)).toBe(1);
    expect(await decide({ ...match, claimId: other })).toMatchObject({ outcome: 'refused' });

    const unmatch = { kind: 'unmatch-remittance', segment } as const;
    expect(await moved(money, async () => expect(await decide(unmatch)).toEqual(done))).toEqual([0, -8_000]);
    expect(await decide(unmatch)).toEqual(done);
    expect(await owes(claimId)).toEqual(payer(10_000));
    expect(await told(claimId)).toBe(1);
    expect(await questions(file)).toEqual([expect.stringContaining('A person took it back from its claim.')]);

    expect(await decide({ ...match, claimId: other })).toEqual(done);
    expect([await owes(claimId), await owes(other)]).toEqual([payer(10_000), nobody]);
    expect(await show(segment)).toMatchObject({
      state: 'posted',
      claimId: other,
      questions: [],
      decisions: ['match', 'unmatch', 'match'].map((kind) => ({ kind, by: 'ann', reason: 'the payer says so' })),
    });
  });

  test('is kept for the claim if its amounts do not fit, and then accepted as it is', async () => {
    const claimId = await open();
    const file = await receive(trace(), '130', claimPaid('WRONG0002', { charge: 130, paid: 130, cas: [] }));
    const segment = `${file}:11`;
    expect(await decide({ kind: 'accept-remittance', segment })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('match it'),
    });
    expect(await decide({ kind: 'match-remittance', segment, claimId: 'NOBODY' })).toEqual({
      outcome: 'refused',
      reason: 'there is no claim NOBODY',
    });
    expect(await decide({ kind: 'match-remittance', segment, claimId })).toMatchObject({
      outcome: 'done',
      note: expect.stringContaining('the claim is $130.00, and $100.00 was billed'),
    });
    expect(await states(file)).toEqual([`exception ${claimId} charge-differs over-charge`]);
    expect(await questions(file)).toHaveLength(1);
    expect(await decide({ kind: 'accept-remittance', segment })).toEqual(done);
    expect(await states(file)).toEqual([`posted ${claimId}`]);
    expect(await questions(file)).toEqual([]);
  });

  test('is refused: its money goes back, and unmatching brings it here again', async () => {
    const file = await receive(trace(), '80', claimPaid('WRONG0003'));
    const segment = `${file}:11`;
    const refuse = { kind: 'refuse-remittance', segment } as const;
    expect(await moved(money, async () => expect(await decide(refuse)).toEqual(done))).toEqual([-8_000, 8_000]);
    expect(await decide(refuse)).toEqual(done);
    expect(await states(file)).toEqual(['refused - unknown-claim']);
    const back = { kind: 'unmatch-remittance', segment } as const;
    expect(await moved(money, async () => expect(await decide(back)).toEqual(done))).toEqual([8_000, -8_000]);
    expect(await states(file)).toEqual(['exception - unknown-claim']);
  });
});

test('a payment that was posted from its file is unmatched, and matched to another claim', async () => {
  const [claimId, other] = [await open(), await open()];
  const file = await receive(trace(), '80', claimPaid(claimId));
  const segment = `${file}:11`;
  expect(await moved(money, () => decide({ kind: 'unmatch-remittance', segment }))).toEqual([0, -8_000]);
  expect(await owes(claimId)).toEqual(payer(10_000));
  expect(await moved(money, () => decide({ kind: 'match-remittance', segment, claimId: other }))).toEqual([0, 8_000]);
  expect(await owes(other)).toEqual(nobody);
});

test('15: an accepted reversal takes back what was posted, and the correction then fits by itself', async () => {
  const claimId = await open();
  const share = { paid: 60, share: '20', cas: ['CO*45*20', 'PR*2*20'], icn: 'I1' };
  await receive(trace(), '60', claimPaid(claimId, share));
  const lumped = claimPaid(claimId, { status: '22', charge: -100, paid: -60, icn: 'I1', cas: ['CO*45*-40'] });
  const right = claimPaid(claimId, { icn: 'I2' });
  const file = await receive(trace(), '20', [...lumped, ...right]);
  expect(await states(file)).toEqual([`exception ${claimId} reversal-differs`, `exception ${claimId} over-charge`]);
  expect((await owes(claimId)).kind).not.toBe('payer');
  expect(await decide({ kind: 'accept-remittance', segment: `${file}:11` })).toEqual(done);
  expect(await states(file)).toEqual([`posted ${claimId}`, `posted ${claimId}`]);
  expect(await owes(claimId)).toEqual(nobody);
  expect(await questions(file)).toEqual([]);
});

test('a payment that a reversal took back is unmatched after the reversal', async () => {
  const claimId = await open();
  const first = await receive(trace(), '80', claimPaid(claimId));
  const back = claimPaid(claimId, { status: '22', charge: -100, paid: -80, cas: ['CO*45*-20'] });
  const second = await receive(trace(), '-80', back);
  expect(await states(first)).toEqual([`reversed ${claimId}`]);
  expect(await decide({ kind: 'unmatch-remittance', segment: `${first}:11` })).toMatchObject({ outcome: 'refused' });
  expect(await decide({ kind: 'unmatch-remittance', segment: `${second}:11` })).toEqual(done);
  expect(await states(first)).toEqual([`posted ${claimId}`]);
  expect(await owes(claimId)).toEqual(nobody);
});

test('a reversal without its payment is not accepted', async () => {
  const claimId = await open();
  const back = claimPaid(claimId, { status: '22', charge: -100, paid: -80, cas: ['CO*45*-20'] });
  const file = await receive(trace(), '-80', back);
  expect(await decide({ kind: 'accept-remittance', segment: `${file}:11` })).toMatchObject({ outcome: 'refused' });
});

test('a file that repeats another one is refused as a whole', async () => {
  const claims = [await open(), await open()];
  const segments = claims.flatMap((claimId) => claimPaid(claimId));
  const number = trace();
  await receive(number, '160', segments);
  const file = await receive(number, '160', segments, { paidOn: '20260310' });
  expect(await states(file)).toEqual(claims.map((claimId) => `exception ${claimId} repeat`));
  const refuse = { kind: 'refuse-remittance', segment: file } as const;
  expect(await moved(money, async () => expect(await decide(refuse)).toEqual({ ...done, parts: 2 }))).toEqual([
    ...[-16_000, 16_000],
  ]);
  expect(await decide(refuse)).toEqual({ ...done, parts: 0 });
  expect(await decide({ kind: 'match-remittance', segment: file, claimId: 'X' })).toMatchObject({ outcome: 'refused' });
  expect((await list()).filter(({ part }) => part.startsWith(`${file}:`))).toEqual([]);
});

test('a provider-level adjustment is accepted as one of no claim, or refused', async () => {
  const file = await receive(trace(), '25', ['PLB*1999999984*20261231*CS:ADJ*-20*AM:LOAN*-5']);
  const [first = '', second = ''] = (await list(file)).map(({ part }) => part);
  expect(await decide({ kind: 'accept-remittance', segment: `${file}:11` })).toMatchObject({ outcome: 'refused' });
  expect(await decide({ kind: 'unmatch-remittance', segment: first })).toMatchObject({ outcome: 'refused' });
  const accounts = [...money, 'provider-adjustments'];
  const accept = { kind: 'accept-remittance', segment: first } as const;
  expect(await moved(accounts, () => decide(accept))).toEqual([0, 2_000, -2_000]);
  expect(await decide(accept)).toEqual(done);
  expect(await moved(accounts, () => decide({ kind: 'refuse-remittance', segment: second }))).toEqual([-500, 500, 0]);
  expect(await states(file)).toEqual(['accepted -', 'refused -']);
  expect(await show(first)).toMatchObject({ kind: 'adjustment', code: 'CS', reference: 'ADJ', paidCents: 2_000 });
});

test.each([['99999999'], ['12:x'], ['1; drop table claim'], ['0:1'], ['999999:11']])(
  '"%s" names nothing',
  async (segment) => {
    expect(await decide({ kind: 'accept-remittance', segment })).toMatchObject({ outcome: 'refused' });
    expect(await show(segment)).toBeNull();
  },
);

test('an open exception keeps the claim from being billed, and the claim asks', async () => {
  const claimId = await open();
  const file = await receive(trace(), '80', claimPaid(claimId, { name: 'OTHER*NOBODY' }));
  expect(await states(file)).toEqual([`exception ${claimId} other-patient`]);
  expect(await told(claimId)).toBe(1);
  const step = await office.database.reviewAdjudication({
    ...{ claimId, automaticCorrections: 0, policy: policy(), today },
  });
  expect(step).toMatchObject({ kind: 'ask', question: { found: expect.stringContaining('do not fit') } });
});
