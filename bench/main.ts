import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../client/cli/print.ts';
import { claimCosts } from './claims/cost.ts';
import { idleGrowth } from './claims/idle-growth.ts';
import { workerMemory } from './claims/memory.ts';
import { claimThroughput } from './claims/throughput.ts';
import { remittancePosting } from './remittances/posting.ts';
import type { Measurement, Result } from './result.ts';
import { startUp } from './start-up.ts';
import { x12Reading } from './x12/reading.ts';
import { x12Writing } from './x12/writing.ts';

const measurements: readonly Measurement[] = [
  { name: 'claim-costs', figures: /-(events|bytes|actions)$/, run: claimCosts },
  { name: 'claim-throughput', figures: /^claim-throughput$/, run: claimThroughput },
  { name: 'worker-memory', figures: /^worker-memory/, run: workerMemory },
  { name: 'idle-growth', figures: /^idle-growth-/, isLong: true, run: idleGrowth },
  { name: 'remittance-posting', figures: /^remittance-posting/, isLong: true, run: remittancePosting },
  { name: 'start-up', figures: /^start-up/, run: startUp },
  { name: 'x12-reading', figures: /^(x12-(tokenizer|835-reader|parser)|node-x12|pyx12|split)/, run: x12Reading },
  { name: 'x12-writing', figures: /^x12-837p-writer$/, run: x12Writing },
];

/**
 * `npm run bench -- [NAME] [--json FILE] [--minutes N] [--claims N]`: prints the results as a table. It has no pass or
 * fail limits.
 * `--only NAME` is the same as NAME.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      json: { type: 'string' },
      minutes: { type: 'string' },
      claims: { type: 'string' },
    },
  });
  const only = values.only ?? positionals[0] ?? '';
  const wanted = measurements.filter(({ name, figures, isLong }) =>
    only === '' ? !isLong : name.startsWith(only) || figures.test(only),
  );
  if (wanted.length === 0) throw new Error(`--only takes one of ${measurements.map(({ name }) => name).join(', ')}`);
  const options = {
    minutes: numberOf('minutes', values.minutes, 1_440),
    claims: numberOf('claims', values.claims, 1_000_000),
  };
  const results: Result[] = [];
  for (const { run } of wanted) results.push(...(await run(options)));
  console.log(table(['name', '>value', 'unit', '>baseline', '>ratio'], results.map(row)));
  if (values.json) writeFileSync(values.json, JSON.stringify({ results }, undefined, 2));
}

function numberOf(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0 && number <= most)) throw new Error(`--${name} takes a number up to ${most}`);
  return number;
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
