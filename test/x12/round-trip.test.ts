import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allFindings, consume, jsonOf } from '../../fuzz/consume.ts';
import { samplesIn } from '../../fuzz/sources.ts';
import { generatedFile, generatedNames } from '../../x12/generate/index.ts';
import { jsonToFile } from '../../x12/index.ts';
import { checkedFile } from './builders.ts';

// A file that is read and written again is the same, as typed values and as JSON. fuzz/consume.ts compares the
// values of every file that can be written; these tests check that these files can be written.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
const samples = samplesIn(folder);
if (!existsSync(folder)) console.warn(`no public samples at ${folder}: only files that are made here go round`);

/** Whether the same comes back through JSON; undefined when it is refused. */
function comesBack(bytes: Uint8Array): boolean | undefined {
  const json = jsonOf([bytes]);
  const file = jsonToFile(json);
  if (file.kind === 'refused') return undefined;
  expect(jsonOf(file.bytes)).toEqual(json);
  return true;
}

describe.each(generatedNames)('generated %s', (name) => {
  test('of any seed is written again as the same bytes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(10_000), (seed, number) => {
        const { bytes } = generatedFile(name, seed, number);
        consume(bytes);
        const file = jsonToFile(jsonOf([bytes]));
        expect(file).toEqual({ kind: 'written', bytes: [bytes] });
      }),
      { numRuns: 150 },
    );
  });
});

describe('public samples', () => {
  test('are read, checked, shown and written without an exception', () => {
    for (const { bytes } of samples) consume(bytes);
  });

  test('without a finding are the same after conversion to JSON and back', () => {
    const faultless = samples.filter(({ bytes }) => {
      const checked = checkedFile(bytes);
      const isPresent = checked.interchanges.every(({ header }) => header.version === '00501');
      return isPresent && checked.unreadable === undefined && allFindings(checked).length === 0;
    });
    expect(faultless.filter(({ bytes }) => !comesBack(bytes)).map(({ name }) => name)).toEqual([]);
    expect(samples.length === 0 || faultless.length > 5).toBe(true);
  });
});
