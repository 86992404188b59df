import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { errorSentence } from '../../domain/error-sentence.ts';
import { audit } from './audit.ts';
import { rowsOf } from './books.ts';
import type { Check } from './check.ts';
import { switchOffDeduplication } from './control.ts';
import { failpointsOf } from './failpoints.ts';
import { type Fault, planOf } from './faults.ts';
import { type Office, openOffice } from './office.ts';
import { People } from './people.ts';
import { randomOf } from './random.ts';

interface Settings {
  readonly claims: number;
  readonly faults: number;
  readonly seed: number;
  /** Milliseconds for everything: faults in the first part, then what is left must come to its end. */
  readonly boundMs: number;
  readonly daySeconds: number;
  readonly only: RegExp | undefined;
  readonly isControl: boolean;
}

/** The part of the time in which faults strike. */
const faultsPart = 0.6;

/**
 * `npm run chaos -- [--claims N] [--faults N] [--seed S] [--minutes M] [--day SECONDS] [--only KINDS] [--control]`.
 * Exit codes: 0 the audit found nothing (with --control: found something), 1 otherwise, 2 wrong usage.
 */
async function main(settings: Settings): Promise<boolean> {
  const { claims, faults, seed, isControl, daySeconds } = settings;
  const end = Date.now() + settings.boundMs;
  console.log(`chaos: ${claims} claims, ${faults} faults, seed ${seed}${isControl ? ', deduplication is off' : ''}`);
  const failpoints = failpointsOf(faults, randomOf(seed, 'failpoints'));
  const office = await openOffice(daySeconds, { CLAIMLOOP_FAILPOINTS: failpoints });
  const people = new People(office.folder);
  let isRight = false;
  try {
    if (isControl) await switchOffDeduplication(office.folder);
    const faultsMs = settings.boundMs * faultsPart;
    const striking = strikeAll(office, settings, faultsMs);
    const starting = people.start(claims, seed, faultsMs * 0.7);
    const outcome = await playUntil(people, Promise.all([striking, starting]), end - 20_000);
    if (outcome) console.log(`chaos: ${outcome}`);
    await untilQuiet(office, end - 10_000);
    const checks = await audit(office.folder, people.claims);
    print(checks, people, settings.boundMs - (end - Date.now()));
    const isClean = checks.every(({ findings }) => findings.length === 0) && outcome === undefined;
    isRight = isControl ? !isClean : isClean;
    if (isControl) console.log(isClean ? 'chaos: the audit missed the control' : 'chaos: the audit found the control');
  } finally {
    await people.leave().catch((error: unknown) => console.error(`chaos: ${errorSentence(error)}`));
    await office.end();
    if (isRight) await office.remove();
    else console.log(`chaos: the installation is kept in ${office.folder}`);
  }
  return isRight;
}

/** Strikes at equal distances; a fault that lasts does not delay the next one. */
async function strikeAll(office: Office, { faults, seed, only }: Settings, overMs: number): Promise<void> {
  const random = randomOf(seed, 'faults');
  const running: Promise<void>[] = [];
  const failures: unknown[] = [];
  const began = Date.now();
  for (const [index, fault] of planOf(faults, seed, only).entries()) {
    await pause(Math.max(0, began + (overMs * (index + 1)) / (faults + 1) - Date.now()));
    console.log(`${String(Math.round((Date.now() - began) / 1_000)).padStart(4)} s  ${fault.name}`);
    running.push(strike(fault, office, random).catch((error: unknown) => void failures.push(error)));
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}

async function strike(fault: Fault, office: Office, random: ReturnType<typeof randomOf>): Promise<void> {
  try {
    await fault.strike(office, random);
  } catch (error) {
    throw new Error(`${fault.name}: ${errorSentence(error)}`, { cause: error });
  }
}

/** People act until all claims are at their ends. Says what went wrong; undefined if nothing did. */
async function playUntil(people: People, begun: Promise<unknown>, end: number): Promise<string | undefined> {
  let state: 'running' | 'over' | Error = 'running';
  begun.then(
    () => (state = 'over'),
    (error: unknown) => (state = error instanceof Error ? error : new Error('a fault failed')),
  );
  const stateNow = (): typeof state => state;
  for (; Date.now() < end; await pause(700)) {
    const now = stateNow();
    if (now instanceof Error) return now.message;
    if (now === 'over' && people.claims.every(({ isDone }) => isDone)) return undefined;
    // The database may be away; the next look finds it.
    await people.act().catch(() => (people.failures += 1));
  }
  return 'the time is over';
}

/** Waits until every file is read and every fact is delivered; the audit says so if that does not happen. */
async function untilQuiet({ folder }: Office, end: number): Promise<void> {
  for (; Date.now() < end; await pause(1_000)) {
    const [left] = await rowsOf<{ count: number }>(
      folder,
      `select ((select count(*) from outbox_event where delivered_at is null)
        + (select count(*) from inbound_file where state = 'received')
        + (select count(*) from work_item where closed_on is null))::int as count`,
    ).catch(() => []);
    if (left?.count === 0) return;
  }
}

function print(checks: readonly Check[], people: People, tookMs: number): void {
  for (const { name, seen, findings } of checks) {
    console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seen} checked)`);
    for (const finding of findings.slice(0, 20)) console.log(`       ${finding}`);
    if (findings.length > 20) console.log(`       and ${findings.length - 20} more`);
  }
  console.log(`chaos: ${Math.round(tookMs / 1_000)} s, ${people.failures} calls of people were repeated`);
}

function settingsOf(args: readonly string[]): Settings {
  const text = { type: 'string' } as const;
  const options = { claims: text, faults: text, seed: text, minutes: text, day: text, only: text };
  const { values } = parseArgs({ args: [...args], options: { ...options, control: { type: 'boolean' } } });
  const number = (name: keyof typeof options, otherwise: number): number => {
    const found = Number(values[name] ?? otherwise);
    if (!(found >= 0 && found <= 1_000_000)) throw new UsageError(`--${name} takes a number`);
    return found;
  };
  return {
    claims: number('claims', 200),
    faults: number('faults', 60),
    seed: number('seed', 1),
    boundMs: number('minutes', 10) * 60_000,
    daySeconds: number('day', 1),
    only: values.only === undefined ? undefined : new RegExp(values.only),
    isControl: values.control ?? false,
  };
}

class UsageError extends Error {}

function run(): Promise<boolean> {
  return main(settingsOf(process.argv.slice(2)));
}

run().then(
  (isRight) => process.exit(isRight ? 0 : 1),
  (error: unknown) => {
    console.error(`chaos: ${errorSentence(error)}`);
    process.exit(error instanceof UsageError || error instanceof TypeError ? 2 : 1);
  },
);
