import { join } from 'node:path';
import { median, type Result } from '../result.ts';
import { packagesIn, pyx12In, type Reading, readOnce, readOnceWithPyx12 } from './contenders.ts';
import { remittanceFile } from './remittance-file.ts';

/** Sizes of the files, in megabytes, and how often each is read. */
const small = { megabytes: 20, rounds: 5 } as const;
const large = { megabytes: 500, rounds: 2 } as const;
/** Sizes between which memory must not grow. */
const flat = { from: 10, to: 1_000 } as const;

type Contenders = Readonly<Record<string, (file: string) => Reading>>;

/** MB of a synthetic 835 per CPU second and peak memory, each reader in a process of its own, one after another. */
export function x12Reading(): Promise<readonly Result[]> {
  const cache = process.env['CLAIMLOOP_CACHE'] ?? '';
  const folder = join(cache, 'bench');
  const packages = packagesIn(folder);
  const python = pyx12In(cache);
  const ours: Contenders = {
    'x12-tokenizer': (file) => readOnce('x12-tokenizer', file),
    'x12-835-reader': (file) => readOnce('x12-835-reader', file),
  };
  const others: Contenders = {
    'x12-tokenizer-with-text': (file) => readOnce('x12-tokenizer-with-text', file),
    'split-in-pieces': (file) => readOnce('split-in-pieces', file),
  };
  const parser: Contenders = packages ? { 'x12-parser': (file) => readOnce('x12-parser', file, packages) } : {};
  const slow: Contenders = {
    ...(packages ? { 'node-x12': (file: string) => readOnce('node-x12', file, packages) } : {}),
    ...(python ? { pyx12: (file: string) => readOnceWithPyx12(python, file) } : {}),
  };
  const [smallFile, largeFile] = [small, large].map(({ megabytes }) => remittanceFile(folder, megabytes));
  return Promise.resolve([
    ...compared(smallFile ?? '', small, { ...ours, ...others, ...parser, ...slow }),
    ...compared(largeFile ?? '', large, { ...ours, ...others, ...parser }),
    ...memory(folder, ours),
  ]);
}

/** Each beside the counting split of the same round: a busy spell meets all of them. */
function compared(
  file: string,
  { megabytes, rounds }: { readonly megabytes: number; readonly rounds: number },
  contenders: Contenders,
): readonly Result[] {
  const taken = Array.from({ length: rounds }, () => ({
    split: readOnce('split', file),
    others: Object.entries(contenders).map(([name, read]) => ({ name, ...read(file) })),
  }));
  const suffix = megabytes === small.megabytes ? '' : `-${megabytes}-mb`;
  const baseline = median(taken.map((one) => one.split.megabytesPerCpuSecond));
  return Object.keys(contenders).flatMap((name) => {
    const readings = taken.flatMap((one) => one.others.filter((other) => other.name === name));
    const ratios = readings.map(
      (one, round) => one.megabytesPerCpuSecond / (taken[round]?.split.megabytesPerCpuSecond ?? 0),
    );
    const value = median(readings.map((one) => one.megabytesPerCpuSecond));
    const peak = Math.max(...readings.map((one) => one.peakMegabytes));
    return [
      { name: `${name}${suffix}`, value, unit: 'MB per CPU second', baseline, ratio: median(ratios) },
      { name: `${name}${suffix}-peak`, value: peak, unit: 'MB of memory' },
    ];
  });
}

function memory(folder: string, ours: Contenders): readonly Result[] {
  const [little, much] = [flat.from, flat.to].map((megabytes) => remittanceFile(folder, megabytes));
  return Object.entries(ours).map(([name, read]) => {
    const [baseline, value] = [read(little ?? '').peakMegabytes, read(much ?? '').peakMegabytes];
    return {
      name: `${name}-memory`,
      value,
      unit: `MB for ${flat.to} MB, beside ${flat.from} MB`,
      baseline,
      ratio: value / baseline,
    };
  });
}
