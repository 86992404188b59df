import type { ProgramName } from '../../client/programs.ts';
import { cut, duplicate, reorder } from './file-faults.ts';
import type { Office } from './office.ts';
import { fillDisk, freeze, kill, secondWorker } from './process-faults.ts';
import { type Random, randomOf } from './random.ts';

/** One fault: what it is called, and what it does to an installation. It resolves when the fault is over. */
export interface Fault {
  readonly name: string;
  strike(office: Office, random: Random): Promise<void>;
}

const parts: readonly ProgramName[] = ['worker', 'temporal', 'postgres', 'sandbox', 'up'];

/** Longer than the deadlines of a connection to a partner. */
const blackHoleMs = 45_000;

const kinds: readonly Fault[] = [
  ...parts.map((part) => ({ name: `kill ${part}`, strike: (office: Office) => kill(office, part) })),
  ...parts.map((part) => ({ name: `freeze ${part}`, strike: (office: Office) => freeze(office, part) })),
  ...(['worker', 'sandbox'] as const).map((part) => ({
    name: `full disk for ${part}`,
    strike: (office: Office) => fillDisk(office, part),
  })),
  { name: 'second worker', strike: (office) => secondWorker(office) },
  { name: 'cut files', strike: ({ folder }) => cut(folder) },
  { name: 'duplicated files', strike: async ({ folder }, random) => duplicate(folder, random) },
  { name: 'reordered files', strike: ({ folder }) => reorder(folder) },
  { name: 'black-hole partner', strike: (office) => freeze(office, 'sandbox', blackHoleMs) },
];

/** Each kind once, in an order that the seed decides, then again, until there are enough. */
export function planOf(count: number, seed: number, only?: RegExp): readonly Fault[] {
  const random = randomOf(seed, 'plan');
  const wanted = kinds.filter(({ name }) => only?.test(name) ?? true);
  if (wanted.length === 0) throw new Error(`--only matches none of: ${kinds.map(({ name }) => name).join(', ')}`);
  const plan: Fault[] = [];
  while (plan.length < count) {
    const left = [...wanted];
    while (left.length > 0) plan.push(...left.splice(random.below(left.length), 1));
  }
  return plan.slice(0, count);
}
