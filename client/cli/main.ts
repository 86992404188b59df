import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { CommandProblem } from './problem.ts';
import { addX12 } from './x12/index.ts';

/** The command `claimloop`. Exit codes: 0 success, 1 a finding, 2 bad usage; each problem is one sentence on stderr. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('claimloop')
    .description("A durable worker that does a medical biller's whole job.")
    .version(packageVersion(), '--version', 'print the version')
    .exitOverride()
    .showSuggestionAfterError();
  // Files need no client of Temporal, which takes the most of a second to load.
  if (argv[0] !== 'x12') (await import('./office.ts')).addOffice(program);
  addX12(program);
  addCommonOptions(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

// By the package's own name, so that the path is the same for sources, for dist/ and for an installed package.
function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('claimloop/package.json') as { version: string };
  return version;
}

/** Every command takes the folder and prints JSON, unless it means something else by that. */
function addCommonOptions(command: Command): void {
  for (const inner of command.commands) addCommonOptions(inner);
  if (command.commands.length > 0) return;
  const has = (name: string): boolean => command.options.some(({ long }) => long === name);
  if (!has('--data')) command.option('--data <dir>', 'folder of the installation', '.claimloop');
  if (!has('--json')) command.option('--json', 'print data as JSON');
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own sentence already; asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof CommandProblem ? error.exitCode : 1;
}
