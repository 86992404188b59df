import type { Command } from 'commander';
import { addDemo } from '../demo/command.ts';
import { addActions } from './act.ts';
import { addDenial } from './denial.ts';
import { addFiles } from './files.ts';
import { addInspection } from './inspect.ts';
import { addLedger } from './ledger.ts';
import { addInstallation, type OnProgress } from './installation.ts';
import { addKeys } from './keys.ts';
import { addNotes } from './notes.ts';
import { addReconcile } from './reconcile.ts';
import { addRemittances } from './remit.ts';
import { addRestore } from './restore.ts';
import { addStart } from './start.ts';
import { addCodecServer, addUi } from './ui.ts';
import { addWorklist } from './worklist.ts';

/** Adds the commands that work with an installation. `onProgress` draws the steps of a start. */
export function addOffice(program: Command, onProgress: OnProgress): void {
  addInstallation(program, onProgress);
  for (const add of [
    addStart,
    addInspection,
    addLedger,
    addWorklist,
    addFiles,
    addRemittances,
    addDenial,
    addActions,
    addNotes,
    addReconcile,
    addRestore,
  ])
    add(program);
  addKeys(program);
  addUi(program);
  addCodecServer(program);
  addDemo(program, onProgress);
}
