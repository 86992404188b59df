import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../setup/paths.mjs';
import { onPath, run } from '../setup/run.mjs';

/**
 * The Python of an environment with exactly these packages ("name==version"), created in the cache when missing. Throws
 * one sentence when there is no Python.
 */
export async function pythonWith(name, packages) {
  const home = join(cacheFolder(), 'python', name);
  const python = join(home, 'bin', 'python');
  const mark = join(home, packages.join('+'));
  if (!existsSync(mark)) await install(packages, home, mark);
  return python;
}

async function install(packages, home, mark) {
  const python = onPath('python3');
  if (!python) throw new Error('python3 is not on PATH; install Python 3.10 or newer, with venv');
  console.log(`python: installing ${packages.join(', ')} ...`);
  await rm(home, { recursive: true, force: true });
  await run(python, ['-m', 'venv', home], { timeoutMs: 300_000 });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  await run(join(home, 'bin', 'python'), pip, { timeoutMs: 600_000 });
  await run(join(home, 'bin', 'python'), ['-c', `open(${JSON.stringify(mark)}, 'w').close()`]);
}
