import type { Command } from 'commander';
import { readEndpoints } from '../endpoints.ts';
import { newToken, uiSecret } from '../ui-token.ts';
import { addExamples } from './arguments.ts';
import type { CommonOptions } from './print.ts';
import { badUsage } from './problem.ts';

/** `ui`: the link that opens the Temporal UI with decoded payloads. */
export function addUi(program: Command): void {
  const ui = program
    .command('ui')
    .description('print a link that opens the Temporal UI; it is valid once, for five minutes')
    .action((_: object, command: Command) => printLink(command.optsWithGlobals()));
  addExamples(ui, 'ui', 'ui --json   # with a token for `temporal --codec-auth "Bearer TOKEN"`');
}

/** A link that logs a browser in at the codec server of a data folder, once. */
export function loginLink(dataFolder: string, codecServer: string): string {
  return `${codecServer}/login?token=${newToken(uiSecret(dataFolder), 'login', Date.now())}`;
}

function printLink({ data, json }: CommonOptions): void {
  const endpoints = readEndpoints(data);
  if (!endpoints) throw badUsage(`There is no installation in ${data}.`);
  const link = loginLink(data, endpoints.codecServer);
  const token = newToken(uiSecret(data), 'session', Date.now());
  process.stdout.write(`${json ? JSON.stringify({ link, codecServer: endpoints.codecServer, token }) : link}\n`);
}
