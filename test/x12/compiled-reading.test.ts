import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fields, opt, optGroups, optList, type ReadContext, req } from '../../x12/grammar/element.ts';
import { money, text } from '../../x12/grammar/element-types.ts';
import { readElements } from '../../x12/grammar/read-fields.ts';
import { planOf } from '../../x12/grammar/reading-plan.ts';
import { segmentOf } from '../../x12/segments/segment.ts';

// The compiled reading code gives what its plan describes, for any field names.

interface Reading {
  readonly value: Readonly<Record<string, unknown>>;
  /** Rule and element of each. */
  readonly findings: readonly string[];
  readonly isWhole: boolean;
}

function read(fields: Fields, elements: readonly string[]): Reading {
  const segment = segmentOf(['XX', ...elements]);
  const findings: string[] = [];
  let isWhole = true;
  const context: ReadContext = {
    delimiters: { element: '*', component: ':', repetition: '^', terminator: '~' },
    piece: segment.piece,
    parts: [],
    element: 0,
    component: 0,
    repetition: 0,
    report: (rule) => findings.push(`${rule} ${context.element}`),
    lack: () => (isWhole = false),
  };
  return { value: readElements(planOf(fields, [1]), segment, context), findings, isWhole };
}

const fields = {
  name: req(2, text(1, 5)),
  amountCents: opt(3, money),
  remarks: optList([4, 9], text(1, 5)),
  reasons: optGroups(5, { width: 2, max: 2 }, { code: req(1, text(1, 5)), amountCents: opt(2, money) }),
};

test('values, lists and groups have their names', () => {
  expect(read(fields, ['K', 'A', '1.5', 'B', 'C', '2', 'D', '', 'E'])).toEqual({
    value: {
      name: 'A',
      amountCents: 150,
      remarks: ['B', 'E'],
      reasons: [{ code: 'C', amountCents: 200 }, { code: 'D' }],
    },
    findings: [],
    isWhole: true,
  });
});

test('an absent field has no name in the value', () => {
  expect(Object.keys(read(fields, ['', 'A']).value)).toEqual(['name']);
});

test('a missing, unused or invalid element is reported with its place', () => {
  expect(read(fields, ['K', '', '1.234', '', '', '2', '', '', '', 'X'])).toEqual({
    value: { reasons: [{ amountCents: 200 }] },
    findings: ['element.type 3', 'element.not-used 10', 'element.missing 2', 'element.missing 5'],
    isWhole: false,
  });
});

test('a name may have any characters', () => {
  // No grammar uses a name that every object has.
  const names = fc.string({ unit: 'binary' }).filter((name) => !(name in {}));
  fc.assert(
    fc.property(names, names, names, (name, list, group) => {
      fc.pre(new Set([name, list, group]).size === 3);
      const some: Fields = {
        [name]: req(2, text(1, 1)),
        [list]: optList([3], text(1, 1)),
        [group]: optGroups(4, { width: 1, max: 1 }, { [name]: req(1, text(1, 1)) }),
      };
      expect(read(some, ['K', 'A', 'B', 'C']).value).toEqual({
        [name]: 'A',
        [list]: ['B'],
        [group]: [{ [name]: 'C' }],
      });
    }),
  );
});
