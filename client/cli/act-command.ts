import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Claimloop, Receipt } from '../index.ts';
import { claimHelp } from './arguments.ts';
import { type CommonOptions, output } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** Options of every command that acts on a claim. */
export type ActOptions = CommonOptions & { readonly by: string };

/** A command about a claim, with its author. */
export function addAct(
  program: Command,
  name: string,
  description: string,
  second?: readonly [name: string, description: string],
): Command {
  const command = program.command(name).argument('<claim>', claimHelp);
  if (second) command.argument(...second);
  return command.description(description).option('--by <who>', 'who does it', userInfo().username);
}

/** Sends what a command says to the claim, and prints its receipt. */
export function run<Options extends ActOptions>(
  act: (claimloop: Claimloop, claimId: string, options: Options, second?: string) => Promise<Receipt>,
) {
  return async (...given: readonly [claimId: string, ...unknown[]]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options = command.optsWithGlobals<Options>();
    const [claimId, second] = command.args as [string, string?];
    const receipt = await withClaimloop(options.data, (claimloop) => act(claimloop, claimId, options, second));
    if (receipt.outcome === 'refused') throw finding(`Refused: ${receipt.reason}.`);
    output(options, receipt, () => [`${claimId}: accepted.`, receipt.remark ?? ''].join(' ').trimEnd());
  };
}
