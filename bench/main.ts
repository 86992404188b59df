import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../client/cli/print.ts';
import { claimCosts } from './claims/cost.ts';
import { idleGrowth } from './claims/idle-growth.ts';
import { workerMemory } from './claims/memory.ts';
import { claimThroughput } from './claims/throughput.ts';
import type { Measurement, Result } from './result.ts';
import { startUp } from './start-up.ts';
import { x12Reading } from './x12/reading.ts';
import { x12Writing } from './x12/writing.ts';

const measurements: readonly Measurement[] = [
  { name: 'claim-costs', figures: /-(events|bytes|actions)$/, run: claimCosts },
  { name: 'claim-throughput', figures: /^claim-throughput$/, run: claimThroughput },
  { name: 'worker-memory', figures: /^worker-memory/, run: workerMemory },
  { name: 'idle-growth', figures: /^idle-growth-/, isLong: true, run: idleGrowth },
  { name: 'start-up', figures: /^start-up/, run: startUp },
  { name: 'x12-reading', figures: /^(x12-(tokenizer|835-reader|parser)|node-x12|pyx12|split)/, run: x12Reading },
  { name: 'x12-writing', figures: /^x12-837p-writer$/, run: x12Writing },
];

/**
 * `npm run bench -- [NAME] [--json FILE] [--minutes N]`: prints the results as a table. It has no pass or fail limits.
 * `--only NAME` is the same as NAME.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, json: { type: 'string' }, minutes: { type: 'string' } },
  });
  const only = values.only ?? positionals[0] ?? '';
  const wanted = measurements.filter(({ name, figures, isLong }) =>
    only === '' ? !isLong : name.startsWith(only) || figures.test(only),
  );
  if (wanted.length === 0) throw new Error(`--only takes one of ${measurements.map(({ name }) => name).join(', ')}`);
  const results: Result[] = [];
  for (const { run } of wanted) results.push(...(await run({ minutes: minutesOf(values.minutes) })));
  console.log(table(['name', '>value', 'unit', '>baseline', '>ratio'], results.map(row)));
  if (values.json) writeFileSync(values.json, JSON.stringify({ results }, undefined, 2));
}

function minutesOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 1_440)) throw new Error('--minutes takes a number of minutes, up to 1440');
  return minutes;
}

function row({ name, value, unit, baseline, ratio }: Result): readonly string[] {
  const print = (figure: number | undefined): string =>
    figure === undefined ? '' : figure.toFixed(Number.isInteger(figure) ? 0 : 2);
  return [name, print(value), unit, print(baseline), print(ratio)];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof Error && error.message.startsWith('--') ? 2 : 1);
});
