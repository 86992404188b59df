import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { addCommonOptions } from './common-options.ts';
import type { OnProgress } from './installation.ts';
import { errorSentence } from '../../domain/error-sentence.ts';
import { badUsage, CommandProblem, finding } from './problem.ts';
import { addX12 } from './x12/index.ts';

const exitCodes = `
Exit codes:
  0    done
  1    the command ran, and its result is negative; with several claims or files, at least one failed
  2    the command cannot run as it was given: an option, a file, or the configuration
  3    an x12 command does not support the guide of the file
  141  the reader of the output closed it
`;

/**
 * The command `claimloop`. Each problem is one sentence on stderr, also with --json. `onProgress` draws the steps of a
 * start.
 */
export async function main(argv: readonly string[], onProgress: OnProgress): Promise<void> {
  process.stdout.on('error', (error) => process.exit(exitCodeOf(error)));
  const program = new Command('claimloop')
    .description("A durable worker that does a medical biller's whole job.")
    .version(packageVersion(), '--version', 'print the version')
    .addHelpText('after', exitCodes)
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

async function refuseUnknownVariables(): Promise<void> {
  const { unknownVariables } = await import('../environment.ts');
  const unknown = unknownVariables(process.env);
  if (unknown.length > 0) throw badUsage(`Environment: ${unknown.join('; ')}.`);
}

function exitCodeOf(error: unknown): number {
  // Commander has already printed its message; --help and --version end with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  // As for a program that a broken pipe ends: nobody reads on, and the result is unknown.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 141;
  const { exitCode, message } = error instanceof CommandProblem ? error : finding(errorSentence(error));
  if (message !== '') process.stderr.write(`${message}\n`);
  return exitCode;
}
