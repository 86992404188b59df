import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { read837P, readInterchanges } from '../../../x12/index.ts';
import { install, type Installation, policy, standingOf, today } from '../installation.ts';
import { remittancesIn } from './remittances.ts';

// Denials through files and PostgreSQL: which lines are asked about, and what is sent afterwards.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(async () => office?.remove());

const { open, owes, receive, states } = remittancesIn(() => office);

const lines = [{}, { procedureCode: '93000', chargeAmountCents: 5_000 }];
const review = (claimId: string) =>
  office.database.reviewAdjudication({ claimId, automaticCorrections: 0, policy: policy(), today });

/** A claim payment of whole lines: "1 100 80 CO*45*20" is line 1 of $100.00, paid $80.00. */
function paid(claimId: string, icn: string, services: readonly string[], { status = '1', remark = '' } = {}) {
  const rows = services.map((text) => {
    const [line = '', charge = '', amount = '', ...cas] = text.split(' ');
    return { line, charge: Number(charge), amount: Number(amount), cas };
  });
  const total = (name: 'charge' | 'amount'): number => rows.reduce((sum, row) => sum + row[name], 0);
  return [
    `CLP*${claimId}*${status}*${total('charge')}*${total('amount')}**12*${icn}*11*1`,
    'NM1*QC*1*SAMPLE*TESTA****MI*W123456789',
    ...rows.flatMap(({ line, charge, amount, cas }) => [
      `SVC*HC:${line === '1' ? 'G0463' : '93000'}*${charge}*${amount}**1`,
      'DTM*472*20260302',
      ...cas.map((one) => `CAS*${one}`),
      `REF*6R*${line}`,
      ...(remark === '' || line === '1' ? [] : [`LQ*HE*${remark}`]),
    ]),
  ];
}

const controlNumber = async (claimId: string): Promise<unknown> => {
  const [row] = await office.db.query(`select payer_control_number as n from claim where id = '${claimId}'`);
  return row?.['n'];
};

const line1 = '1 100 80 CO*45*20';
const line2 = '2 50 0 CO*16*50';
const aboutLine2 = {
  kind: 'ask',
  question: { found: 'Line 2, $50.00: A HCPCS code is missing or wrong. (CO-16, M20)' },
};

describe('10: a claim that the payer splits', () => {
  test('in one file keeps the question about the denied line', async () => {
    const claimId = await open(lines);
    const parts = [...paid(claimId, 'PA', [line2], { remark: 'M20' }), ...paid(claimId, 'PB', [line1])];
    const file = await receive(`C10${claimId}`, '80', parts);
    expect(await states(file)).toEqual([`posted ${claimId}`, `posted ${claimId}`]);
    expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 5_000 });
    expect(await review(claimId)).toMatchObject({ ...aboutLine2, as: 'replacement' });
  });

  test('over two files keeps it, too', async () => {
    const claimId = await open(lines);
    await receive(`C10A${claimId}`, '0', paid(claimId, 'PA', [line2], { remark: 'M20' }));
    expect(await review(claimId)).toMatchObject(aboutLine2);
    await receive(`C10B${claimId}`, '80', paid(claimId, 'PB', [line1]));
    expect(await review(claimId)).toMatchObject(aboutLine2);
  });
});

test('a duplicate denial hides neither the denial nor the control number of the claim', async () => {
  const claimId = await open(lines);
  await receive(`DUP1${claimId}`, '80', paid(claimId, 'REAL', [line1, line2], { remark: 'M20' }));
  await receive(`DUP2${claimId}`, '0', paid(claimId, 'OTHER', ['1 100 0 OA*18*100', '2 50 0 OA*18*50']));
  expect(await controlNumber(claimId)).toBe('REAL');
  expect(await review(claimId)).toMatchObject(aboutLine2);
  expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 5_000 });
});

test('a correction before its reversal leaves the question that the correction asks', async () => {
  const claimId = await open(lines);
  await receive(`ORD1${claimId}`, '80', paid(claimId, 'I1', [line1, '2 50 0 CO*197*50']));
  await receive(`ORD2${claimId}`, '90', paid(claimId, 'I2', ['1 100 90 CO*45*10', line2], { remark: 'M20' }));
  const back = ['1 -100 -80 CO*45*-20', '2 -50 0 CO*197*-50'];
  await receive(`ORD3${claimId}`, '-80', paid(claimId, 'I1', back, { status: '22' }));
  expect(await owes(claimId)).toEqual({ kind: 'payer', balanceCents: 5_000 });
  expect(await review(claimId)).toMatchObject(aboutLine2);
});

test('the whole charge as a contractual adjustment, with nothing paid, is asked about', async () => {
  const claimId = await open();
  const file = await receive(`FULL${claimId}`, '0', paid(claimId, 'I1', ['1 100 0 CO*45*100']));
  expect(await states(file)).toEqual([`exception ${claimId} full-contractual`]);
  expect(await review(claimId)).toMatchObject({ kind: 'ask' });
  const other = await open();
  await receive(`FULL${other}`, '0', paid(other, 'I1', ['1 100 0 CO*24*100']));
  expect(await review(other)).toMatchObject({ kind: 'ask', question: { category: 'Full Contractual Adjustment' } });
});

test('a new claim after MA130 does not send the paid line again, and a replacement sends all lines', async () => {
  const sentAs = async (as: 'original' | 'replacement') => {
    const claimId = await open(lines);
    await receive(`MA130${claimId}`, '80', paid(claimId, 'I1', [line1, line2], { remark: 'MA130' }));
    expect(await review(claimId)).toMatchObject({ kind: 'ask', as: 'original' });
    expect(await office.database.checkClaim({ claimId, version: 1, submission: 1, as, today })).toEqual({
      kind: 'ready',
    });
    await office.outbound.submitClaim({
      ...{ claimId, version: 1, submission: 1, as, today },
      standing: standingOf(claimId),
    });
    const bytes = await office.read('payer', (await office.sent('payer')).at(-1) ?? '');
    const [set] = readInterchanges(bytes).interchanges[0]?.groups[0]?.sets ?? [];
    if (!set) throw new Error('nothing was sent');
    const text = Buffer.from(bytes).toString('latin1');
    expect(read837P(set)).toMatchObject({ kind: 'read', findings: [] });
    return [/CLM\*[^*]+\*([^*]+)/.exec(text)?.[1], text.match(/SV1\*HC:\w+/g)];
  };
  expect(await sentAs('original')).toEqual(['50', ['SV1*HC:93000']]);
  expect(await sentAs('replacement')).toEqual(['150', ['SV1*HC:G0463', 'SV1*HC:93000']]);
});

describe('a correction of an adjudicated claim', () => {
  const correct = async (claimId: string, set: Record<string, unknown>) =>
    office.database.applyCorrection({
      ...{ claimId, workItemId: null, today },
      correction: { correctionId: 'c1', by: 'ann', reason: 'the card says so', set },
    });
  const send = async (claimId: string, as: 'original' | 'replacement') => {
    const standing = standingOf(claimId);
    await office.outbound.submitClaim({ claimId, version: 1, submission: 1, as: 'original', today, standing });
    await receive(`COR${claimId}`, '0', paid(claimId, 'I1', ['1 100 0 CO*197*100', '2 50 0 CO*197*50']));
    return () => office.database.checkClaim({ claimId, version: 2, submission: 2, as, today });
  };

  test('uses the member id that the payer gives, once', async () => {
    const claimId = await open(lines);
    const denied = paid(claimId, 'I1', ['1 100 0 CO*31*100', '2 50 0 CO*31*50']);
    const named = denied.toSpliced(2, 0, 'NM1*74*1******C*W777888999');
    await receive(`MEM${claimId}`, '0', named);
    expect(await review(claimId)).toMatchObject({ kind: 'resubmit', as: 'original', version: 2 });
    expect(await review(claimId)).toMatchObject({ kind: 'resubmit', version: 2 });
    const [kept] = await office.db.query(`select count(*)::int as n from claim_version where claim_id = '${claimId}'`);
    expect(kept).toEqual({ n: 2 });
  });

  test('that changes nothing for the payer is not sent', async () => {
    const claimId = await open(lines);
    const check = await send(claimId, 'replacement');
    await correct(claimId, { 'patient.contact': { phone: '6095550199' } });
    expect(await check()).toMatchObject({
      kind: 'ask',
      question: { found: expect.stringContaining('exactly this claim') },
    });
  });

  test('that changes something is sent, also by a claim that takes the step again after it was sent', async () => {
    const claimId = await open(lines);
    const check = await send(claimId, 'replacement');
    await correct(claimId, { 'claim.priorAuthorizationNumber': 'A1' });
    expect(await check()).toEqual({ kind: 'ready' });
    const standing = standingOf(claimId);
    await office.outbound.submitClaim({ claimId, version: 2, submission: 2, as: 'replacement', today, standing });
    expect(await check()).toEqual({ kind: 'ready' });
  });

  test('keeps the first filing limit as a new claim, and has the limit of replacements as a replacement', async () => {
    const claimId = await open(lines);
    await send(claimId, 'replacement');
    await correct(claimId, { 'claim.priorAuthorizationNumber': 'A1' });
    // Served on March 2, denied on March 9: 90 days later are May 31 and June 7.
    const check = (as: 'original' | 'replacement', on: string) =>
      office.database.checkClaim({ claimId, version: 2, submission: 2, as, today: isoDate(on) });
    expect(await check('original', '2026-05-31')).toEqual({ kind: 'ready' });
    expect(await check('original', '2026-06-01')).toMatchObject({ kind: 'ask', question: { kind: 'timely-filing' } });
    expect(await check('replacement', '2026-06-07')).toEqual({ kind: 'ready' });
    expect(await check('replacement', '2026-06-08')).toMatchObject({ kind: 'ask' });
  });

  test('goes to Medicare Part B as a new claim only', async () => {
    const claimId = await open(lines);
    const check = await send(claimId, 'replacement');
    await correct(claimId, { 'claim.priorAuthorizationNumber': 'A1', 'insurance[0].claimFilingCode': 'MB' });
    expect(await check()).toMatchObject({ kind: 'ask', question: { canDo: expect.stringContaining('reopening') } });
    expect(await office.database.checkClaim({ claimId, version: 2, submission: 2, as: 'original', today })).toEqual({
      kind: 'ready',
    });
  });

  test('to another payer is a new claim', async () => {
    const claimId = await open(lines);
    await send(claimId, 'replacement');
    expect(await correct(claimId, { 'insurance[0].payerId': 'OTHER9' })).toMatchObject({
      ...{ kind: 'applied', sendAs: 'original' },
    });
  });
});
