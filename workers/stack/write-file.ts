import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file atomically. Only its owner can read it. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.next`, text, { mode: 0o600 });
  renameSync(`${path}.next`, path);
}

/** Writes a JSON file unless it exists, because people may have edited it. */
export function writeIfAbsent(path: string, content: () => unknown): void {
  if (!existsSync(path)) writeFile(path, `${JSON.stringify(content(), undefined, 2)}\n`);
}
