import { endPrograms, type Pids, programsFileIn, runningPrograms, startOf } from '../../client/programs.ts';
import { log } from '../log.ts';
import { refuseSecond } from './folder.ts';
import { writeFile } from './write-file.ts';

const generated = 'Written by claimloop up whenever a program starts. Do not edit.';

/**
 * Makes this process the only `up` of a data folder. Ends programs that a killed `up` left running, because they use
 * the files of the folder. Throws if another `up` runs there, or starts at the same moment.
 */
export async function ownFolder(dataFolder: string): Promise<void> {
  refuseSecond(dataFolder);
  const { up: _, ...left } = runningPrograms(dataFolder);
  writePrograms(dataFolder, { up: process.pid, ...left });
  if (Object.keys(left).length > 0) log('warn', 'Ending the programs that an earlier start left running.');
  await endPrograms(left);
  refuseSecond(dataFolder);
}

/** Writes programs.json. One that has just ended, and will be restarted, is left out. */
export function writePrograms(dataFolder: string, pids: Pids): void {
  const programs = Object.fromEntries(
    Object.entries(pids).flatMap(([name, pid]) => {
      const started = startOf(pid);
      return started === undefined ? [] : [[name, { pid, started }]];
    }),
  );
  writeFile(programsFileIn(dataFolder), JSON.stringify({ generated, ...programs }, undefined, 2));
}
