import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * A fingerprint of the files under some paths of the package. It changes if a file is added, removed or written. It
 * uses size and time instead of content, because it is computed at every start.
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

/** Whether the stamp file of a result has this fingerprint. */
export function isFresh(stampPath, print) {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === print;
}

/** Writes the stamp file of a new result. */
export function writeStamp(stampPath, print) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, print);
}
