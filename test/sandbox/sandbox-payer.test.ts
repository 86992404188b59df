import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SandboxConfig } from '../../sandbox/config.ts';
import { openMailbox } from '../../sandbox/mailbox.ts';
import { SandboxPayer } from '../../sandbox/payer/sandbox-payer.ts';
import { type PayerRules, shippedRules } from '../../sandbox/rules.ts';
import { behaviorsSchema } from '../../sandbox/schema/behaviors.ts';
import { check, readInterchanges } from '../../x12/index.ts';
import { claimOf, fileOf } from './claims.ts';

// The sandbox payer answers each file like a clearinghouse and a payer. After a kill, it repeats no answer.

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claimloop-sandbox-'));
  openMailbox(root, 'payer');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const config = (answerMs: number): SandboxConfig => ({
  root,
  host: '127.0.0.1',
  port: 0,
  users: [{ username: 'payer', password: 'not-a-secret' }],
  day: { startedAt: '2026-03-05T00:00:00Z', startDate: '2026-03-05', dayMs: 86_400_000 },
  answerMs,
});

const claimFile = (memberId: string): string => fileOf([claimOf(memberId)]);
const put = (name: string, text: string): void => writeFileSync(join(root, 'payer', 'inbox', name), text);
const outbox = (): readonly string[] => readdirSync(join(root, 'payer', 'outbox'));
const kinds = (): readonly string[] => outbox().map((name) => name.split('-')[0] ?? '');
const textsOf = (kind: string): readonly string[] =>
  outbox()
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => readFileSync(join(root, 'payer', 'outbox', name), 'utf8'));
const textOfKind = (kind: string): string => textsOf(kind)[0] ?? '';

const start = Date.parse('2026-03-05T12:00:00Z');

/** Starts a new payer on the same folder, as after a kill, and lets it work once, so many days after the start. */
function work(rules: PayerRules = shippedRules(), { days = 0, answerMs = 0 } = {}): void {
  new SandboxPayer(openMailbox(root, 'payer'), config(answerMs), rules).work(start + days * 86_400_000);
}

/** The shipped plans, and one behavior for the marker ODD. */
const oddly = (...submissions: readonly object[][]): PayerRules => ({
  plans: shippedRules().plans,
  behaviors: behaviorsSchema.parse([
    { marker: 'ODD', title: 'odd', submissions: submissions.map((steps) => ({ steps })) },
  ]),
});

test('a clean claim is acknowledged, accepted and paid', () => {
  put('a.837', claimFile('W123456789'));
  work();
  expect(kinds().toSorted()).toEqual(['277', '835', '999']);
  expect(textOfKind('999')).toContain('IK5*A~');
  expect(textOfKind('277')).toContain('STC*A2:20:PR');
  expect(textOfKind('835')).toContain('CLP*V88121A7K2*1*200*160**');
});

test('the same bytes get one answer, even under another name and after a restart', () => {
  put('a.837', claimFile('W123456789'));
  work();
  put('b.837', claimFile('W123456789'));
  work();
  expect(outbox()).toHaveLength(3);
});

test('a claim of member SIL is ignored the first time and answered when it is sent again', () => {
  put('a.837', claimFile('W1SIL'));
  work();
  expect(outbox()).toEqual([]);
  put('a-r1.837', claimFile('W1SIL'));
  work();
  expect(kinds()).toContain('835');
});

test('a plan denies with its remark code', () => {
  put('a.837', claimFile('W1AUT'));
  work();
  expect(textOfKind('835')).toContain('CAS*CO*16*200~');
  expect(textOfKind('835')).toContain('LQ*HE*M62~');
});

test('an invalid member id is rejected and never adjudicated', () => {
  put('a.837', claimFile('W1-23'));
  work();
  expect(kinds().toSorted()).toEqual(['277', '999']);
  expect(textOfKind('277')).toContain('STC*A7:164:IL');
});

test('an envelope with inconsistent control numbers is rejected by a TA1', () => {
  put('a.837', claimFile('W123456789').replace(/IEA\*1\*\d+/, 'IEA*1*999999999'));
  work();
  expect(kinds()).toEqual(['ta1']);
});

test('answers wait for their time, and a restart loses and repeats none', () => {
  const rules = oddly([{ kind: '999' }, { kind: '277', afterDays: 2 }, { kind: '835', afterDays: 30 }]);
  put('a.837', claimFile('W1ODD'));
  const seen = [0, 1, 2, 31, 32, 33].map((days) => {
    work(rules, { days, answerMs: 1_000 });
    return kinds().toSorted().join();
  });
  expect(seen).toEqual(['', '999', '999', '277,999', '277,999', '277,835,999']);
  expect(textOfKind('835')).toContain('*20260406~');
});

describe('a batch', () => {
  test('of several groups, sets and claims gets a 999 for each group, a 277CA for each batch, one payment', () => {
    const [one, other, third] = ['C1', 'C2', 'C3'].map((id) => claimOf('W123456789', id)) as [
      ReturnType<typeof claimOf>,
      ReturnType<typeof claimOf>,
      ReturnType<typeof claimOf>,
    ];
    const both = { ...one, billingProviders: [...(one.billingProviders ?? []), ...(other.billingProviders ?? [])] };
    put('a.837', fileOf([both, third], [claimOf('W123456789', 'C4')]));
    work();
    expect(kinds().toSorted()).toEqual(['277', '277', '277', '835', '999', '999']);
    expect(textOfKind('999')).toContain('AK9*A*2*2*2~');
    const payments = textOfKind('835').match(/CLP\*C\d\*1\*200\*160/g);
    expect(payments).toHaveLength(4);
    expect(textOfKind('835')).toMatch(/BPR\*I\*640\*/);
  });

  test('with one set that a 999 rejects pays the claims of the other set', () => {
    const rules = oddly([{ kind: '999', verdict: 'R', segment: 'SBR', loop: '2000B' }, { kind: '835' }]);
    put('a.837', fileOf([claimOf('W1ODD', 'C1'), claimOf('W1', 'C2')]));
    work(rules);
    expect(textOfKind('999')).toContain('AK9*P*2*2*1~');
    expect(textOfKind('999')).toMatch(/IK3\*SBR\*\d+\*2000\*8~/);
    expect(textOfKind('835')).not.toContain('CLP*C1*');
    expect(textOfKind('835')).toContain('CLP*C2*');
  });
});

describe('a behavior', () => {
  const payments = [{ kind: 'reverse' }, { kind: 'pay', percent: 50 }];

  test('reverses and corrects; what falls below zero is carried forward', () => {
    put('a.837', claimFile('W1ODD'));
    work(oddly([{ kind: '835' }, { kind: '835', payments }]));
    const [paid, corrected] = textsOf('835').toSorted((one, two) => one.length - two.length) as [string, string];
    expect(paid).toContain('CLP*V88121A7K2*1*200*160**');
    expect(corrected).toContain('CLP*V88121A7K2*22*-200*-160**');
    expect(corrected).toContain('CLP*V88121A7K2*1*200*80**');
    expect(corrected).toMatch(/PLB\*\d+\*\d{8}\*FB:EFT\d+\*-80~/);
    expect(corrected).toMatch(/BPR\*H\*0\*C\*NON/);
  });

  test('postpones a recovery and takes it from a later payment', () => {
    put('a.837', claimFile('W1ODD'));
    work(
      oddly([
        { kind: '835' },
        { kind: '835', payments: [{ kind: 'reverse' }], providerAdjustments: [{ code: 'WO', amount: 'postpone' }] },
        { kind: '835', providerAdjustments: [{ code: 'WO', amount: 'recover' }] },
      ]),
    );
    const adjustments = textsOf('835').flatMap((text) => text.match(/\*WO:\d+ V88121A7K2\*-?\d+~/g) ?? []);
    expect(adjustments.map((text) => text.split('*').at(-1) ?? '').toSorted()).toEqual(['-160~', '160~']);
  });

  test('denies with any code, bundles, names the next payer, and repeats a payment', () => {
    const pay = { kind: 'pay', status: '19', remarks: ['MA18'], crossover: { name: 'MEDIGAP', id: 'MEDI1' } };
    const adjust = [{ as: 'CO-197', remarks: ['N290'] }];
    put('a.837', claimFile('W1ODD'));
    work(oddly([{ kind: '835', payments: [{ ...pay, adjust }, { kind: 'repeat' }] }]));
    const text = textOfKind('835');
    expect(text.match(/CLP\*V88121A7K2\*19\*200\*0\*\*/g)).toHaveLength(2);
    for (const part of ['CAS*CO*197*200~', 'LQ*HE*N290~', 'MOA***MA18~', 'NM1*TT*2*MEDIGAP*****PI*MEDI1~'])
      expect(text).toContain(part);
  });

  test.each([
    ['file', /TRN\*2\*V88121A7K2-1~STC\*A8:24:41/],
    ['provider', /NM1\*85\*.*TRN\*1\*0~STC\*A8:24:41/],
    ['claim', /TRN\*2\*V88121A7K2~STC\*A8:24:41/],
  ])('rejects at the level of the %s', (level, expected) => {
    put('a.837', claimFile('W1ODD'));
    work(oddly([{ kind: '277', status: ['A8:24:41'], level }]));
    expect(textOfKind('277').replaceAll(/[\r\n]/g, '')).toMatch(expected);
  });

  test('ends with its submissions: later files are answered by the plan', () => {
    put('a.837', claimFile('W1ODD'));
    work(oddly([{ kind: 'bytes', text: 'junk' }]));
    expect(kinds()).toEqual(['bytes']);
    put('b.837', claimFile('W1ODD').replaceAll('*V88121A7K2-1*', '*V88121A7K2-2*'));
    work(oddly([{ kind: 'bytes', text: 'junk' }]));
    expect(kinds()).toContain('835');
  });
});

test('the answers of every shipped behavior pass our own check, to the cent', () => {
  const { behaviors } = shippedRules();
  for (const { marker, submissions } of behaviors)
    for (const nth of submissions.keys()) {
      const claim = claimOf(`W1${marker}`, `C${marker}`);
      const beginning = { ...claim.beginning, reference: `C${marker}-${nth}` };
      put(`${marker}-${nth}.837`, fileOf([{ ...claim, beginning }]));
      work();
    }
  work(shippedRules(), { days: 10_000 });
  const sets = outbox().flatMap((name) => {
    const bytes = readFileSync(join(root, 'payer', 'outbox', name));
    return readInterchanges(bytes).interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets));
  });
  expect(sets.length).toBeGreaterThan(behaviors.length);
  const errors = sets.flatMap((set) => check(set).filter(({ severity }) => severity === 'error'));
  expect(errors).toEqual([]);
});
