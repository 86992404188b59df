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

// Reading, checking, showing, answering and writing must handle any change to a file, and their results must agree
// (fuzz/consume.ts). The tests change every byte of small files, some bytes of larger files, and whole segments.
// fast-check prints the seed of a failure.

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

test.each(small)('each byte of a small file removed or replaced: $name', ({ bytes }) => {
  for (let number = 0; number < changesOf(bytes); number += 1) consume(changedAt(bytes, number));
});

const runs = { numRuns: 800 };

describe('for any file', () => {
  test('one byte is removed', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (file, at) => consume(without(file, at % file.length, 1))),
      runs,
    );
  });

  test('one byte is replaced', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(255), (file, at, byte) => consume(file.with(at % file.length, byte))),
      runs,
    );
  });

  test('the file is truncated', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (file, at) => consume(file.subarray(0, at % file.length))),
      runs,
    );
  });

  test('a segment is repeated', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(), (file, from, to) => {
        const segments = segmentsOf(file);
        const copied = segments[from % segments.length] ?? '';
        consume(joined(segments.toSpliced(to % segments.length, 0, copied), file));
      }),
      runs,
    );
  });

  test('segments are reordered', () => {
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

  test('pieces have any size', () => {
    fc.assert(
      fc.property(anyFile, fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (file, sizes) =>
        consume(file, sizes),
      ),
      runs,
    );
  });
});

test('several changes are combined', () => {
  fc.assert(
    fc.property(anyFile, anyFile, fc.nat(), (file, other, seed) => consume(mutated(file, new Chance(seed), other))),
    runs,
  );
});

test('the same seed makes the same changes', () => {
  const changedBy = (seed: number): string[] =>
    files.map(({ bytes }) => Buffer.from(mutated(bytes, new Chance(seed), bytes)).toString('latin1'));
  expect(changedBy(7)).toEqual(changedBy(7));
  expect(changedBy(8)).not.toEqual(changedBy(7));
  // Most of them are changes indeed.
  const same = changedBy(7).filter((text, index) => text === Buffer.from(files[index]?.bytes ?? []).toString('latin1'));
  expect(same.length).toBeLessThan(files.length / 4);
});

test('no finding contains a value of the file, for any delimiters', () => {
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
