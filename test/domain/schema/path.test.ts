import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { printPath, readPath, valueAt } from '../../../domain/schema/path.ts';

test('valueAt returns own properties, and no inherited ones', () => {
  const value = { a: [{ b: 1 }] };
  expect(valueAt(value, ['a', 0, 'b'])).toBe(1);
  expect(
    [['a', 1], ['a', 'length', 'x'], ['constructor'], ['a', 0, 'toString']].map((steps) => valueAt(value, steps)),
  ).toEqual([undefined, undefined, undefined, undefined]);
});

test('readPath reads what printPath wrote', () => {
  const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
  fc.assert(
    fc.property(name, fc.array(fc.oneof(name, fc.nat(999)), { maxLength: 5 }), (first, rest) => {
      expect(readPath(printPath([first, ...rest]))).toEqual([first, ...rest]);
    }),
  );
});

test('readPath returns undefined for an invalid path', () => {
  expect(['', '[0]', 'a..b', 'a.', 'a[x]', 'a[1000]', '_a', 'a b', `a${'.b'.repeat(100)}`].map(readPath)).toEqual(
    Array(9).fill(undefined),
  );
});
