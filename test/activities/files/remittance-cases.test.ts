import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { install, type Installation } from '../installation.ts';
import { claimPaid, remittancesIn } from './remittances.ts';

// Remittances that broke other systems, on PostgreSQL: each cent is posted once, or a person is asked. The numbers are
// those of our collection of bad inputs.

let office: Installation;
beforeAll(async () => void (office = await install()), 120_000);
afterAll(async () => office?.remove());

const { balances, moved, open, owes, questions, receive, states } = remittancesIn(() => office);
const nobody = { kind: 'nobody', creditCents: 0, isWrittenOff: false };
const payer = (balanceCents: number) => ({ kind: 'payer', balanceCents });
const money = ['payer-clearing', 'unapplied'];

test('07: a claim that a remittance holds twice is paid once', async () => {
  const claimId = await open();
  let file = '';
  const twice = [...claimPaid(claimId), ...claimPaid(claimId)];
  expect(await moved(money, async () => (file = await receive('C07', '160', twice)))).toEqual([16_000, -8_000]);
  expect(await states(file)).toEqual([`posted ${claimId}`, `exception ${claimId} repeat`]);
  expect(await questions(file)).toEqual([expect.stringContaining('of a payment that is stored already')]);
});

describe('08: a remittance that comes again', () => {
  const share = { paid: 60, share: '20', cas: ['CO*45*20', 'PR*2*20'] };

  test.each([
    ['with the payee by tax id', { payee: 'FI*123456789' }],
    ['paid a day later', { paidOn: '20260310' }],
    ['from the same payer under another name', { payer: 'INVENTED HEALTH' }],
  ])('%s is asked about, and the patient owes once', async (_, change) => {
    const claimId = await open();
    await receive(`C08${claimId}`, '60', claimPaid(claimId, share));
    let file = '';
    const again = async () => (file = await receive(`C08${claimId}`, '60', claimPaid(claimId, share), change));
    expect(await moved([...money, 'receivable:patient'], again)).toEqual([6_000, -6_000, 0]);
    expect(await states(file)).toEqual([`exception ${claimId} repeat`]);
  });

  test('in another envelope is known', async () => {
    const claimId = await open();
    await receive(`C08${claimId}`, '60', claimPaid(claimId, share));
    let file = '';
    const again = async () => (file = await receive(`C08${claimId}`, '60', claimPaid(claimId, share)));
    expect(await moved(money, again)).toEqual([0, 0]);
    expect(await states(file)).toEqual([]);
    const report = await office.database.readReport({ report: 'file', fileId: file });
    expect(report).toMatchObject({ file: { state: 'read', parts: [{ reason: expect.stringContaining('repeats') }] } });
  });

  test('with its number and other claims is another one', async () => {
    const [first, second] = [await open(), await open()];
    const denied = { paid: 0, cas: ['CO*197*100'] };
    await receive('C08Z', '0', claimPaid(first, denied));
    const file = await receive('C08Z', '0', claimPaid(second, denied));
    expect(await states(file)).toEqual([`posted ${second}`]);
  });
});

test('14: another charge than was billed is asked about, and nobody is billed', async () => {
  const claimId = await open();
  const file = await receive(
    'C14',
    '80',
    claimPaid(claimId, { charge: 130, share: '30', cas: ['CO*45*20', 'PR*2*30'] }),
  );
  expect(await states(file)).toEqual([`exception ${claimId} charge-differs over-charge`]);
  expect(await questions(file)).toEqual([expect.stringContaining('the claim is $130.00, and $100.00 was billed')]);
  expect(await owes(claimId)).toEqual(payer(10_000));
});

test('16: a reversal of nothing is asked about at once, and its recoupment too', async () => {
  const claimId = await open();
  const back = { status: '22', charge: -100, paid: -60, icn: 'I9', cas: ['CO*45*-20', 'PR*2*-20'] };
  let file = '';
  const act = async () =>
    (file = await receive('C16', '0', [...claimPaid(claimId, back), 'PLB*1999999984*20261231*WO:X*-60']));
  expect(await moved([...money, 'recoupments'], act)).toEqual([0, 0, 0]);
  expect(await states(file)).toEqual([`exception ${claimId} reversal-without-original`, 'exception -']);
  expect(await owes(claimId)).toEqual(payer(10_000));
  expect(await questions(file)).toHaveLength(2);
});

test.each([
  ['interest within the claim is income', 85.12, ['CO*45*20', 'CO*225*-5.12'], [-512, 2_000]],
  ['more than the charge is a negative contractual adjustment', 110, ['OA*94*-10'], [0, -1_000]],
])('17: %s', async (_, paid, cas, expected) => {
  const claimId = await open();
  const accounts = ['interest-income', 'contractual-adjustments'];
  expect(await moved(accounts, () => receive(`C17${paid}`, String(paid), claimPaid(claimId, { paid, cas })))).toEqual(
    expected,
  );
  expect(await owes(claimId)).toEqual(nobody);
});

describe('18: provider-level adjustments', () => {
  test.each([
    ['of no claim are unapplied and asked about', 'CS:ADJ*-25', '25', [2_500, -2_500, 0], ['exception -']],
    ['that pay interest are income', 'L6:ICN1*-5', '5', [500, 0, -500], ['posted -']],
  ])('%s', async (_, plb, bpr, expected, expectedStates) => {
    let file = '';
    const act = async () => (file = await receive(`C18${bpr}`, bpr, [`PLB*1999999984*20261231*${plb}`]));
    expect(await moved([...money, 'interest-income'], act)).toEqual(expected);
    expect(await states(file)).toEqual(expectedStates);
  });

  test('that postpone a recovery and take it later leave nothing behind', async () => {
    const claimId = await open();
    await receive('C18A', '80', claimPaid(claimId, { icn: 'ICN18' }));
    const back = { status: '22', charge: -100, paid: -80, icn: 'ICN18', cas: ['CO*45*-20'] };
    const postponed = [...claimPaid(claimId, back), 'PLB*1999999984*20261231*WO:ICN18*-80'];
    expect(await moved(['recoupments', ...money], () => receive('C18B', '0', postponed))).toEqual([-8_000, 0, 0]);
    expect(await owes(claimId)).toEqual(payer(10_000));
    const taken = ['PLB*1999999984*20261231*WO:20260401 ICN18*80'];
    expect(await moved(['recoupments', ...money], () => receive('C18C', '-80', taken))).toEqual([8_000, -8_000, 0]);
  });
});

describe('20: a control number that the payer changed', () => {
  test.each([
    ['in small letters', (id: string) => id.toLowerCase()],
    ['with spaces', (id: string) => `${id}  `],
    ['padded with zeros', (id: string) => `000${id}`],
    ['cut off', (id: string) => id.slice(0, -1)],
    ['with a suffix', (id: string) => `${id}-1`],
  ])('%s is matched when name, date and charge fit', async (_, change) => {
    const claimId = await open();
    const file = await receive(`C20${claimId}`, '80', claimPaid(change(claimId)));
    expect(await states(file)).toEqual([`posted ${claimId}`]);
    expect(await owes(claimId)).toEqual(nobody);
  });

  test.each([
    ['name', { name: 'OTHER*NOBODY' }],
    ['day', { served: '20260303' }],
    ['charge', { charge: 90, paid: 70 }],
  ])('is proposed when the %s does not fit', async (_, change) => {
    const claimId = await open();
    const number = claimId.toLowerCase();
    const { paid = 80 } = change as { paid?: number };
    const file = await receive(`C20${claimId}`, String(paid), claimPaid(number, { icn: claimId, ...change }));
    expect(await states(file)).toEqual(['exception - unknown-claim']);
    const [question = ''] = await questions(file);
    expect(question).toContain(number);
    const [row] = await office.db.query('select can_do from work_item order by id desc limit 1');
    expect(row?.['can_do']).toContain(`It may be ${claimId}.`);
  });
});

test('21: a claim-level patient share is a row of its own', async () => {
  const claimId = await open();
  const [clp = '', ...service] = claimPaid(claimId);
  const segments = [clp.replace('*100*80*', '*100*65*15'), 'CAS*PR*1*15', ...service];
  const file = await receive('C21', '65', segments);
  expect(await states(file)).toEqual([`posted ${claimId}`]);
  expect(await owes(claimId)).toMatchObject({ kind: 'patient', balanceCents: 1_500 });
  const rows = await office.db.query(
    `select line, account, amount_cents::int as amount from claim_balance
     where claim_id = $1 and amount_cents <> 0 and account <> 'revenue' order by line, account`,
    [claimId],
  );
  expect(rows.map(({ line, account, amount }) => `${line} ${account} ${amount}`)).toEqual([
    ...[' payer-clearing -1500', ' receivable:patient 1500'],
    ...['1 contractual-adjustments 2000', '1 payer-clearing 8000'],
  ]);
});

test('22: a line that was paid as another procedure keeps its amounts', async () => {
  const claimId = await open([{ procedureCode: '99214', units: 2 }]);
  const segments = claimPaid(claimId, { paid: 60, share: '20', cas: ['CO*45*20', 'PR*2*20'] }).map((segment) =>
    segment.startsWith('SVC') ? 'SVC*HC:99213*100*60**1*HC:99214*2' : segment,
  );
  await receive('C22', '60', segments);
  const [row] = await office.db.query(
    `select amount_cents::int as amount from claim_balance where claim_id = $1 and line = '1'
     and account = 'receivable:patient'`,
    [claimId],
  );
  expect(row?.['amount']).toBe(2_000);
});

test.each([
  ['in the far future', '20620101', 'quarantined'],
  ['before the service', '20260301', 'quarantined'],
])('32: a payment %s is asked about', async (_, paidOn, state) => {
  const claimId = await open();
  const denied = claimPaid(claimId, { paid: 0, cas: ['CO*197*100'] });
  const file = await receive(`C32${paidOn}`, '0', denied, { paidOn });
  const report = await office.database.readReport({ report: 'file', fileId: file });
  expect(report).toMatchObject({ file: { state } });
  expect(await owes(claimId)).toEqual(payer(10_000));
});

test('32: a payment before the service is asked about although the payer names no day', async () => {
  const claimId = await open();
  const [clp = ''] = claimPaid(claimId);
  const file = await receive('C32D', '80', [clp, 'CAS*CO*45*20', 'NM1*QC*1*SAMPLE*TESTA'], { paidOn: '20260301' });
  expect(await states(file)).toEqual([`exception ${claimId} day-out-of-range`]);
});

test('the order of arrival does not matter when everything fits in the end', async () => {
  const first = (claimId: string) => ['80', claimPaid(claimId)] as const;
  const back = (claimId: string) =>
    ['-80', claimPaid(claimId, { status: '22', charge: -100, paid: -80, cas: ['CO*45*-20'] })] as const;
  const right = (claimId: string) => ['90', claimPaid(claimId, { paid: 90, icn: 'ICN2', cas: ['CO*45*10'] })] as const;
  const before = await balances('unapplied');
  for (const [index, order] of [
    [first, back, right],
    [first, right, back],
    [back, first, right],
    [right, back, first],
  ].entries()) {
    const claimId = await open();
    for (const [at, step] of order.entries()) {
      const [bpr, segments] = step(claimId);
      await receive(`ORDER${index}${at}`, bpr, segments);
    }
    const rows = await office.db.query(
      `select account || ' ' || amount_cents as text from claim_balance
       where claim_id = $1 and amount_cents <> 0 and account not in ('payer-clearing', 'unapplied') order by 1`,
      [claimId],
    );
    expect([index, ...rows.map(({ text }) => text)]).toEqual([
      ...[index, 'contractual-adjustments 1000', 'revenue -10000'],
    ]);
  }
  expect(await balances('unapplied')).toEqual(before);
});

test('a payer that the partner has not sent before is asked about, and then remembered', async () => {
  const claimId = await open();
  const change = { payer: 'STRANGE PLAN', originatorId: '1999888777' };
  const file = await receive('STRANGE1', '80', claimPaid(claimId), change);
  const state = async () => office.database.readReport({ report: 'file', fileId: file });
  expect(await state()).toMatchObject({
    file: { state: 'quarantined', reason: expect.stringContaining('remit payer payer 1999888777') },
  });
  const accept = {
    kind: 'map-remitter',
    partnerId: 'payer',
    originatorId: '1999888777',
    reason: 'new',
    by: 'ann',
  } as const;
  expect(await office.database.decide(accept)).toEqual({ outcome: 'done', files: 1 });
  await office.pickUp('payer');
  expect(await state()).toMatchObject({ file: { state: 'read' } });
  expect(await owes(claimId)).toEqual(nobody);
  const next = await open();
  expect(await states(await receive('STRANGE2', '80', claimPaid(next), change))).toEqual([`posted ${next}`]);
});

test('the payer of a claim is known without being asked about', async () => {
  const claimId = await open();
  const change = { payer: 'DEMO PAYER', originatorId: '1777666555' };
  expect(await states(await receive('OWN1', '80', claimPaid(claimId), change))).toEqual([`posted ${claimId}`]);
});
