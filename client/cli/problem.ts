/** Why a command ends: a sentence for people, and the exit code that scripts look at. */
export class CommandProblem extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What was asked for could be done, and the answer is no: exit code 1. */
export function finding(message: string): CommandProblem {
  return new CommandProblem(message, 1);
}

/** What was asked for makes no sense as it is: exit code 2. */
export function badUsage(message: string): CommandProblem {
  return new CommandProblem(message, 2);
}
