import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { read277CA, read835, read837P, read999, readInterchanges, type TransactionSet } from '../../x12/index.ts';

// Goal: files that others wrote are read. They stay where they are, beside the checkout: their licences differ.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
const index = join(folder, 'INDEX.tsv');
const rows = existsSync(index)
  ? readFileSync(index, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
      .map(([path = '', , , , notes = '']) => ({ path, notes }))
  : [];
if (rows.length === 0) console.warn(`no public samples at ${folder}: what follows only shows that nothing breaks`);

const readerOf = ({ set, guide }: TransactionSet) => {
  if (set === '837' && guide.startsWith('005010X222')) return read837P;
  if (set === '835' && guide.startsWith('005010')) return read835;
  if (set === '999') return read999;
  return set === '277' && guide.startsWith('005010X214') ? read277CA : undefined;
};

/** Rules that a file breaks, by its sets; undefined for sets that are not ours. */
function outcome(path: string): { readonly kind: string; readonly faults: readonly string[]; readonly sets: number } {
  const result = readInterchanges(readFileSync(join(folder, path)));
  const sets = result.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets));
  const read = sets.flatMap((set) => readerOf(set)?.(set) ?? []);
  const faults = read.flatMap((one) => one.findings.map(({ rule, segment }) => `${segment} ${rule}`));
  return { kind: result.kind, faults, sets: read.length };
}

describe('public samples', () => {
  test('that an independent judge accepts are read without a fault', () => {
    const accepted = rows.filter(({ notes }) => notes.includes('pyx12:OK')).map(({ path }) => path);
    const faulty = accepted.map((path) => ({ path, ...outcome(path) })).filter(({ faults }) => faults.length > 0);
    expect(faulty).toEqual([]);
    expect(accepted.length === 0 || accepted.some((path) => outcome(path).sets > 0)).toBe(true);
  });

  test('of every kind get an answer', () => {
    const kinds = rows.map(({ path }) => outcome(path).kind);
    expect(kinds.filter((kind) => kind !== 'read' && kind !== 'unreadable')).toEqual([]);
  });
});
