import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { trialBalanceText } from '../cli/inspect.ts';
import { spawnUp } from '../cli/installation.ts';
import { badUsage, finding } from '../cli/problem.ts';
import { withClaimloop } from '../cli/session.ts';
import type { Endpoints } from '../endpoints.ts';
import type { Claimloop } from '../index.ts';
import { filesToIntakes } from '../read-files.ts';
import { builtInClaims, type DemoClaim } from './intakes.ts';
import { play, type Played } from './play.ts';
import { demoDaySeconds, demoProfile } from './profile.ts';
import { type DemoResult, isAsExpected, resultOf, summary } from './result.ts';
import { scenarios } from './scenario.ts';
import { openScreen, type Screen } from './screen.ts';

interface DemoOptions {
  readonly claims: string;
  readonly seed: string;
  readonly intake?: string;
  readonly json?: string | boolean;
  readonly keep?: boolean;
  readonly exchanged?: string;
  readonly jsonFile?: string;
}

/** `demo`: the whole system with claims of its own, from nothing to the trial balance. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('run the whole system on a set of claims and show it live')
    .option('--claims <n>', 'how many claims', String(scenarios.length))
    .option('--seed <s>', 'the same seed gives the same claims', '1')
    .option('--intake <path>', 'patient files of your own: a JSON or 837P file, or a folder of them')
    .option('--json <file>', 'write the result as JSON')
    .option('--exchanged <dir>', 'keep there the files that went between the office and the payer')
    .option('--keep', 'stay up afterwards')
    .action((options: DemoOptions) => demo(options));
}

/** Milliseconds in which nothing changes before a demo gives up. */
const patienceMs = 90_000;

async function demo(options: DemoOptions): Promise<void> {
  const claims = await claimsOf(options);
  const began = Date.now();
  const screen = openScreen();
  const data = await mkdtemp(join(tmpdir(), 'claimloop-demo-'));
  await writeFile(join(data, 'profiles.json'), JSON.stringify({ demo: demoProfile }));
  const { endpoints, stop } = await bringUp(data, screen);
  try {
    const result = await withClaimloop(data, (claimloop) => runClaims(claimloop, claims, screen, began));
    if (typeof options.json === 'string') await writeFile(options.json, JSON.stringify(result.data, undefined, 2));
    process.stdout.write(
      `\n${summary(result.data)}\n\n${result.books}\n` +
        `${result.data.seconds.toFixed(0)} s. Temporal UI: ${endpoints.temporal.ui ?? ''}\n`,
    );
    if (options.exchanged !== undefined) await keepExchanged(data, options.exchanged);
    if (options.keep) await keepUp(data);
    if (!result.isGood) throw finding('Not every claim came to its expected end, or the books do not balance.');
  } finally {
    await stop();
    if (!options.keep) await rm(data, { recursive: true, force: true });
  }
}

async function claimsOf({ claims, seed, intake }: DemoOptions): Promise<readonly DemoClaim[]> {
  const [count, number] = [Number(claims), Number(seed)];
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw badUsage('--claims takes a whole number from 1 to 10000.');
  if (!Number.isSafeInteger(number)) throw badUsage('--seed takes a whole number.');
  return intake === undefined ? builtInClaims(count, number, new Date().toISOString().slice(0, 10)) : ownClaims(intake);
}

async function ownClaims(path: string): Promise<readonly DemoClaim[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw badUsage(`${path} is not there.`);
  const files = found.isDirectory() ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path];
  const claims: DemoClaim[] = [];
  for (const file of files) {
    const read = filesToIntakes(await readFile(file));
    if (read.kind === 'unreadable')
      throw badUsage(`${file}: found ${read.found}; allowed: a patient file as JSON, or an 837P.`);
    for (const intake of read.intakes) claims.push({ intake, label: basename(file) });
  }
  if (claims.length === 0) throw badUsage(`${path} holds no claim.`);
  return claims;
}

async function bringUp(data: string, screen: Screen): Promise<{ endpoints: Endpoints; stop(): Promise<void> }> {
  let tell: (endpoints: Endpoints) => void;
  const ready = new Promise<Endpoints>((resolve) => {
    tell = resolve;
  });
  const child = spawnUp({ data, day: String(demoDaySeconds), profiles: join(data, 'profiles.json') }, (line) =>
    'ready' in line ? tell(line.endpoints) : screen.step(line),
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(130)));
  const endpoints = await Promise.race([
    ready,
    ended.then(() => {
      throw finding('The system did not come up.');
    }),
  ]);
  screen.done();
  return { endpoints, stop };
}

async function runClaims(
  claimloop: Claimloop,
  claims: readonly DemoClaim[],
  screen: Screen,
  began: number,
): Promise<{ data: DemoResult; books: string; isGood: boolean }> {
  const played: Played[] = [];
  for (const claim of claims) {
    const started = await claimloop.startClaim(claim.intake);
    if (started.kind === 'problems') {
      throw badUsage(
        [
          `${claim.label}: not a patient file:`,
          ...started.problems.map(({ path, found, allowed }) => `  ${path}: found ${found}; allowed: ${allowed}`),
        ].join('\n'),
      );
    }
    if (started.kind === 'conflict') throw badUsage(`${claim.label}: ${started.reason}.`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  await play(claimloop, played, { patienceMs, show: () => screen.claims(played) });
  screen.done();
  const books = await claimloop.trialBalance();
  const data = resultOf(
    played,
    await claimloop.claimMoney(played.map(({ claimId }) => claimId)),
    books,
    (Date.now() - began) / 1000,
  );
  return { data, books: trialBalanceText(books), isGood: isAsExpected(data, played) };
}

async function keepExchanged(data: string, folder: string): Promise<void> {
  const root = join(data, 'sandbox', 'root');
  await cp(join(root, 'payer', 'inbox'), join(folder, 'sent'), { recursive: true });
  await cp(join(root, '.state', 'payer', 'sent'), join(folder, 'answered'), { recursive: true });
}

async function keepUp(data: string): Promise<void> {
  process.stdout.write(
    `Everything stays up; the data is in ${data}. Try \`npm run -s claimloop -- list --data ${data}\`.\n` +
      'Ctrl-C ends it.\n',
  );
  await new Promise<never>(() => undefined);
}
