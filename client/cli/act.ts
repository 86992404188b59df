import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { type WriteOffReason, writeOffReasons } from '../../domain/claim/inputs.ts';
import { readDate } from '../../domain/dates.ts';
import { centsFromX12 } from '../../domain/money.ts';
import type { Claimloop, Receipt } from '../index.ts';
import { type CommonOptions, output } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

type Options = CommonOptions & {
  readonly by: string;
  readonly reason: string;
  readonly name: string;
  readonly set: string[];
  readonly id?: string;
  readonly amount: string;
  readonly on?: string;
  readonly method: string;
};

/** `correct`, `hold`, `release`, `pay`, `write-off`: what people do to a claim. */
export function addActions(program: Command): void {
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .argument('<id>')
      .description(description)
      .option('--by <who>', 'who does it', userInfo().username);
  command('correct', 'correct the patient file of a claim')
    .option('--set <path=value...>', 'a path of the intake and its new value, JSON or text', [])
    .requiredOption('--reason <text>', 'why')
    .option('--id <id>', 'id of the correction; the same id is taken once')
    .action(run(correct));
  command('hold', 'stop a claim until the hold is released')
    .option('--name <name>', 'name of the hold', 'hold')
    .requiredOption('--reason <text>', 'why')
    .action(run((claimloop, id, { name, by, reason }) => claimloop.hold(id, { name, by, reason })));
  command('release', 'release a hold')
    .option('--name <name>', 'name of the hold', 'hold')
    .action(run((claimloop, id, { name, by }) => claimloop.release(id, { name, by })));
  command('pay', 'record money from the patient')
    .requiredOption('--amount <dollars>', 'e.g. 25.00')
    .option('--method <method>', 'card, check, cash or transfer', 'check')
    .option('--on <day>', 'day of receipt, yyyy-mm-dd')
    .option('--id <id>', 'id of the payment; the same id is posted once')
    .action(run(pay));
  command('write-off', 'give up what is still open')
    .requiredOption('--reason <reason>', writeOffReasons.join(', '))
    .option('--id <id>', 'id of the write-off')
    .action(run(writeOff));
}

function run(act: (claimloop: Claimloop, id: string, options: Options) => Promise<Receipt>) {
  return async (id: string, _: object, command: Command): Promise<void> => {
    const options = command.optsWithGlobals<Options>();
    const receipt = await withClaimloop(options.data, (claimloop) => act(claimloop, id, options));
    if (receipt.outcome === 'refused') throw finding(`Refused: ${receipt.reason}.`);
    output(options, receipt, () => `${id}: taken.`);
  };
}

function correct(
  claimloop: Claimloop,
  id: string,
  { set, by, reason, id: correctionId = randomUUID() }: Options,
): Promise<Receipt> {
  if (set.length === 0)
    throw badUsage('Say what to correct: --set path=value, e.g. --set claim.priorAuthorizationNumber=A1234');
  return claimloop.correctClaim(id, { correctionId, by, reason, set: Object.fromEntries(set.map(readPair)) });
}

/** "path=value"; the value is JSON where it can be read as such, else text. */
function readPair(pair: string): readonly [string, unknown] {
  const at = pair.indexOf('=');
  if (at < 1) throw badUsage('--set takes path=value, e.g. claim.serviceLines[0].modifiers=["25"]');
  const text = pair.slice(at + 1);
  try {
    const value: unknown = JSON.parse(text);
    // A bare number stays text: authorisation numbers and codes consist of digits too.
    return [
      pair.slice(0, at),
      typeof value === 'number' && !/Cents|units|quantity/.test(pair.slice(0, at)) ? text : value,
    ];
  } catch {
    return [pair.slice(0, at), text];
  }
}

function pay(
  claimloop: Claimloop,
  id: string,
  { amount, method, on, by, id: paymentId = randomUUID() }: Options,
): Promise<Receipt> {
  const amountCents = centsFromX12(amount.replace(/^\$/, '').replaceAll(',', ''));
  if (amountCents === undefined || amountCents <= 0)
    throw badUsage('--amount takes dollars and cents above zero, e.g. 25.00');
  if (!isMethod(method)) throw badUsage('--method takes card, check, cash or transfer.');
  const receivedOn = on === undefined ? undefined : readDate(on);
  if (on !== undefined && !receivedOn) throw badUsage('--on takes a day, yyyy-mm-dd.');
  return claimloop.recordPayment(id, { paymentId, amountCents, ...(receivedOn ? { receivedOn } : {}), method, by });
}

function isMethod(text: string): text is 'card' | 'check' | 'cash' | 'transfer' {
  return ['card', 'check', 'cash', 'transfer'].includes(text);
}

function writeOff(
  claimloop: Claimloop,
  id: string,
  { reason, by, id: writeOffId = randomUUID() }: Options,
): Promise<Receipt> {
  const known: readonly string[] = writeOffReasons;
  if (!known.includes(reason)) throw badUsage(`--reason takes one of ${writeOffReasons.join(', ')}.`);
  return claimloop.writeOff(id, { writeOffId, reason: reason as WriteOffReason, approvedBy: by });
}
