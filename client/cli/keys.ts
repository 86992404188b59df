import type { Command } from 'commander';
import { connectionSettings, connectTo } from '../connection.ts';
import { KeyProblem } from '../encryption/key-check.ts';
import { loadKeys } from '../encryption/keys.ts';
import { recordedKeys } from '../key-record.ts';
import { addExamples } from './arguments.ts';
import { type CommonOptions, output, table } from './print.ts';
import { badUsage } from './problem.ts';
import { runProgram } from './program.ts';

/** `keys list`, `keys rotate`, `keys retire`. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('the encryption keys of an installation');
  const list = keys
    .command('list')
    .description('list the keys: `active` encrypts, `old` decrypts, nothing may need a `retired` one')
    .action((_: object, command: Command) => listKeys(command.optsWithGlobals()));
  addExamples(list, 'keys list');
  const rotate = keys
    .command('rotate')
    .description('encrypt with a new key from now on; the keys before it still decrypt')
    .action((_: object, command: Command) => change(['rotate'], command.optsWithGlobals()));
  addExamples(rotate, 'keys rotate');
  const retire = keys
    .command('retire')
    .argument('<key-id>', 'id of an old key, as `keys list` prints it')
    .description('encrypt anew what an old key encrypted; exit code 1 while open claims still need it')
    .action((id: string, _: object, command: Command) => change(['retire', id], command.optsWithGlobals()));
  addExamples(retire, 'keys retire k3f9a01');
}

async function listKeys({ data, json }: CommonOptions): Promise<void> {
  const settings = connectionSettings(data);
  if (!settings) throw badUsage(`Nothing is running in ${data}: start it with \`claimloop up\`.`);
  const { CLAIMLOOP_KEYS: keys, CLAIMLOOP_KEYS_FILE: keysFile } = process.env;
  const ring = loadKeys({ keys, keysFile, dataFolder: data });
  const connection = await connectTo(settings);
  try {
    const known = (await recordedKeys(connection, settings.namespace, ring).catch(refuse)) ?? [];
    const rows = known.map(({ id, state }) => ({ id, state, isHere: ring.some((key) => key.id === id) }));
    output({ json }, rows, () =>
      table(
        ['key', 'state', 'in your keys'],
        rows.map(({ id, state, isHere }) => [id, state, isHere ? 'yes' : 'no']),
      ),
    );
  } finally {
    await connection.close();
  }
}

function refuse(error: unknown): never {
  throw error instanceof KeyProblem ? badUsage(error.message) : error;
}

function change(args: readonly string[], { data }: CommonOptions): Promise<void> {
  return runProgram('keys/main.js', [...args, '--data', data]);
}
