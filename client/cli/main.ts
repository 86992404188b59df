import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import type { OnProgress } from './installation.ts';
import { errorSentence } from '../../domain/error-sentence.ts';
import { badUsage, CommandProblem, finding } from './problem.ts';
import { addX12 } from './x12/index.ts';

/**
 * The command `claimloop`. Exit codes: 0 success, 1 a finding, 2 bad usage; each problem is one sentence on stderr.
 * `onProgress` draws the steps of a start.
 */
export async function main(argv: readonly string[], onProgress: OnProgress): Promise<void> {
  const program = new Command('claimloop')
    .description("A durable worker that does a medical biller's whole job.")
    .version(packageVersion(), '--version', 'print the version')
    .exitOverride()
    .showSuggestionAfterError();
  // The x12 commands do not need the Temporal client, which takes most of a second to load.
  if (argv[0] !== 'x12') (await import('./office.ts')).addOffice(program, onProgress);
  addX12(program);
  addCommonOptions(program);
  try {
    if (argv[0] !== 'x12') await refuseUnknownVariables();
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

// Resolved by package name, so that it works from the sources, from dist/ and from an installed package.
function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('claimloop/package.json') as { version: string };
  return version;
}

/** Adds --data and --json to every command that has no option of that name. */
function addCommonOptions(command: Command): void {
  for (const inner of command.commands) addCommonOptions(inner);
  if (command.commands.length > 0) return;
  const has = (name: string): boolean => command.options.some(({ long }) => long === name);
  if (!has('--data')) command.option('--data <dir>', 'data folder of the installation', '.claimloop');
  if (!has('--json')) command.option('--json', 'print JSON');
}

async function refuseUnknownVariables(): Promise<void> {
  const { unknownVariables } = await import('../environment.ts');
  const unknown = unknownVariables(process.env);
  if (unknown.length > 0) throw badUsage(`Environment: ${unknown.join('; ')}.`);
}

function exitCodeOf(error: unknown): number {
  // Commander has already printed its message; --help and --version end with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { exitCode, message } = error instanceof CommandProblem ? error : finding(errorSentence(error));
  process.stderr.write(`${message}\n`);
  return exitCode;
}
