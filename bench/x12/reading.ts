import { join } from 'node:path';
import { median, type Result } from '../result.ts';
import { packagesIn, pyx12In, readAlone, type Reading, readWithPyx12 } from './contenders.ts';
import { remittanceFile } from './remittance-file.ts';

/** File size in megabytes, number of rounds, and readings per round, of which only the last is measured. */
interface Series {
  readonly suffix: string;
  readonly megabytes: number;
  readonly rounds: number;
  readonly readings: number;
}

/** The first file of a process, and a later one, as in a worker. */
const first: Series = { suffix: '', megabytes: 20, rounds: 5, readings: 1 };
const further: Series = { suffix: '-further', megabytes: 20, rounds: 3, readings: 5 };
const large: Series = { suffix: '-500-mb', megabytes: 500, rounds: 2, readings: 1 };
/** Sizes to compare for memory growth. */
const flat = { from: 10, to: 1_000 } as const;

type Contenders = Readonly<Record<string, (file: string, readings: number) => Reading>>;

/** MB of a synthetic 835 per CPU second and peak memory, each reader in its own process, in sequence. */
export function x12Reading(): Promise<readonly Result[]> {
  const cache = process.env['CLAIMLOOP_CACHE'] ?? '';
  const folder = join(cache, 'bench');
  const packages = packagesIn(folder);
  const python = pyx12In(cache);
  const ours: Contenders = {
    'x12-tokenizer': (file, readings) => readAlone('x12-tokenizer', file, readings),
    'x12-835-reader': (file, readings) => readAlone('x12-835-reader', file, readings),
  };
  const others: Contenders = {
    'x12-tokenizer-with-text': (file) => readAlone('x12-tokenizer-with-text', file),
    'split-in-pieces': (file) => readAlone('split-in-pieces', file),
  };
  const parser: Contenders = packages
    ? { 'x12-parser': (file, readings) => readAlone('x12-parser', file, readings, packages) }
    : {};
  const slow: Contenders = {
    ...(packages ? { 'node-x12': (file: string) => readAlone('node-x12', file, 1, packages) } : {}),
    ...(python ? { pyx12: (file: string) => readWithPyx12(python, file) } : {}),
  };
  return Promise.resolve([
    ...compared(folder, first, { ...ours, ...others, ...parser, ...slow }),
    ...compared(folder, further, { ...ours, ...parser }),
    ...compared(folder, large, { ...ours, ...others, ...parser }),
    ...memory(folder, ours),
  ]);
}

/** Relative to the baseline of the same round, since load affects all of them. */
function compared(
  folder: string,
  { suffix, megabytes, rounds, readings }: Series,
  contenders: Contenders,
): readonly Result[] {
  const file = remittanceFile(folder, megabytes);
  const taken = Array.from({ length: rounds }, () => ({
    split: readAlone('split', file, readings),
    others: Object.entries(contenders).map(([name, read]) => ({ name, ...read(file, readings) })),
  }));
  const baseline = median(taken.map((one) => one.split.megabytesPerCpuSecond));
  return Object.keys(contenders).flatMap((name) => {
    const its = taken.flatMap((one) => one.others.filter((other) => other.name === name));
    const ratios = its.map(
      (one, round) => one.megabytesPerCpuSecond / (taken[round]?.split.megabytesPerCpuSecond ?? 0),
    );
    const value = median(its.map((one) => one.megabytesPerCpuSecond));
    const peak = Math.max(...its.map((one) => one.peakMegabytes));
    return [
      { name: `${name}${suffix}`, value, unit: 'MB per CPU second', baseline, ratio: median(ratios) },
      { name: `${name}${suffix}-peak`, value: peak, unit: 'MB of memory' },
    ];
  });
}

function memory(folder: string, ours: Contenders): readonly Result[] {
  const [little, much] = [flat.from, flat.to].map((megabytes) => remittanceFile(folder, megabytes));
  return Object.entries(ours).map(([name, read]) => {
    const [baseline, value] = [read(little ?? '', 1).peakMegabytes, read(much ?? '', 1).peakMegabytes];
    return {
      name: `${name}-memory`,
      value,
      unit: `MB for ${flat.to} MB, beside ${flat.from} MB`,
      baseline,
      ratio: value / baseline,
    };
  });
}
