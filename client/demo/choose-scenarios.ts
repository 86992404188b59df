import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readInput } from '../cli/input-file.ts';
import { badUsage } from '../cli/problem.ts';
import { allScenarios, problemSentence, readScenario, type Scenario, scenarios } from './scenario.ts';

/** The scenarios of a demo: the first twelve, all, one by name or number, or those in a file or folder. */
export async function chooseScenarios(wanted: string | undefined): Promise<readonly Scenario[]> {
  if (wanted === undefined) return scenarios;
  if (wanted === 'all') return allScenarios;
  const named = allScenarios.filter(({ number, name }) => name === wanted || String(number) === wanted);
  if (named.length > 0) return named;
  const found = await stat(wanted).catch(() => undefined);
  if (!found) {
    const names = allScenarios.map(({ number, name }) => `${number} ${name}`).join(', ');
    throw badUsage(
      `found no scenario and no file "${wanted}"; allowed: all, a JSON file, a folder, or one of ${names}.`,
    );
  }
  const inFolder = found.isDirectory()
    ? (await readdir(wanted)).filter((name) => name.endsWith('.json')).toSorted()
    : [];
  const files = found.isDirectory() ? inFolder.map((name) => join(wanted, name)) : [wanted];
  if (files.length === 0) throw badUsage(`${wanted} contains no scenario.`);
  return Promise.all(files.map(ownScenario));
}

async function ownScenario(file: string): Promise<Scenario> {
  const read = readScenario(file, String(await readInput(file)));
  if (read.kind === 'scenario') return read.scenario;
  throw badUsage([`${file} is not a scenario:`, ...read.problems.map((one) => `  ${problemSentence(one)}`)].join('\n'));
}
