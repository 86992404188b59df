import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyFile, generatedFile, generatedNames, isGeneratedName } from '../../../x12/generate/index.ts';
import { badUsage } from '../problem.ts';
import { countFrom } from './output.ts';

/** What to generate, and the output folder. */
export interface GenerateOptions {
  readonly set: string;
  readonly count: string;
  readonly seed: string;
  readonly out: string;
  readonly faults?: boolean;
}

/**
 * `x12 generate`: random files, one set each; the same seed gives the same bytes. With `--faults` each file has one
 * known fault, and `faults.json` names the rule that each breaks.
 */
export function generateFiles({ set, count, seed, out, faults }: GenerateOptions): void {
  if (!isGeneratedName(set)) throw badUsage(`--set takes ${generatedNames.join(', ')}.`);
  const files = countFrom('--count', count, 1_000_000);
  const from = countFrom('--seed', seed, 2_147_483_647);
  mkdirSync(out, { recursive: true });
  const broken: Record<string, string> = {};
  for (let number = 0; number < files; number += 1) {
    const name = (kind: string): string => `${String(number + 1).padStart(6, '0')}-${kind}.edi`;
    if (faults) {
      const { fault, rule, bytes } = faultyFile(set, from, number);
      writeFileSync(join(out, name(fault)), bytes);
      broken[name(fault)] = rule;
    } else {
      const { kind, bytes } = generatedFile(set, from, number);
      writeFileSync(join(out, name(kind)), bytes);
    }
  }
  if (faults) writeFileSync(join(out, 'faults.json'), `${JSON.stringify(broken, undefined, 2)}\n`);
}
