import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amountsIn, amountsOf, centsOf, misread, placesOfMoney } from '../../fuzz/amounts.ts';
import { isBalanced835, isBalanced837P } from '../../fuzz/balance.ts';
import { allFindings } from '../../fuzz/consume.ts';
import { latin1, segmentsOf, separatorsOf } from '../../fuzz/mutate.ts';
import { generatedSources, samplesIn } from '../../fuzz/sources.ts';
import { read835, read837P, readInterchanges, write835, type TransactionSet } from '../../x12/index.ts';
import { anInterchange, aRemittance835, checkedFile, written } from './builders.ts';

// Each amount of a balanced file is replaced by another text. The value must hold exactly what the bytes say, and a
// file that no longer balances must have a finding. The expected amounts are computed with integers of any size,
// without the code under test.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
if (!existsSync(folder)) console.warn(`no public samples at ${folder}: only amounts of files made here are changed`);

interface Balanced {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where money stands: segment, from 0 in the file, and element. */
  readonly places: readonly (readonly [number, number])[];
}

const remittance = { name: 'remittance', bytes: written(anInterchange([write835(aRemittance835(), '0001')])) };
const all = [remittance, ...generatedSources(), ...samplesIn(folder)].filter(({ bytes }) => bytes.length < 50_000);
const files: readonly Balanced[] = all.flatMap(({ name, bytes }) => {
  const isValid = allFindings(checkedFile(bytes)).every(({ severity }) => severity === 'warning');
  if (!isValid || readTyped(bytes).length === 0) return [];
  const { element } = separatorsOf(bytes);
  const places = segmentsOf(bytes).flatMap((segment, index) => {
    const elements = segment.trim().split(element);
    return placesOfMoney({ elements }).flatMap((at) => (elements[at] ? [[index, at] as const] : []));
  });
  return places.length > 0 ? [{ name, bytes, places }] : [];
});

interface Typed {
  readonly set: TransactionSet;
  readonly value: unknown;
  readonly isBalanced: boolean;
}

/** The sets of a file whose money is looked at, with their values. */
function readTyped(bytes: Uint8Array): readonly Typed[] {
  const result = readInterchanges(bytes);
  if (result.kind === 'unreadable') return [];
  const sets = result.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets));
  return sets.flatMap((set) => {
    const is835 = set.set === '835' && set.guide.startsWith('005010X221');
    if (!is835 && !(set.set === '837' && set.guide.startsWith('005010X222'))) return [];
    const read = is835 ? read835(set) : read837P(set);
    const isBalanced = (is835 ? isBalanced835 : isBalanced837P)(set.segments);
    return [{ set, value: read.kind === 'read' ? read.value : undefined, isBalanced }];
  });
}

const digits = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((cents) => (cents / 100).toString());
const text = fc.oneof(
  digits,
  fc.constantFrom('0', '-0', '.5', '5.', '.', '-', '1e3', '0x1', ' 1', '1 ', '+1', '1,00', '0.001', '12.345', '٣'),
  fc.constantFrom(
    '99999999.99',
    '100000000',
    '9007199254740993',
    '90071992547409.93',
    '9'.repeat(40),
    '00000000012.50',
  ),
  fc.stringMatching(/^[-.0-9e]{1,12}$/),
);

test('some generated files balance', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(({ bytes }) => readTyped(bytes)).filter(({ isBalanced }) => !isBalanced)).toEqual([]);
});

test('a changed amount is read exactly, and has no finding only if the file still balances', () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), text, ({ bytes, places }, nth, amount) => {
      const [index, at] = places[nth % places.length] ?? [0, 0];
      const segments = segmentsOf(bytes);
      const { element, terminator } = separatorsOf(bytes);
      const elements = (segments[index] ?? '').split(element);
      elements[at] = amount;
      const changed = latin1(segments.with(index, elements.join(element)).join(terminator));
      const errors = allFindings(checkedFile(changed)).filter(({ severity }) => severity === 'error');
      const isAmount = centsOf(amount) !== undefined;
      if (!isAmount) expect(errors).not.toEqual([]);
      const typed = readTyped(changed);
      for (const { set, value } of typed) expect(value === undefined ? [] : misread(value, set, false)).toEqual([]);
      if (errors.length === 0) {
        for (const { set, value } of typed) expect(sorted(amountsOf(value))).toEqual(sorted(amountsIn(set.segments)));
      }
      const isFoundOut = errors.some(({ rule }) => rule.startsWith('balance.'));
      const isOther = errors.some(({ rule }) => !rule.startsWith('balance.'));
      const isBalanced = typed.every((one) => one.isBalanced);
      if (isAmount && !isOther) expect(isFoundOut).toBe(!isBalanced);
      if (isBalanced && isAmount) expect(isFoundOut).toBe(false);
    }),
    { numRuns: 4_000 },
  );
});

test('totals are the sums of what the bytes say', () => {
  for (const { bytes } of files) {
    const sums = new Map<string, bigint>();
    const add = (name: string, cents: bigint | undefined): void =>
      void sums.set(name, (sums.get(name) ?? 0n) + (cents ?? 0n));
    for (const { set } of readTyped(bytes)) {
      for (const { id, elements } of set.segments) if (id === 'CLP') add('paidCents', centsOf(elements[4]));
    }
    const transactions = checkedFile(bytes).interchanges.flatMap(({ groups }) => groups.flatMap((g) => g.transactions));
    const totals = transactions.map((one) => BigInt(one.totals['paidCents'] ?? 0));
    expect(totals.reduce((sum, one) => sum + one, 0n)).toBe(sums.get('paidCents') ?? 0n);
  }
});

function sorted(amounts: readonly bigint[]): readonly bigint[] {
  return amounts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
