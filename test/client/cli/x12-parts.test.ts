import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generatedFile } from '../../../x12/generate/index.ts';
import { guides, write837P } from '../../../x12/index.ts';
import { aClaimLoop, anInterchange, bytesOf, someClaims, textOf, written } from '../../x12/builders.ts';
import { changed, claims, Folder, type Ran, remittances, x12 as run } from './x12-support.ts';

// `claimloop x12 extract`, `split --by`, `csv`, `mask` and `check --codes`.

let files: Folder;
beforeAll(() => {
  files = new Folder();
});
afterAll(() => files.remove());

const x12 = (...args: readonly string[]): Ran => run(args);

/** Two claims of one subscriber, and one claim with another provider and payer. */
function severalClaims(): Uint8Array {
  const one = someClaims();
  const [provider] = one.billingProviders ?? [];
  const [subscriber] = provider?.subscribers ?? [];
  if (!provider || !subscriber) throw new Error('the claims have no provider');
  const claim = (patientControlNumber: string) => {
    const loop = aClaimLoop();
    return { ...loop, claim: { ...loop.claim, patientControlNumber } };
  };
  const payer = { name: { organizationName: 'OTHER PAYER', idQualifier: 'PI', id: 'OTHER1' } } as const;
  const value = {
    ...one,
    billingProviders: [
      { ...provider, subscribers: [{ ...subscriber, claims: [claim('ONE1'), claim('TWO2')] }] },
      {
        ...provider,
        billingProvider: {
          ...provider.billingProvider,
          name: { type: '2', lastName: 'OAK CLINIC', npi: '1234567893' } as const,
        },
        subscribers: [{ ...subscriber, payer, claims: [claim('THREE3')] }],
      },
    ],
  };
  const group = { senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version: guides['837p'].version };
  return written(anInterchange([], { groups: [{ ...group, functionalId: 'HC', sets: [write837P(value, '0001')] }] }));
}

const claimsIn = (text: string): readonly string[] => [...text.matchAll(/~CLM\*([^*]+)/g)].map(([, one]) => one ?? '');

describe('x12 extract', () => {
  test('copies one claim as a valid file', () => {
    const out = join(files.path, 'one.837');
    expect(x12('extract', files.file('three.837', severalClaims()), '--claim', 'TWO2', '--out', out).code).toBe(0);
    expect(claimsIn(readFileSync(out, 'latin1'))).toEqual(['TWO2']);
    expect(x12('check', out).code).toBe(0);
  });

  test('of a remittance copies the claim payment', () => {
    const { out } = x12('extract', files.file('some.835', remittances()), '--claim', 'V88121A7K2');
    expect(out.match(/~CLP\*V88121A7K2/g)).toHaveLength(2);
  });

  test('of one of several claims of a remittance says that the part is no payment', () => {
    const bytes = Array.from({ length: 40 }, (_, number) => generatedFile('835', 1, number).bytes).find(
      (one) => (textOf(one).match(/~CLP\*/g) ?? []).length > 1 && !textOf(one).includes('ST*835*0002'),
    );
    if (!bytes) throw new Error('no generated remittance has several claims');
    const [, claim = ''] = /~CLP\*([^*]+)/.exec(textOf(bytes)) ?? [];
    const { code, err } = x12('extract', files.file('several.835', bytes), '--claim', claim);
    expect([code, err]).toEqual([0, expect.stringContaining('it does not balance. Do not post it')]);
  });

  test('of a missing claim exits with 1', () => {
    const { code, err } = x12('extract', files.file('three.837', severalClaims()), '--claim', 'NONE');
    expect([code, err]).toEqual([1, expect.stringContaining('has no claim with this number')]);
  });
});

describe('x12 split --by', () => {
  test.each([
    ['claim', [['ONE1'], ['TWO2'], ['THREE3']]],
    ['provider', [['ONE1', 'TWO2'], ['THREE3']]],
    ['payer', [['ONE1', 'TWO2'], ['THREE3']]],
  ])('%s writes a valid file for each', (by, expected) => {
    const out = join(files.path, `by-${by}`);
    expect(x12('split', files.file('three.837', severalClaims()), '--by', by, '--out', out).code).toBe(0);
    const names = readdirSync(out).toSorted();
    expect(names.map((name) => claimsIn(readFileSync(join(out, name), 'latin1')))).toEqual(expected);
    expect(x12('check', out).code).toBe(0);
  });
});

describe('x12 csv', () => {
  test.each([
    ['claims', 'T100,2026-03-20,V88121A7K2,P1,1,200,160,,SAMPLE,,'],
    ['lines', 'T100,V88121A7K2,P1,1,2026-03-02,G0463,,1,200,160'],
    ['adjustments', 'T100,V88121A7K2,P1,1,CO,45,40,'],
  ])('prints the %s', (table, row) => {
    const { code, out } = x12('csv', files.file('some.835', remittances()), '--table', table);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect([code, header?.split(',').length, rows]).toEqual([0, row.split(',').length, [row, row]]);
  });

  test('prints payments and provider adjustments, which add up with the claims', () => {
    const text = textOf(remittances())
      .replace(/BPR\*I\*[\d.]+/, 'BPR*I*150')
      .replace('~SE*', '~PLB*1999999984*20261231*WO:=P9*10~SE*');
    const file = files.file('withheld.835', bytesOf(text));
    const rows = (table: string): string[] => x12('csv', file, '--table', table).out.split('\r\n');
    expect(rows('payments')[1]).toBe('T100,2026-03-20,CHK,DEMO PAYER,ELM CLINIC,1999999984,150');
    expect(rows('provider-adjustments')[1]).toBe(`T100,2026-03-20,1999999984,2026-12-31,WO,'=P9,10`);
    expect(rows('claims')[1]).toContain(',200,160,');
  });

  test('escapes formulas, and quotes commas', () => {
    const file = files.file('formula.835', changed(remittances(), '*SAMPLE', '*=HYPERLINK(A1),"X"'));
    expect(x12('csv', file).out).toContain(`"'=HYPERLINK(A1),""X"""`);
  });

  test('of a file without remittances exits with 1', () => {
    expect(x12('csv', files.file('good.837', claims())).code).toBe(1);
  });
});

describe('x12 mask', () => {
  const planted = [
    ...['ELM CLINIC', 'SAMPLE', 'TESTA', 'W123456789', '18 ELM ST', 'TRENTON', '086081234', '123456789'],
    ...[
      '1999999984',
      'V88121A7K2',
      '6095550142',
      'BILLING OFFICE',
      '19840309',
      '20260302',
      'DEMO PAYER',
      'PLANTED NOTE',
    ],
  ];

  test('removes every planted value, and keeps the findings and the totals', () => {
    const text = textOf(claims())
      .replace('~HI*', '~NTE*ADD*PLANTED NOTE~HI*')
      .replace(/SE\*(\d+)/, (_, count: string) => `SE*${Number(count) + 1}`);
    for (const value of planted) expect(text).toContain(value);
    const before = files.file('before.837', bytesOf(text));
    const out = join(files.path, 'masked.837');
    expect(x12('mask', before, '--out', out).code).toBe(0);
    const masked = readFileSync(out, 'latin1');
    expect(planted.filter((value) => masked.includes(value))).toEqual([]);
    const totals = (file: string): unknown => JSON.parse(x12('check', file, '--json').out).interchanges[0].groups;
    expect(totals(out)).toEqual(totals(before));
  });

  test('replaces what belongs nowhere: unknown segments, unused elements and elements beyond the last', () => {
    const secrets = ['JOHN SMITH', 'FOOSECRET', 'ODD SECRET', 'DESCSECRET', 'GSSECRET', '19800605'];
    const text = textOf(claims())
      .replace('~HI*', '~FOO*JOHN SMITH*FOOSECRET*19800605~HI*')
      .replace(/(CLM\*[^~]*?)~/, '$1**ODD SECRET~')
      .replace(/SV1\*([^*]*)/, 'SV1*$1::::::DESCSECRET')
      .replace(/(GS\*[^~]*)/, '$1*GSSECRET');
    for (const value of secrets) expect(text).toContain(value);
    const { code, out } = x12('mask', files.file('odd.837', bytesOf(text)));
    expect([code, secrets.filter((value) => out.includes(value))]).toEqual([0, []]);
  });

  test('replaces a value the same way everywhere, and moves all dates by one offset', () => {
    const { out } = x12('mask', files.file('some.835', remittances()));
    expect(new Set([...out.matchAll(/~CLP\*([^*]+)/g)].map(([, one]) => one)).size).toBe(1);
    const day = (date: string | undefined): number =>
      Date.parse(`${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}`) / 86_400_000;
    const [paid, served] = [/~BPR\*[^~]*\*(\d{8})~/.exec(out)?.[1], /~DTM\*472\*(\d{8})/.exec(out)?.[1]];
    expect(day(paid) - day(served)).toBe(18);
    expect(paid).not.toBe('20260320');
  });

  test('says in its help that it is not de-identification', () => {
    expect(x12('mask', '--help').out.replace(/\s+/g, ' ')).toContain('not HIPAA de-identification (45 CFR 164.514)');
  });
});

describe('x12 check --codes', () => {
  const codes = (content: object): string => {
    const path = join(files.path, 'codes.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  test("checks the user's code lists", () => {
    const file = files.file('some.835', remittances());
    expect(x12('check', file, '--codes', codes({ carc: ['45'] })).code).toBe(0);
    const { code, out } = x12('check', file, '--codes', codes({ carc: ['1', '2'] }));
    expect([code, out]).toEqual([1, expect.stringContaining('CAS02 is not a claim adjustment reason code')]);
  });

  test("checks a payer's requirements", () => {
    const file = files.file('good.837', claims());
    const rule = { payer: 'DEMO1', loop: '2300', requires: 'REF*G1' };
    const { code, out } = x12('check', file, '--codes', codes({ rules: [rule] }));
    expect([code, out]).toEqual([1, expect.stringContaining('REF*G1 is required by the payer [payer.required]')]);
    expect(x12('check', file, '--codes', codes({ rules: [{ ...rule, payer: 'OTHER' }] })).code).toBe(0);
    expect(x12('check', file, '--codes', codes({ rules: [{ ...rule, severity: 'warning' }] })).code).toBe(0);
  });

  test('refuses a file with an unknown field', () => {
    const { code, out, err } = x12('check', files.file('good.837', claims()), '--codes', codes({ crac: [] }));
    expect([code, out + err]).toEqual([2, expect.stringContaining('codes.json')]);
  });

  test.each([
    [{ loop: '2301', requires: 'REF*G1' }, 'rules.0: "2301" is not a loop of the 837P.'],
    [{ loop: '2300', requires: 'REF*QQ' }, 'rules.0: REF*QQ does not occur in loop 2300.'],
  ])('a rule that can never hold is refused: %j', (rule, sentence) => {
    const { code, out, err } = x12('check', files.file('good.837', claims()), '--codes', codes({ rules: [rule] }));
    expect([code, out + err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
