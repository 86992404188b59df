import type { Command } from 'commander';
import { addDemo } from '../demo/command.ts';
import { addActions } from './act.ts';
import { addInspection } from './inspect.ts';
import { addInstallation } from './installation.ts';
import { addStart } from './start.ts';

/** The commands that work with an installation. */
export function addOffice(program: Command): void {
  for (const add of [addInstallation, addStart, addInspection, addActions, addDemo]) add(program);
}
