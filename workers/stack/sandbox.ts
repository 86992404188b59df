import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BusinessClock } from '../../domain/clock.ts';
import type { PartnerEntry } from '../../domain/schema/trading-partners.ts';
import { readySchema, type SandboxReady, sandboxSchema } from '../../sandbox/config.ts';
import { readJsonFile } from '../json-file.ts';
import { type Program, startProgram } from './program.ts';
import { writeIfAbsent } from './write-file.ts';

/** Paths of the sandbox in a data folder. */
export interface SandboxPaths {
  /** Settings that people edit. */
  readonly configFile: string;
  /** The folder that the sandbox serves over SFTP. */
  readonly root: string;
  /** The address of the sandbox, which writes the file at each start. */
  readonly readyFile: string;
}

/** The paths of the sandbox in a data folder. */
export function sandboxPathsIn(dataFolder: string): SandboxPaths {
  const root = join(dataFolder, 'sandbox', 'root');
  return { configFile: join(dataFolder, 'sandbox', 'config.json'), root, readyFile: join(root, 'ready.json') };
}

/** Writes the sandbox's configuration and its partners, unless those files exist. */
export function writeSandbox({ configFile }: SandboxPaths, partnersFile: string): void {
  const newUser = (username: 'payer' | 'agency') => ({ username, password: randomBytes(18).toString('base64url') });
  writeIfAbsent(configFile, () => ({ users: [newUser('payer'), newUser('agency')], answerMs: 300 }));
  const { users } = readJsonFile(configFile, sandboxSchema);
  writeIfAbsent(partnersFile, () => users.map(partnerOf));
}

/** The sandbox as a trading partner: it answers for all payers and for the agency. */
function partnerOf({ username, password }: { username: 'payer' | 'agency'; password: string }): PartnerEntry {
  return {
    partnerId: `sandbox-${username}`,
    kind: username,
    payerIds: username === 'payer' ? ['*'] : [],
    senderId: 'CLAIMLOOP',
    receiverId: `SANDBOX${username.toUpperCase()}`,
    pollMs: 1_000,
    // The end of an agency's CSV cannot be recognized, but the sandbox always writes whole files.
    quietMinutes: username === 'agency' ? 0 : 1,
    accepts: { usages: ['T', 'P'] },
    sends: { usage: 'T' },
    transport: { kind: 'sandbox', username, password, inbox: '/inbox', outbox: '/outbox' },
  };
}

/** Starts the sandbox on its previous port, if any, and waits until it has written its address. */
export async function startSandbox(
  { configFile, root, readyFile }: SandboxPaths,
  { startedAt, startDate, dayMs }: BusinessClock,
  logFile: string,
): Promise<{ readonly program: Program; readonly ready: SandboxReady }> {
  const port = existsSync(readyFile) ? readJsonFile(readyFile, readySchema).port : 0;
  rmSync(readyFile, { force: true });
  const settings = { root, port, startedAt, startDate, dayMs };
  const program = await startProgram({
    name: 'sandbox',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('../../sandbox/main.js', import.meta.url)),
      ...['--config', configFile],
      ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    logFile,
    isUp: async () => existsSync(readyFile),
    upWithinMs: 30_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 5_000,
  });
  return { program, ready: readJsonFile(readyFile, readySchema) };
}
