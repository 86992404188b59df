import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoProfile } from '../../client/demo/profile.ts';
import { endPrograms, type ProgramName, runningPrograms, startOf } from '../../client/programs.ts';
import { launchUp } from '../installation.ts';

/** An installation under test, in separate processes that `claimloop up` started. */
export interface Office {
  readonly folder: string;
  /** The process id of a part; waits up to 30 seconds for one that does not run. */
  pidOf(part: ProgramName): Promise<number>;
  /** Starts `up` again after it ended. */
  startAgain(): Promise<void>;
  /** Ends all processes, also frozen ones. */
  end(): Promise<void>;
  remove(): Promise<void>;
}

/** Business days until a resend or a question: longer than the faults of one claim take together. */
const profile = { ...demoProfile, acknowledgmentDays: 60, remittanceDays: 240, workItemDays: 600 };

/** A patient who means to pay is never placed with the agency, however long a fault lasts. */
const profiles = { demo: profile, patient: { ...profile, statementDays: [0, 15, 3_000, 3_600] } };

/** Milliseconds in which `up` must have started again after a fault. */
const againMs = 90_000;

/** Starts an installation in a new folder. `env` is added to its environment. */
export async function openOffice(daySeconds: number, env: Readonly<Record<string, string>>): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-chaos-'));
  const profilesFile = join(folder, 'profiles.json');
  await writeFile(profilesFile, JSON.stringify(profiles));
  const launch = (): Promise<ChildProcess> =>
    launchUp({ folder, profiles: profilesFile, sandbox: true, daySeconds: String(daySeconds), env });
  let child = await launch();
  return {
    folder,
    pidOf: async (part) => {
      for (const end = Date.now() + 30_000; Date.now() < end; await pause(200)) {
        const pid = runningPrograms(folder)[part];
        // 0 would be the process group of this program.
        if (pid) return pid;
      }
      throw new Error(`${part} does not run`);
    },
    startAgain: async () => {
      for (const end = Date.now() + againMs; ; await pause(1_000)) {
        try {
          child = await launch();
          return;
        } catch (error) {
          if (Date.now() > end) throw error;
        }
      }
    },
    end: async () => {
      const { up: _, ...left } = runningPrograms(folder);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await Promise.race([once(child, 'exit'), pause(60_000)]);
        child.kill('SIGKILL');
      }
      await endPrograms(left);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Sends a signal to a process, unless it has ended meanwhile. */
export function signalTo(pid: number, started: string | undefined, name: NodeJS.Signals): void {
  if (started !== undefined && startOf(pid) === started) process.kill(pid, name);
}
