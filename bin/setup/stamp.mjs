import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './places.mjs';

/**
 * What the files under some paths (of the package) look like now: changes when one is added, removed, or written.
 * By size and time, not content: it is taken on every start.
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addFiles(hash, path);
  return hash.digest('hex');
}

function addFiles(hash, path) {
  const stat = statSync(inRoot(path), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(inRoot(path)).sort()) {
    if (name !== 'generated' && name !== 'node_modules') addFiles(hash, join(path, name));
  }
}

/** Whether the stamp file beside a result says that it was made from inputs that look like this. */
export function isFresh(stampPath, print) {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === print;
}

/** Writes the stamp of a result that was just made. */
export function writeStamp(stampPath, print) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, print);
}
