import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './places.mjs';
import { run } from './run.mjs';

/** Whether node_modules holds exactly what package-lock.json names (other platforms' optional packages aside). */
export function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!installed) return false;
  return Object.entries(packagesIn('package-lock.json') ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer);
  });
}

/** Installs the packages of the lock file, nothing else and no newer. */
export async function install() {
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: inRoot() });
}

function packagesIn(path) {
  if (!existsSync(inRoot(path))) return undefined;
  return JSON.parse(readFileSync(inRoot(path), 'utf8')).packages;
}
