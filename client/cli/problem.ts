/** Why a command failed: a sentence for people, and the exit code for scripts. */
export class CommandProblem extends Error {
  readonly exitCode: 1 | 2 | 3;

  constructor(message: string, exitCode: 1 | 2 | 3) {
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
