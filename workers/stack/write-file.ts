import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its owner reads; never half of one. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.next`, text, { mode: 0o600 });
  renameSync(`${path}.next`, path);
}

/** Writes a JSON file that people may edit, if it does not exist: what a person has changed stays. */
export function writeIfAbsent(path: string, content: () => unknown): void {
  if (!existsSync(path)) writeFile(path, `${JSON.stringify(content(), undefined, 2)}\n`);
}
