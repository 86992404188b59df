import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorSentence } from '../../domain/error-sentence.ts';
import { type Endpoints, readEndpoints } from '../../client/endpoints.ts';
import { runningPrograms } from '../../client/programs.ts';
import { ensureKeyFile } from '../../client/encryption/keys.ts';
import type { LiveKeys } from '../../client/encryption/live-keys.ts';
import type { Settings } from '../../client/environment.ts';
import { type BusinessClock, dayInZone, realDayMs, startOfDay } from '../../domain/clock.ts';
import { instant } from '../../domain/dates.ts';
import { clockSchema } from '../../domain/schema/business-clock.ts';
import { profilesSchema } from '../../domain/schema/policy-profiles.ts';
import { partnersSchema } from '../../domain/schema/trading-partners.ts';
import { keysOf } from '../config.ts';
import { log } from '../log.ts';
import { readJsonFile } from '../json-file.ts';
import { type SandboxPaths, sandboxPathsIn, writeSandbox } from './sandbox.ts';
import { writeIfAbsent } from './write-file.ts';

/** The data folder of one installation, prepared for a start. */
export interface InstallationFolder {
  readonly path: string;
  /** Environment variables. */
  readonly settings: Settings;
  readonly keys: LiveKeys;
  readonly clock: BusinessClock;
  readonly clockFile: string;
  readonly partnersFile: string;
  readonly profilesFile: string;
  /** Undefined without a sandbox. */
  readonly sandbox: SandboxPaths | undefined;
  /** Endpoints of the last start, whose ports are taken again if they are free. */
  readonly before: Endpoints | undefined;
  logOf(program: string): string;
}

/** Options for starting an installation. */
export interface FolderOptions {
  readonly data: string;
  /** Length of a business day in milliseconds; 24 hours if not given. Fixed at the first start. */
  readonly dayMs?: number | undefined;
  /** Policy profiles; profiles.json in the data folder if not given. */
  readonly profilesFile?: string | undefined;
  readonly sandbox: boolean;
}

/**
 * Writes the files that a data folder lacks, and checks all of them before anything is started. A file that is there
 * is never written: a person may have changed it. Throws when a file is not valid, when the length of a day is another
 * one than at the first start, and when the installation is up already.
 */
export function prepareFolder(
  { data, dayMs, profilesFile, sandbox }: FolderOptions,
  settings: Settings,
): InstallationFolder {
  if (settings.DATABASE_URL !== undefined && settings.MIGRATION_DATABASE_URL === undefined)
    throw new Error('MIGRATION_DATABASE_URL is not set: with DATABASE_URL, `up` needs the role that owns the tables.');
  const path = resolve(data);
  makeFolder(path);
  refuseSecond(path);
  const before = endpointsBefore(path);
  const file = (name: string): string => join(path, name);
  const folder = {
    path,
    settings,
    keys: keysIn(path, settings),
    before,
    clockFile: file('clock.json'),
    partnersFile: file('partners.json'),
    profilesFile: profilesFile ?? file('profiles.json'),
    logOf: (program: string) => file(join('logs', `${program}.log`)),
  };
  writeIfAbsent(folder.clockFile, () => newClock(dayMs ?? realDayMs));
  const sandboxPaths = sandbox ? sandboxPathsIn(path) : undefined;
  if (sandboxPaths) writeSandbox(sandboxPaths, folder.partnersFile);
  writeIfAbsent(folder.partnersFile, () => []);
  if (profilesFile === undefined) writeIfAbsent(folder.profilesFile, () => ({}));
  readJsonFile(folder.partnersFile, partnersSchema);
  readJsonFile(folder.profilesFile, profilesSchema);
  return { ...folder, clock: readClock(folder.clockFile, dayMs), sandbox: sandboxPaths };
}

/** A new data folder gets a key file, unless the environment has the keys. */
function keysIn(path: string, settings: Settings): LiveKeys {
  if (!settings.CLAIMLOOP_KEYS && !settings.CLAIMLOOP_KEYS_FILE) ensureKeyFile(path);
  return keysOf(settings, path);
}

/** One level at a time: a recursive `mkdir` of Node.js never returns where the system refuses with ENOENT. */
function makeFolder(path: string): void {
  try {
    if (!existsSync(path)) {
      if (dirname(path) !== path && !existsSync(dirname(path))) makeFolder(dirname(path));
      mkdirSync(path, { mode: 0o700 });
    }
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`The data folder ${path} cannot be created or written.`, { cause });
  }
}

function readClock(path: string, dayMs: number | undefined): BusinessClock {
  const clock = readJsonFile(path, clockSchema);
  if (dayMs !== undefined && dayMs !== clock.dayMs)
    throw new Error(`A business day of this installation lasts ${clock.dayMs / 1000} s (${path}); leave out --day.`);
  return clock;
}

/** A short first day starts now; a real one starts at midnight in the time zone of this machine. */
function newClock(dayMs: number): BusinessClock {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const now = Date.now();
  const clock = { startedAt: instant(now), startDate: dayInZone(timeZone, now), dayMs, timeZone };
  return dayMs === realDayMs ? { ...clock, startedAt: startOfDay(clock, clock.startDate) } : clock;
}

/** Throws when `up` of that data folder runs already. */
export function refuseSecond(path: string): void {
  const { up } = runningPrograms(path);
  if (up !== undefined && up !== process.pid)
    throw new Error(`The installation in ${path} is already running (process ${up}).`);
}

/** The ports matter less than the start: a damaged file is written anew. */
function endpointsBefore(path: string): Endpoints | undefined {
  try {
    return readEndpoints(path);
  } catch (error) {
    log('warn', errorSentence(error));
    return undefined;
  }
}
