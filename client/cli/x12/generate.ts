import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFile, generatedNames, isGeneratedName } from '../../../x12/generate/index.ts';
import { badUsage } from '../problem.ts';
import { countFrom } from './output.ts';

/** What to generate, and where to. */
export interface GenerateOptions {
  readonly set: string;
  readonly count: string;
  readonly seed: string;
  readonly out: string;
}

/** `x12 generate`: random valid files, one set in each; the same seed, the same bytes. */
export function generateFiles({ set, count, seed, out }: GenerateOptions): void {
  if (!isGeneratedName(set)) throw badUsage(`--set takes ${generatedNames.join(', ')}.`);
  const files = countFrom('--count', count, 1_000_000);
  const from = countFrom('--seed', seed, 2_147_483_647);
  mkdirSync(out, { recursive: true });
  for (let number = 0; number < files; number += 1) {
    const { kind, bytes } = generatedFile(set, from, number);
    writeFileSync(join(out, `${String(number + 1).padStart(6, '0')}-${kind}.edi`), bytes);
  }
}
