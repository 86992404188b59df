import { describe, expect, test } from '@jest/globals';
import { faultyFile, generatedFile, generatedNames, kindsOf } from '../../x12/generate/index.ts';
import { checkedFile, textOf } from './builders.ts';

describe.each(generatedNames)('generated %s', (name) => {
  const kinds = kindsOf(name);

  test('depends only on its seed and number', () => {
    const first = generatedFile(name, 5, 3);
    expect(generatedFile(name, 5, 3)).toStrictEqual(first);
    expect(generatedFile(name, 6, 3).bytes).not.toStrictEqual(first.bytes);
    expect(generatedFile(name, 5, 3 + kinds.length).bytes).not.toStrictEqual(first.bytes);
  });

  test.each(kinds.map((kind, index) => [kind, index] as const))('of kind %s is valid', (kind, index) => {
    for (let round = 0; round < 5; round += 1) {
      const generated = generatedFile(name, 1, index + round * kinds.length);
      expect(generated.kind).toBe(kind);
      const { interchanges, unreadable } = checkedFile(generated.bytes);
      const groups = interchanges.flatMap((one) => one.groups);
      const sets = groups.flatMap((one) => one.transactions);
      expect(sets).toHaveLength(kind === 'several-payees' ? 3 : 1);
      expect([...interchanges, ...groups, ...sets].flatMap((one) => one.findings)).toStrictEqual([]);
      expect(unreadable).toBeUndefined();
    }
  });
});

describe.each(generatedNames)('generated %s with a known fault', (name) => {
  test('breaks the rule that it names', () => {
    const faults = new Set<string>();
    for (let number = 0; number < 20; number += 1) {
      const { fault, rule, bytes } = faultyFile(name, 3, number);
      const { interchanges, unreadable } = checkedFile(bytes);
      const groups = interchanges.flatMap((one) => one.groups);
      const sets = groups.flatMap((one) => one.transactions);
      const rules = [...interchanges, ...groups, ...sets].flatMap(({ findings }) => findings.map((one) => one.rule));
      expect([fault, [...new Set(rules)]]).toEqual([fault, [rule]]);
      expect(unreadable).toBeUndefined();
      faults.add(fault);
    }
    expect(faults.size).toBeGreaterThanOrEqual(7);
  });
});

test('generated remittances never have a negative payment, and pay by check, transfer or not at all', () => {
  const payments = Array.from({ length: 150 }, (_, number) => generatedFile('835', 2, number).bytes).map(
    (bytes) => /BPR\*(?:[^~]*)/.exec(textOf(bytes))?.[0].split('*') ?? [],
  );
  expect(payments.filter(([, , amount]) => Number(amount) < 0)).toEqual([]);
  expect(new Set(payments.map((one) => one[4]))).toEqual(new Set(['ACH', 'CHK', 'NON']));
});

test('a remittance file for several payees has a set, a trace and provider adjustments for each', () => {
  const text = textOf(generatedFile('835', 1, kindsOf('835').indexOf('several-payees')).bytes);
  const ids = (segment: RegExp): readonly string[] => Array.from(text.matchAll(segment), ([, id = '']) => id);
  const payees = ids(/N1\*PE\*[^~]*\*XX\*(\d{10})/g);
  expect(new Set(payees).size).toBe(3);
  expect(ids(/PLB\*(\d{10})/g)).toEqual(payees);
  expect(new Set(ids(/TRN\*1\*([^*]*)/g)).size).toBe(3);
  expect(new Set(ids(/N1\*PR\*([^~]*)/g)).size).toBe(1);
});

test('a remittance for several providers of a payee summarizes and adjusts each', () => {
  const text = textOf(generatedFile('835', 1, kindsOf('835').indexOf('several-providers')).bytes);
  const ids = (segment: RegExp): readonly string[] => Array.from(text.matchAll(segment), ([, id = '']) => id);
  const providers = ids(/TS3\*(\d{10})/g);
  expect(new Set(providers).size).toBe(2);
  expect(ids(/PLB\*(\d{10})/g)).toEqual(providers);
});

test('professional claims are generated in more than twenty kinds', () => {
  expect(new Set(kindsOf('837p')).size).toBeGreaterThanOrEqual(20);
});
