import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFile, generatedNames } from '../x12/generate/index.ts';

/** A file to start from. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Number of generated files per set; more than the kinds of any set. */
const generatedCount = 30;

/** Distinct files below a folder; none if the folder does not exist. */
export function samplesIn(folder: string): readonly Source[] {
  if (!existsSync(folder)) return [];
  const found = new Map<string, Source>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.tsv')) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const content = bytes.toString('latin1');
    if (!found.has(content)) found.set(content, { name: path.slice(folder.length + 1), bytes });
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Generated files of every set. */
export function generatedSources(): readonly Source[] {
  return generatedNames.flatMap((name) =>
    Array.from({ length: generatedCount }, (_, number) => {
      const { kind, bytes } = generatedFile(name, 1, number);
      return { name: `${name} ${kind} ${number}`, bytes };
    }),
  );
}
