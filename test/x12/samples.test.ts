import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { type GuideName, guideOf, guides, readInterchanges, type TransactionSet } from '../../x12/index.ts';
import { readValue } from '../../x12/values/read-value.ts';

// Public sample files are read. They are outside the repository, because their licenses differ.

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

const names = Object.keys(guides) as readonly GuideName[];
const nameOf = (set: TransactionSet) => names.find((name) => guides[name] === guideOf(set));
const setsOf = (path: string): readonly TransactionSet[] =>
  readInterchanges(readFileSync(join(folder, path))).interchanges.flatMap(({ groups }) =>
    groups.flatMap((group) => group.sets),
  );

/** Rules that a file breaks, by its sets; undefined for sets that are not ours. */
function outcome(path: string): { readonly kind: string; readonly faults: readonly string[]; readonly sets: number } {
  const result = readInterchanges(readFileSync(join(folder, path)));
  const sets = setsOf(path);
  const read = sets.flatMap((set) => {
    const guide = guideOf(set);
    return guide ? [readValue(guide.grammar, set)] : [];
  });
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

  test.each(['270', '271', '276', '277'] as const)('of kind %s are read without a fault', (name) => {
    const paths = rows.filter(({ path }) => setsOf(path).some((set) => nameOf(set) === name)).map(({ path }) => path);
    const faulty = paths.map((path) => ({ path, ...outcome(path) })).filter(({ faults }) => faults.length > 0);
    // Three of the answers have faults of their own: a trailer, a count, a level without those it says it has.
    const known = ['SE envelope.control', 'ST envelope.version', 'SE envelope.count', 'HL hierarchy.children'];
    expect(faulty.flatMap(({ faults }) => faults)).toEqual(name === '271' && rows.length > 0 ? known : []);
    expect(rows.length === 0 || paths.length > 5).toBe(true);
  });

  test('of every kind are read without an exception', () => {
    const kinds = rows.map(({ path }) => outcome(path).kind);
    expect(kinds.filter((kind) => kind !== 'read' && kind !== 'unreadable')).toEqual([]);
  });
});
