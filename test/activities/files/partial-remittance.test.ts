import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policyFor } from '../../../domain/policy/default-policy.ts';
import { anIntake } from '../../domain/builders.ts';
import { install, type Installation } from '../installation.ts';

// A readable claim payment is posted although another one of the remittance is not, and the books balance. The test
// uses PostgreSQL, folders and raw X12.

let office: Installation;
let counter = 0;

beforeAll(async () => {
  office = await install();
}, 120_000);
afterAll(async () => {
  await office?.remove();
});

async function openThree(): Promise<readonly [string, string, string]> {
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const claimId = `PART${String((counter += 1)).padStart(4, '0')}`;
    const intake = {
      ...anIntake((json) => {
        json.claim.serviceLines = json.claim.serviceLines
          .map((line) => ({ ...line, chargeAmountCents: 10_000 }))
          .slice(0, 1);
      }),
      externalId: claimId,
      patientControlNumber: claimId,
    };
    const opened = await office.database.openClaim({ workflowId: `claim-${claimId}`, runId: 'run-1', intake });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    ids.push(claimId);
  }
  const [a = '', b = '', c = ''] = ids;
  return [a, b, c];
}

/** The segments of a claim payment of 80.00 on 100.00. */
const payment = (claimId: string): string[] => [
  `CLP*${claimId}*1*100*80**12*ICN1*11*1`,
  'NM1*QC*1*SAMPLE*TESTA****MI*W123456789',
  'SVC*HC:G0463*100*80**1',
  'DTM*472*20260302',
  'CAS*CO*45*20',
];

/** Receives a file with one remittance of 240.00 unless told otherwise; the segments stand behind N1*PE. */
function receive(trace: string, segments: readonly string[], dollars = 240): Promise<void> {
  const control = String(600_000_000 + (counter += 1));
  const set = [
    'ST*835*0001',
    `BPR*I*${dollars}*C*CHK************20260309`,
    `TRN*1*${trace}*1512345678`,
    'DTM*405*20260309',
    'N1*PR*INVENTED HEALTH PLAN',
    'N3*1 MADE UP WAY',
    'N4*TRENTON*NJ*08608',
    'PER*BL*EDI DESK*TE*8005550100',
    'N1*PE*ELM FAMILY CLINIC*XX*1999999984',
    ...segments,
  ];
  const all = [
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLAIMLOOP      *260309*0800*^*00501*${control}*0*P*:`,
    `GS*HP*PAYER*CLAIMLOOP*20260309*0800*${control}*X*005010X221A1`,
    ...set,
    `SE*${set.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${control}`,
  ];
  return office.receive('payer', `p${control}.edi`, Buffer.from(all.map((segment) => `${segment}~\n`).join('')));
}

async function settled(...claimIds: readonly string[]): Promise<readonly boolean[]> {
  const policy = policyFor('default', office.config.clock, {});
  if (!policy) throw new Error('no default policy');
  const all: boolean[] = [];
  for (const claimId of claimIds) all.push((await office.database.whoOwes({ claimId, policy })).kind === 'nobody');
  return all;
}

/** Net cents of the clearing and suspense accounts. */
async function balances(): Promise<{ readonly clearing: number; readonly unapplied: number }> {
  const report = await office.database.readReport({ report: 'trial-balance' });
  if (report.report !== 'trial-balance') throw new Error('another report');
  expect(report.balanced).toBe(true);
  const net = (name: string): number => {
    const found = report.accounts.find(({ account }) => account === name);
    return (found?.debitCents ?? 0) - (found?.creditCents ?? 0);
  };
  return { clearing: net('payer-clearing'), unapplied: net('unapplied') };
}

async function moved(act: () => Promise<void>): Promise<{ readonly clearing: number; readonly unapplied: number }> {
  const before = await balances();
  await act();
  const after = await balances();
  return { clearing: after.clearing - before.clearing, unapplied: after.unapplied - before.unapplied };
}

async function items(kind: string): Promise<readonly string[]> {
  const report = await office.database.readReport({ report: 'worklist' });
  return report.report === 'worklist' ? report.items.filter((one) => one.kind === kind).map(({ found }) => found) : [];
}

const damages: Readonly<Record<string, readonly [(b: string) => readonly string[], string]>> = {
  'an amount is missing': [
    (b) => payment(b).with(0, `CLP*${b}*1*100***12*ICN1*11*1`),
    'posted: the paid amount of the claim (CLP04) is required (segment 16 in loop 2100). $80.00',
  ],
  'an amount is not a number': [(b) => payment(b).with(0, `CLP*${b}*1*100*8O**12*ICN1*11*1`), 'CLP04'],
  'the claim number is missing': [(b) => payment(b).with(0, 'CLP**1*100*80**12*ICN1*11*1'), 'CLP01'],
  'a line has no procedure': [(b) => payment(b).with(2, 'SVC**100*80**1'), 'SVC01'],
  'the sums do not agree': [(b) => payment(b).with(4, 'CAS*CO*45*19'), 'out of balance by $1.00'],
  'a service is after its payment': [
    (b) => payment(b).with(3, 'DTM*472*20260310'),
    'the date (DTM02) is after the payment date',
  ],
  'an adjustment has an unknown group': [(b) => payment(b).with(4, 'CAS*XX*45*20'), 'CAS01'],
};

describe.each(Object.entries(damages))('%s in one claim payment', (_, [damage, place]) => {
  test('its neighbors are posted, the rest is unapplied, and a corrected file posts only the rest', async () => {
    const [a, b, c] = await openThree();
    const before = await items('unread-payment');
    const trace = `CHECK${counter}`;
    const broken = ['LX*1', ...payment(a), ...damage(b), ...payment(c)];
    expect(await moved(() => receive(trace, broken))).toEqual({ clearing: 24_000, unapplied: -8_000 });
    expect(await settled(a, b, c)).toEqual([true, false, true]);
    const [found = '', ...others] = (await items('unread-payment')).slice(before.length);
    expect(others).toEqual([]);
    expect(found).toContain(`part of check or transfer ${trace} is not posted: `);
    expect(found).toContain(place);
    expect(found).toContain('$80.00 of the payment of $240.00 is unapplied');
    expect(found).not.toContain(b);

    expect(await moved(() => receive(trace, broken))).toEqual({ clearing: 0, unapplied: 0 });
    const corrected = ['LX*1', ...payment(c), ...payment(b), ...payment(a)];
    expect(await moved(() => receive(trace, corrected))).toEqual({ clearing: 0, unapplied: 8_000 });
    expect(await settled(a, b, c)).toEqual([true, true, true]);
    expect(await items('unread-payment')).toEqual(before);
    expect(await moved(() => receive(trace, corrected))).toEqual({ clearing: 0, unapplied: 0 });
    expect(await moved(() => receive(trace, broken))).toEqual({ clearing: 0, unapplied: 0 });
  });
});

const orders: Readonly<Record<string, (a: string, b: string, c: string) => readonly string[]>> = {
  'a provider-level adjustment that comes too early': (a, b, c) => [
    'LX*1',
    ...payment(a),
    'PLB*1999999984*20261231*L6:R1*-10',
    ...payment(b),
    ...payment(c),
  ],
  'claim payments without LX': (a, b, c) => [
    ...payment(a),
    ...payment(b),
    ...payment(c),
    'PLB*1999999984*20261231*L6:R1*-10',
  ],
  'a payee within a claim payment': (a, b, c) => [
    'LX*1',
    ...payment(a),
    'N1*PE*OTHER*XX*1999999984',
    ...payment(b),
    ...payment(c),
    'PLB*1999999984*20261231*L6:R1*-10',
  ],
};

test.each(Object.entries(orders))('%s hides no claim payment', async (_, segments) => {
  const [a, b, c] = await openThree();
  const all = segments(a, b, c);
  expect(await moved(() => receive(`T${a}`, all, 250))).toEqual({ clearing: 25_000, unapplied: 0 });
  expect(await settled(a, b, c)).toEqual([true, true, true]);
});

test('a file that changes a posted claim payment stands for itself and is asked about', async () => {
  const [a, b, c] = await openThree();
  await receive(`T${a}`, ['LX*1', ...payment(a), ...payment(b).with(0, 'CLP**1*100*80'), ...payment(c)]);
  const before = await items('remittance');
  const changed = payment(a).with(2, 'SVC*HC:99214*100*80**1');
  const all = ['LX*1', ...changed, ...payment(b), ...payment(c)];
  expect(await moved(() => receive(`T${a}`, all))).toEqual({ clearing: 24_000, unapplied: -16_000 });
  expect(await settled(a, b, c)).toEqual([true, true, true]);
  expect((await items('remittance')).slice(before.length)).toEqual(
    Array.from({ length: 2 }, () => expect.stringContaining('of a payment that is stored already')),
  );
});

test('a total that does not agree is quarantined whole, although one claim payment is out of balance', async () => {
  const [a, b, c] = await openThree();
  const all = ['LX*1', ...payment(a), ...payment(b).with(4, 'CAS*CO*45*19'), ...payment(c)];
  expect(await moved(() => receive(`T${a}`, all, 241))).toEqual({ clearing: 0, unapplied: 0 });
});
