import type { Command } from 'commander';
import { readEndpoints } from '../endpoints.ts';
import { newToken, uiSecret } from '../ui-token.ts';
import { addExamples } from './arguments.ts';
import type { CommonOptions } from './print.ts';
import { badUsage } from './problem.ts';
import { runProgram } from './program.ts';

/** `ui`: the link that opens the Temporal UI with decoded payloads. */
export function addUi(program: Command): void {
  const ui = program
    .command('ui')
    .description('print a link that opens the Temporal UI; it is valid once, for five minutes')
    .option('--codec-server <url>', 'address of a `codec-server` of the same data folder, for a Temporal UI elsewhere')
    .action((_: object, command: Command) => printLink(command.optsWithGlobals()));
  addExamples(ui, 'ui', 'ui --json   # with a token for `temporal --codec-auth "Bearer TOKEN"`');
}

/** `codec-server`: decodes payloads for a Temporal UI that runs elsewhere. */
export function addCodecServer(program: Command): void {
  const command = program
    .command('codec-server')
    .description('decode payloads for a Temporal UI elsewhere, over HTTPS, as codec.json in the data folder says')
    .action((_: object, inner: Command) =>
      runProgram('codec/main.js', ['--data', inner.optsWithGlobals<CommonOptions>().data]),
    );
  addExamples(command, 'codec-server --data /var/lib/claimloop');
}

/** A link that logs a browser in at the codec server of a data folder, once. */
export function loginLink(dataFolder: string, codecServer: string): string {
  return `${codecServer}/login?token=${newToken(uiSecret(dataFolder), 'login', Date.now())}`;
}

function printLink({ data, json, codecServer: given }: CommonOptions & { readonly codecServer?: string }): void {
  const codecServer = given ?? readEndpoints(data)?.codecServer;
  if (codecServer === undefined) throw badUsage(`There is no installation in ${data}.`);
  const link = loginLink(data, codecServer.replace(/\/$/, ''));
  const token = newToken(uiSecret(data), 'session', Date.now());
  process.stdout.write(`${json ? JSON.stringify({ link, codecServer, token }) : link}\n`);
}
