import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureKeyFile } from '../../client/encryption/keys.ts';
import { type BusinessClock, dayInZone, realDayMs, startOfDay } from '../../domain/clock.ts';
import { instant } from '../../domain/dates.ts';
import { readEndpoints } from '../../client/endpoints.ts';

/** The data folder of one installation, prepared for a start. */
export interface InstallationFolder {
  readonly path: string;
  readonly keysFile: string;
  readonly clockFile: string;
  readonly partnersFile: string;
  readonly profilesFile: string | undefined;
  readonly sandboxConfigFile: string;
  logOf(program: string): string;
}

/** How an installation is started. */
export interface FolderOptions {
  readonly data: string;
  /** Length of a business day in milliseconds; settled by the first start. */
  readonly dayMs: number;
  readonly profilesFile?: string | undefined;
}

/** Makes what a data folder lacks: a key, a clock. What is there stays. Throws when the installation is up already. */
export function prepareFolder({ data, dayMs, profilesFile }: FolderOptions): InstallationFolder {
  const path = resolve(data);
  mkdirSync(join(path, 'sandbox'), { recursive: true, mode: 0o700 });
  refuseSecond(path);
  const clockFile = join(path, 'clock.json');
  if (!existsSync(clockFile)) writeFile(clockFile, JSON.stringify(newClock(dayMs)));
  return {
    path,
    clockFile,
    profilesFile,
    keysFile: ensureKeyFile(path),
    partnersFile: join(path, 'partners.json'),
    sandboxConfigFile: join(path, 'sandbox', 'config.json'),
    logOf: (program) => join(path, 'logs', `${program}.log`),
  };
}

/** Where days are short, today begins now; where they are real, at midnight in the time zone of this machine. */
function newClock(dayMs: number): BusinessClock {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const now = Date.now();
  const clock = { startedAt: instant(now), startDate: dayInZone(timeZone, now), dayMs, timeZone };
  return dayMs === realDayMs ? { ...clock, startedAt: startOfDay(clock, clock.startDate) } : clock;
}

function refuseSecond(path: string): void {
  const pid = readEndpoints(path)?.pids.up;
  if (pid !== undefined && pid !== process.pid && isAlive(pid))
    throw new Error(`The installation in ${path} is up already (process ${pid}).`);
}

/** Whether a process of that number is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The sandbox's configuration: the one of before, or a new one with passwords of its own. */
export function prepareSandbox(folder: InstallationFolder): { readonly root: string } {
  const root = join(folder.path, 'sandbox', 'root');
  const password = (): string => randomBytes(18).toString('base64url');
  const known = existsSync(folder.sandboxConfigFile)
    ? (JSON.parse(readFileSync(folder.sandboxConfigFile, 'utf8')) as { users: unknown[]; port?: number })
    : undefined;
  writeFile(
    folder.sandboxConfigFile,
    JSON.stringify({
      root,
      port: readReady(root)?.port ?? 0,
      day: sandboxDay(folder.clockFile),
      answerMs: 300,
      users: known?.users ?? [
        { username: 'payer', password: password() },
        { username: 'agency', password: password() },
      ],
    }),
  );
  return { root };
}

/** The clock as the sandbox knows it: the payer has a time zone of its own. */
function sandboxDay(clockFile: string): Pick<BusinessClock, 'startedAt' | 'startDate' | 'dayMs'> {
  const { startedAt, startDate, dayMs } = JSON.parse(readFileSync(clockFile, 'utf8')) as BusinessClock;
  return { startedAt, startDate, dayMs };
}

/** Trading partners for an installation with a sandbox: it is every payer, and the agency. */
export function writePartners(folder: InstallationFolder, root: string): void {
  const ready = readReady(root);
  if (!ready) throw new Error('The sandbox is up and has not said where.');
  const { users } = JSON.parse(readFileSync(folder.sandboxConfigFile, 'utf8')) as {
    users: { username: string; password: string }[];
  };
  writeFile(
    folder.partnersFile,
    JSON.stringify(
      users.map(({ username, password }) => ({
        partnerId: `sandbox-${username}`,
        kind: username,
        payerIds: username === 'payer' ? ['*'] : [],
        senderId: 'CLAIMLOOP',
        receiverId: `SANDBOX${username.toUpperCase()}`.slice(0, 15),
        pollMs: 1_000,
        // The agency's answers have no visible end, and the sandbox never leaves half of one.
        quietMinutes: username === 'agency' ? 0 : 1,
        accepts: { usages: ['T', 'P'] },
        transport: {
          kind: 'sftp',
          host: '127.0.0.1',
          port: ready.port,
          username,
          password,
          hostKeySha256: ready.hostKeySha256,
          inbox: '/inbox',
          outbox: '/outbox',
        },
      })),
      undefined,
      2,
    ),
  );
}

/** What the sandbox says of itself when it listens. */
export function readReady(root: string): { readonly port: number; readonly hostKeySha256: string } | undefined {
  const path = join(root, 'ready.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { port: number; hostKeySha256: string })
    : undefined;
}

/** Writes a file that only its owner reads; never half of one. */
export function writeFile(path: string, text: string): void {
  writeFileSync(`${path}.next`, text, { mode: 0o600 });
  renameSync(`${path}.next`, path);
}
