import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { addExamples, wholeNumber } from '../cli/arguments.ts';
import { textOfTable, trialBalanceTable } from '../cli/ledger-text.ts';
import { type OnProgress, spawnUp, startFailed, whereToLook } from '../cli/installation.ts';
import { readInput, writeOutput } from '../cli/input-file.ts';
import { commandLine } from '../cli/print.ts';
import { badUsage, finding } from '../cli/problem.ts';
import { withClaimloop } from '../cli/session.ts';
import type { Endpoints } from '../endpoints.ts';
import type { Claimloop } from '../index.ts';
import { filesToIntakes } from '../read-files.ts';
import { someAtOnce } from './at-once.ts';
import { builtInClaims, type DemoClaim } from './intakes.ts';
import { play, type Played } from './play.ts';
import { demoDaySeconds, demoProfile } from './profile.ts';
import { endsOf } from './end.ts';
import { type DemoResult, isAsExpected, resultOf, summary } from './result.ts';
import { chooseScenarios } from './choose-scenarios.ts';
import { scenarios } from './scenario.ts';
import { openScreen, type Screen } from './screen.ts';

interface DemoOptions {
  readonly claims?: number;
  readonly scenario?: string;
  readonly seed: number;
  readonly intake?: string;
  readonly json?: string;
  readonly keep?: boolean;
  readonly exchanged?: string;
}

/** `demo`: the whole system with its own claims, from an empty folder to the trial balance. */
export function addDemo(program: Command, onProgress: OnProgress): void {
  const command = program
    .command('demo')
    .description('run the whole system on a set of claims and show it live')
    .option('--claims <n>', 'number of claims; one of each scenario if absent', wholeNumber(1, 10_000))
    .option('--scenario <name>', 'a scenario by name or number, "all", or your own: a JSON file or a folder of them')
    .option('--seed <n>', 'the same seed gives the same claims', wholeNumber(0), 1)
    .option('--intake <path>', 'your own patient files: a JSON or 837P file, or a folder of them')
    .option('--json <file>', 'write the result as JSON')
    .option('--exchanged <dir>', 'copy the files that were exchanged with the payer to this folder')
    .option('--keep', 'keep the system running afterwards, with the Temporal UI')
    .action((options: DemoOptions) => demo(options, onProgress));
  addExamples(command, 'demo', 'demo --claims 100 --seed 7 --json result.json', 'demo --scenario all', 'demo --keep');
}

/** Milliseconds without any change after which a demo gives up. */
const patienceMs = 90_000;

async function demo(options: DemoOptions, onProgress: OnProgress): Promise<void> {
  const claims = await claimsOf(options);
  // Before the work of minutes, whose result would be lost.
  if (options.json !== undefined) await writeOutput(options.json, '');
  const began = Date.now();
  const screen = openScreen();
  const data = await mkdtemp(join(tmpdir(), 'claimloop-demo-'));
  await writeFile(join(data, 'profiles.json'), JSON.stringify({ demo: demoProfile }));
  const daySeconds = claims.length > scenarios.length ? 2 * demoDaySeconds : demoDaySeconds;
  const { endpoints, stop } = await bringUp(data, daySeconds, onProgress);
  try {
    const result = await withClaimloop(data, (claimloop) =>
      runClaims(claimloop, claims, { screen, began, dayMs: 1_000 * daySeconds }),
    );
    if (options.json !== undefined) await writeOutput(options.json, JSON.stringify(result.data, undefined, 2));
    const seconds = Math.round(result.data.seconds);
    process.stdout.write(`\n${summary(result.data)}\n\n${result.books}\n${seconds} s.\n`);
    if (options.exchanged !== undefined) await keepExchanged(data, options.exchanged);
    if (options.keep) await keepRunning(data, endpoints);
    if (!result.isGood) throw finding('Some claims did not end as expected, or the books do not balance.');
  } finally {
    await stop();
    if (!options.keep) await rm(data, { recursive: true, force: true });
  }
}

async function claimsOf({ claims, seed, intake, scenario }: DemoOptions): Promise<readonly DemoClaim[]> {
  if (intake !== undefined) return ownClaims(intake);
  const chosen = await chooseScenarios(scenario);
  return builtInClaims(claims ?? chosen.length, seed, new Date().toISOString().slice(0, 10), chosen);
}

async function ownClaims(path: string): Promise<readonly DemoClaim[]> {
  const found = await stat(path).catch(() => undefined);
  const files = found?.isDirectory() ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path];
  const claims: DemoClaim[] = [];
  for (const file of files) {
    const read = filesToIntakes(await readInput(file));
    if (read.kind === 'unreadable')
      throw badUsage(`${file}: found ${read.found}; allowed: a patient file (JSON) or an 837P.`);
    for (const one of read.intakes) {
      if (one.kind === 'unreadable') throw badUsage(`${file}: found ${one.found}.`);
      if (one.notCarried.length > 0)
        process.stderr.write(
          `${file}: the demo does not carry ${one.notCarried.map(({ path }) => path).join(', ')}.\n`,
        );
      claims.push({ intake: one.intake, label: basename(file) });
    }
  }
  if (claims.length === 0) throw badUsage(`${path} contains no claim.`);
  return claims;
}

async function bringUp(
  data: string,
  day: number,
  onProgress: OnProgress,
): Promise<{ endpoints: Endpoints; stop(): Promise<void> }> {
  let becomeReady: (endpoints: Endpoints) => void;
  const ready = new Promise<Endpoints>((resolve) => {
    becomeReady = resolve;
  });
  const child = spawnUp({ data, day, profiles: join(data, 'profiles.json') }, (line) =>
    'ready' in line ? becomeReady(line.endpoints) : onProgress(line),
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(130)));
  const endpoints = await Promise.race([
    ready,
    ended.then((code) => {
      throw startFailed(code);
    }),
  ]);
  return { endpoints, stop };
}

async function runClaims(
  claimloop: Claimloop,
  claims: readonly DemoClaim[],
  { screen, began, dayMs }: { readonly screen: Screen; readonly began: number; readonly dayMs: number },
): Promise<{ data: DemoResult; books: string; isGood: boolean }> {
  const played: Played[] = [];
  for (const claim of claims) {
    const started = await claimloop.startClaim(claim.intake);
    if (started.kind === 'problems') {
      throw badUsage(
        [
          `${claim.label} is not a valid patient file:`,
          ...started.problems.map(({ path, found, allowed }) => `  ${path}: found ${found}; allowed: ${allowed}`),
        ].join('\n'),
      );
    }
    if (started.kind === 'conflict') throw badUsage(`${claim.label}: ${started.reason}.`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  await play(claimloop, played, { patienceMs, dayMs, show: () => screen.claims(played) });
  screen.done();
  await someAtOnce(played, async (claim) => (claim.view = await claimloop.status(claim.claimId)));
  const books = await claimloop.trialBalance();
  const claimIds = played.map(({ claimId }) => claimId);
  const data = resultOf(
    played,
    await endsOf(claimloop, claimIds, { isThorough: true }),
    books,
    (Date.now() - began) / 1000,
  );
  return { data, books: textOfTable(trialBalanceTable(books)), isGood: isAsExpected(data, played) };
}

async function keepExchanged(data: string, folder: string): Promise<void> {
  const root = join(data, 'sandbox', 'root');
  await cp(join(root, 'payer', 'inbox'), join(folder, 'sent'), { recursive: true });
  await cp(join(root, '.state', 'payer', 'sent'), join(folder, 'answered'), { recursive: true });
}

async function keepRunning(data: string, endpoints: Endpoints): Promise<void> {
  process.stdout.write(
    `The system keeps running; Ctrl-C stops it. ${whereToLook(endpoints, data)}\n` +
      `Next, in another terminal: ${commandLine('list', data)}\n`,
  );
  await new Promise<never>(() => undefined);
}
