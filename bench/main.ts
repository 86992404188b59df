import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../client/cli/print.ts';
import { claimCosts } from './claims/cost.ts';
import { claimThroughput } from './claims/throughput.ts';
import type { Measurement, Result } from './result.ts';

const measurements: readonly Measurement[] = [
  { name: 'claim-costs', run: claimCosts },
  { name: 'claim-throughput', run: claimThroughput },
];

/** `npm run bench [-- --only NAME] [--json FILE]`: figures as a table; nothing here fails on a figure. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
  const wanted = measurements.filter(
    ({ name }) => values.only === undefined || name === values.only || values.only.startsWith(name),
  );
  if (wanted.length === 0) throw new Error(`--only takes one of ${measurements.map(({ name }) => name).join(', ')}`);
  const results: Result[] = [];
  for (const { run } of wanted) results.push(...(await run()));
  console.log(table(['name', '>value', 'unit', '>baseline', '>ratio'], results.map(row)));
  if (values.json) writeFileSync(values.json, JSON.stringify({ results }, undefined, 2));
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
