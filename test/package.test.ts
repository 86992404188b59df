import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

// A project that installs the tarball of `npm pack` gets the libraries with types, the command, and all files that `up`
// reads at run time, without a build.

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];

// skipLibCheck is off: our declarations are checked as well.
const compilerOptions = {
  ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: false, types: ['node'] },
  ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', rootDir: 'src', outDir: 'out' },
};

describe('the packed package, installed in an empty project', () => {
  let project = '';
  let packed: readonly string[] = [];

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'claimloop-package-'));
    // Without foreground scripts, standard output is the JSON alone.
    const pack = run(root, 'npm', 'pack', '--json', '--foreground-scripts=false', '--pack-destination', project);
    const [tarball] = JSON.parse(pack) as [{ filename: string; files: { path: string }[] }];
    packed = tarball.files.map(({ path }) => path);
    const { devDependencies } = await readManifest();
    const typing = ['typescript', '@types/node'].map((name) => `${name}@${devDependencies[name] ?? ''}`);
    await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    run(project, 'npm', 'install', ...quiet, `./${tarball.filename}`, ...typing);
  }, 300_000);

  afterAll(() => rm(project, { recursive: true, force: true }));

  test('contains the files that the worker reads, and no sources, measurements or build stamps', () => {
    expect(packed.filter((path) => /(?<!\.d)\.ts$|\.map$|\.stamp|^dist\/(bench|fuzz|test)\//.test(path))).toEqual([]);
    for (const path of [
      'dist/workflow-bundle.js',
      'dist/prisma/migrations/migration_lock.toml',
      'dist/prisma/reference/benefit-policies.json',
      'dist/client/encryption/failure-converter.cjs',
      'docs/example-intake.json',
      'docs/claimloop_client.py',
      'docs/configuration.md',
    ])
      expect(packed).toContain(path);
  });

  test('compiles under strict with the libraries checked, and runs', async () => {
    await mkdir(join(project, 'src'));
    await copyFile(join(root, 'test/package/example.ts'), join(project, 'src/example.ts'));
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
    run(project, 'npx', 'tsc', '-p', '.');
    const file = 'files/000001-paid.edi';
    run(
      project,
      'npx',
      'claimloop',
      'x12',
      'generate',
      '--set',
      '835',
      '--count',
      '1',
      '--seed',
      '7',
      '--out',
      'files',
    );
    expect(run(project, 'npx', 'claimloop', 'x12', 'check', file)).toContain('000001-paid.edi');
    const printed = run(project, process.execPath, 'out/example.js', file, 'no-installation');
    expect(printed).toMatch(/^paid \d+ cents\nNothing is running.*no-installation/);
  });

  test('offers the command', async () => {
    const { version } = await readManifest();
    expect(run(project, 'npx', 'claimloop', '--version')).toBe(`${version}\n`);
  });
});

/** Runs a program and returns what it printed to standard output; the error of a failure shows all its output. */
function run(folder: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 24 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed\n${stdout}${stderr}`);
  return stdout;
}

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
}
