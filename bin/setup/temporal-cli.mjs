import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { isProgram, onPath, run } from './run.mjs';
import { downloadBySdk, downloadedBySdk } from './sdk-server.mjs';

/** The newest CLI that `go install` can build; later ones use replace directives. Server 1.29.1, Web UI 2.42.1. */
const version = '1.5.1';
// Older versions lack --ui-codec-endpoint or worker versioning.
const oldest = [1, 4, 0];

const ways = `Ways to get one:
  - install it (https://docs.temporal.io/cli#install), so that \`temporal\` is on PATH
  - set CLAIMLOOP_TEMPORAL_CLI to the path of a temporal program of version ${oldest.join('.')} or later
  - install Go, so that it can be built from the Go module proxy (about 3 minutes, once)
  - set TEMPORAL_ADDRESS to use a Temporal server of your own instead of starting one`;

/** Finds an installed Temporal CLI: {path, from}, or undefined. Throws if CLAIMLOOP_TEMPORAL_CLI is not usable. */
export async function findTemporalCli() {
  const named = process.env.CLAIMLOOP_TEMPORAL_CLI;
  if (named) {
    const problem = await whyUnusable(named);
    if (problem) throw new Error(`CLAIMLOOP_TEMPORAL_CLI names ${named}, which ${problem}.`);
    return { path: named, from: 'CLAIMLOOP_TEMPORAL_CLI' };
  }
  const installed = onPath('temporal');
  if (installed && !(await whyUnusable(installed))) return { path: installed, from: 'PATH' };
  if (isProgram(cachedPath())) return { path: cachedPath(), from: 'the cache' };
  const downloaded = downloadedBySdk('dev-server');
  return downloaded ? { path: downloaded, from: "the SDK's download" } : undefined;
}

/** Gets a Temporal CLI: downloaded by the SDK, otherwise built with `go install`. */
export async function getTemporalCli() {
  const failures = [];
  for (const [from, get] of [
    ["the SDK's download", () => downloadBySdk('dev-server')],
    ['go install', goInstall],
  ]) {
    try {
      return { path: await get(), from };
    } catch (error) {
      failures.push(`  - ${from}: ${reason(error)}`);
    }
  }
  throw new Error(`No Temporal CLI was found, and none could be downloaded or built:\n${failures.join('\n')}\n${ways}`);
}

function cachedPath() {
  return join(cacheFolder(), 'temporal', `v${version}`, 'temporal');
}

async function goInstall() {
  if (!onPath('go')) throw new Error('go is not on PATH');
  mkdirSync(join(cacheFolder(), 'temporal', `v${version}`), { recursive: true });
  const bin = mkdtempSync(join(cacheFolder(), 'temporal', 'go-'));
  try {
    const env = { GOBIN: bin, CGO_ENABLED: '0' };
    await run('go', ['install', `github.com/temporalio/cli/cmd/temporal@v${version}`], { cwd: bin, env });
    renameSync(join(bin, 'temporal'), cachedPath());
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
  return cachedPath();
}

async function whyUnusable(path) {
  try {
    const printed = await run(path, ['--version'], { timeoutMs: 20_000 });
    const found = /version (\d+)\.(\d+)\.(\d+)/.exec(printed)?.slice(1).map(Number);
    if (!found) return 'is not the Temporal CLI';
    // A CLI built with `go install` reports 0.0.0; `version` above is new enough.
    if (found.every((part) => part === 0)) return undefined;
    const difference = found.map((part, index) => part - oldest[index]).find((delta) => delta !== 0) ?? 0;
    return difference < 0 ? `is version ${found.join('.')}; at least ${oldest.join('.')} is needed` : undefined;
  } catch (error) {
    return reason(error);
  }
}

function reason(error) {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${error.message.includes(cause.slice(2)) ? '' : cause}`.split('\n').slice(0, 3).join(' ');
}
