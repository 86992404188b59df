import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allFindings, consume } from '../../fuzz/consume.ts';
import { changedAt, changesOf } from '../../fuzz/every.ts';
import { latin1, mutated, segmentsOf, separatorsOf, without } from '../../fuzz/mutate.ts';
import { Chance } from '../../x12/generate/chance.ts';
import { generatedSources, samplesIn } from '../../fuzz/sources.ts';
import { write835, write837P } from '../../x12/index.ts';
import { anInterchange, aRemittance835, checkedFile, someClaims, written } from './builders.ts';

// Goal: whatever is changed in a file, everything that reads, checks, shows, answers or writes gives an answer, and
// none that may not be given (fuzz/consume.ts). Method: every single byte of small files, a part of the others; whole
// segments. Seeds are printed by fast-check when something fails.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
if (!existsSync(folder)) console.warn(`no public samples at ${folder}: only files that are made here are changed`);

const made = [write835(aRemittance835(), '0001'), write837P(someClaims(), '0001')].map((set, index) => ({
  name: `made here, ${index}`,
  bytes: written(anInterchange([set])),
}));
/** Bytes of a file that is changed in one place of many: a larger one takes longer for each. */
const medium = 3_000;
const samples = samplesIn(folder);
const tiny = samples.toSorted((one, other) => one.bytes.length - other.bytes.length).slice(0, 12);
const small = [...made, ...tiny];
const files = [...made, ...generatedSources(), ...samples].filter(({ bytes }) => bytes.length <= medium);
const anyFile = fc.constantFrom(...files.map(({ bytes }) => bytes));

test.each(small)('every byte of a small file may be gone or another: $name', ({ bytes }) => {
  for (let number = 0; number < changesOf(bytes); number += 1) consume(changedAt(bytes, number));
});

const runs = { numRuns: 800 };

describe('of any file, one', () => {
  test('byte may be gone', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (file, at) => consume(without(file, at % file.length, 1))),
      runs,
    );
  });

  test('byte may be another', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(255), (file, at, byte) => consume(file.with(at % file.length, byte))),
      runs,
    );
  });

  test('part may be all that came', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (file, at) => consume(file.subarray(0, at % file.length))),
      runs,
    );
  });

  test('segment may come twice', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(), (file, from, to) => {
        const segments = segmentsOf(file);
        const copied = segments[from % segments.length] ?? '';
        consume(joined(segments.toSpliced(to % segments.length, 0, copied), file));
      }),
      runs,
    );
  });

  test('order of segments may be any', () => {
    const shuffled = anyFile.chain((file) =>
      fc
        .shuffledSubarray(segmentsOf(file).slice(1), { minLength: segmentsOf(file).length - 1 })
        .map((segments) => joined([...segmentsOf(file).slice(0, 1), ...segments], file)),
    );
    fc.assert(
      fc.property(shuffled, (file) => consume(file)),
      runs,
    );
  });

  test('size of the pieces may be any', () => {
    fc.assert(
      fc.property(anyFile, fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (file, sizes) =>
        consume(file, sizes),
      ),
      runs,
    );
  });
});

test('any changes, one upon the other, may have been made', () => {
  fc.assert(
    fc.property(anyFile, anyFile, fc.nat(), (file, other, seed) => consume(mutated(file, new Chance(seed), other))),
    runs,
  );
});

test('changes follow from their seed', () => {
  const changedBy = (seed: number): string[] =>
    files.map(({ bytes }) => Buffer.from(mutated(bytes, new Chance(seed), bytes)).toString('latin1'));
  expect(changedBy(7)).toEqual(changedBy(7));
  expect(changedBy(8)).not.toEqual(changedBy(7));
  // Most of them are changes indeed.
  const same = changedBy(7).filter((text, index) => text === Buffer.from(files[index]?.bytes ?? []).toString('latin1'));
  expect(same.length).toBeLessThan(files.length / 4);
});

test('no finding repeats what a file says, whatever byte is a delimiter or none', () => {
  const name = 'QZXJVK';
  const file = Buffer.from(written(anInterchange([write837P(someClaims(), '0001')])))
    .toString('latin1')
    .replaceAll(/SAMPLE|TESTA|ELM CLINIC|W123456789|V88121A7K2/g, name);
  const repeats: number[] = [];
  for (let at = 0; at < file.length; at += 1) {
    for (const other of ['', '*', ':', '~', '^', 'ISA*']) {
      const changed = latin1(file.slice(0, at) + other + file.slice(at + 1));
      const text = JSON.stringify(allFindings(checkedFile(changed)));
      if (['QZX', 'ZXJ', 'XJV', 'JVK'].some((piece) => text.includes(piece))) repeats.push(at);
    }
  }
  expect(repeats).toEqual([]);
});

function joined(segments: readonly string[], file: Uint8Array): Uint8Array {
  return latin1(segments.join(separatorsOf(file).terminator));
}
