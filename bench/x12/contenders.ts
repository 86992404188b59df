import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One reading of a file. */
export interface Reading {
  readonly megabytesPerCpuSecond: number;
  readonly peakMegabytes: number;
}

/** Libraries to compare with; not dependencies of this package. */
const packages = ['x12-parser@1.3.0', 'node-x12@1.7.1'];

/** The folder of those libraries, installed once; undefined, with a message, if they cannot be installed. */
export function packagesIn(folder: string): string | undefined {
  const home = join(folder, 'packages');
  if (existsSync(join(home, 'fetched'))) return home;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: home,
    stdio: 'ignore',
  });
  if (status === 0) writeFileSync(join(home, 'fetched'), packages.join('\n'));
  else console.error(`bench: ${packages.join(' and ')} cannot be downloaded and are omitted`);
  return status === 0 ? home : undefined;
}

/** The Python of pyx12, installed by `npm run judge`; undefined, with a message, when missing. */
export function pyx12In(cache: string): string | undefined {
  const python = join(cache, 'judges', 'pyx12', 'bin', 'python');
  if (existsSync(python)) return python;
  console.error('bench: pyx12 is omitted; `npm run judge` installs it');
  return undefined;
}

/**
 * Reads a file in a separate process. Of several readings only the last is measured, after the code has been compiled.
 * Throws if the reader fails.
 */
export function readAlone(name: string, file: string, readings = 1, packagesFolder = ''): Reading {
  const script = fileURLToPath(new URL('read-alone.js', import.meta.url));
  const args = [script, name, file, String(readings)];
  const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096', CLAIMLOOP_BENCH_PACKAGES: packagesFolder };
  return answerOf(name, spawnSync(process.execPath, args, { env, encoding: 'utf8' }));
}

const pythonScript = `
import json, os, resource, sys, pyx12.x12file
before = os.times()
counted = 0
with pyx12.x12file.X12Reader(sys.argv[1]) as reader:
    for _ in reader:
        counted += 1
after = os.times()
seconds = after.user - before.user + after.system - before.system
print(json.dumps({
    "counted": counted,
    "megabytesPerCpuSecond": os.path.getsize(sys.argv[1]) / 1e6 / seconds,
    "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
}))`;

/** Reads a file once with pyx12's reader, which splits segments and counts them. */
export function readWithPyx12(python: string, file: string): Reading {
  return answerOf('pyx12', spawnSync(python, ['-c', pythonScript, file], { encoding: 'utf8' }));
}

function answerOf(
  name: string,
  { status, stdout, stderr }: { status: number | null; stdout: string; stderr: string },
): Reading {
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as Reading;
}
