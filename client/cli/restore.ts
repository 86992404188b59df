import type { Command } from 'commander';
import { addExamples } from './arguments.ts';
import type { CommonOptions } from './print.ts';
import { runProgram } from './program.ts';

/** `restore`: brings a database that was restored from a backup forward. */
export function addRestore(program: Command): void {
  const command = program
    .command('restore')
    .description(
      'bring a PostgreSQL that was restored from a backup forward, from the archive and the histories of workflows; ' +
        'exit code 1 if a person must look at something',
    )
    .action((_: object, inner: Command) => {
      const { data, json } = inner.optsWithGlobals<CommonOptions>();
      return runProgram('restore/main.js', ['--data', data, ...(json ? ['--json'] : [])]);
    });
  addExamples(command, 'restore', 'restore --json');
}
