import type { Command } from 'commander';
import { claimListPath, claimLists, type ClaimListName } from '../claim-lists.ts';
import { readEndpoints } from '../endpoints.ts';
import { newToken, uiSecret } from '../ui-token.ts';
import { addExamples } from './arguments.ts';
import type { CommonOptions } from './print.ts';
import { badUsage } from './problem.ts';
import { runProgram } from './program.ts';

/** `ui`: the links that open the Temporal UI, with decoded payloads. */
export function addUi(program: Command): void {
  const ui = program
    .command('ui')
    .description('print links to the claims in the Temporal UI; the first one logs in, once, within five minutes')
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
function loginLink(dataFolder: string, codecServer: string): string {
  return `${codecServer}/login?token=${newToken(uiSecret(dataFolder), 'login', Date.now())}`;
}

/** Links to the lists of claims, for a browser that is logged in. */
function listLinks(codecServer: string): Readonly<Record<string, string>> {
  const names = Object.keys(claimLists) as ClaimListName[];
  return Object.fromEntries(names.map((name) => [claimLists[name].title, `${codecServer}${claimListPath(name)}`]));
}

/** The link that logs a browser in, and the lists of claims that the Temporal UI of `up` then shows. */
export function whereClaimsAre(dataFolder: string, codecServer: string): string {
  const lists = Object.entries(listLinks(codecServer)).map(([title, link]) => `  ${title}: ${link}`);
  return [loginLink(dataFolder, codecServer), 'Then, in the same browser:', ...lists].join('\n');
}

function printLink({ data, json, codecServer: given }: CommonOptions & { readonly codecServer?: string }): void {
  const endpoints = readEndpoints(data);
  const codecServer = (given ?? endpoints?.codecServer)?.replace(/\/$/, '');
  if (codecServer === undefined) throw badUsage(`There is no installation in ${data}.`);
  const isOurs = given === undefined && endpoints?.temporal.ui !== undefined;
  const link = loginLink(data, codecServer);
  if (!json) return void process.stdout.write(`${isOurs ? whereClaimsAre(data, codecServer) : link}\n`);
  const token = newToken(uiSecret(data), 'session', Date.now());
  const lists = isOurs ? { lists: listLinks(codecServer) } : {};
  process.stdout.write(`${JSON.stringify({ link, codecServer, token, ...lists })}\n`);
}
