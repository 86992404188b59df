/** What a command ends with, for scripts; `claimloop --help` explains each. */
export type ExitCode = 1 | 2 | 3;

/** Why a command failed: a sentence for people, empty if it is printed already, and the exit code for scripts. */
export class CommandProblem extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command ran, and its result is negative: exit code 1. */
export function finding(message: string): CommandProblem {
  return new CommandProblem(message, 1);
}

/** The command cannot run as it was given: exit code 2. */
export function badUsage(message: string): CommandProblem {
  return new CommandProblem(message, 2);
}

/** Another process of this command has printed why it failed. */
export function printedAlready(exitCode: ExitCode): CommandProblem {
  return new CommandProblem('', exitCode);
}
