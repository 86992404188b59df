import { describe, expect, test } from '@jest/globals';
import { generatedFile, generatedNames, kindsOf } from '../../x12/generate/index.ts';
import { checkedFile } from './builders.ts';

describe.each(generatedNames)('generated %s', (name) => {
  const kinds = kindsOf(name);

  test('follows from its seed and its number alone', () => {
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
      expect(sets).toHaveLength(1);
      expect([...interchanges, ...groups, ...sets].flatMap((one) => one.findings)).toStrictEqual([]);
      expect(unreadable).toBeUndefined();
    }
  });
});

test('professional claims are generated in more than twenty kinds', () => {
  expect(new Set(kindsOf('837p')).size).toBeGreaterThanOrEqual(20);
});
