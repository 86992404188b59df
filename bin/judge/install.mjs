import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../setup/paths.mjs';
import { onPath, run } from '../setup/run.mjs';

/** The packages of each validator. Each has its own environment, because the second needs an old library version. */
const packages = {
  pyx12: ['pyx12==4.0.0'],
  lfh: ['linuxforhealth-x12==0.57.0', 'pydantic==1.10.27'],
};

/** The path of the Python in a validator's environment. Creates the environment in the cache if it is missing. */
export async function judgePython(judge) {
  const home = join(cacheFolder(), 'judges', judge);
  const python = join(home, 'bin', 'python');
  const mark = join(home, packages[judge].join('+'));
  if (!existsSync(mark)) await install(judge, home, mark);
  return python;
}

async function install(judge, home, mark) {
  const python = onPath('python3');
  if (!python) throw new Error('python3 is not on PATH; the validators need it (3.9 or newer, with venv)');
  console.log(`judge: installing ${packages[judge].join(', ')} ...`);
  await rm(home, { recursive: true, force: true });
  await run(python, ['-m', 'venv', home], { timeoutMs: 300_000 });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages[judge]];
  await run(join(home, 'bin', 'python'), pip, { timeoutMs: 600_000 });
  await run(join(home, 'bin', 'python'), ['-c', `open(${JSON.stringify(mark)}, 'w').close()`]);
}
