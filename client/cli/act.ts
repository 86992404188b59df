import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import { type PatientPayment, type WriteOffReason, writeOffReasons } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { Cents } from '../../domain/money.ts';
import type { Claimloop, Receipt } from '../index.ts';
import { addExamples, calendarDay, fieldValue, positiveAmount } from './arguments.ts';
import { type CommonOptions, output } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

type ActOptions = CommonOptions & { readonly by: string };
type ReasonOptions = ActOptions & { readonly reason: string };

/** `correct`, `hold`, `release`, `pay`, `write-off`: what people do to a claim. */
export function addActions(program: Command): void {
  for (const add of [addCorrect, addHold, addRelease, addPay, addWriteOff]) add(program);
}

function addCorrect(program: Command): void {
  const command = addAct(program, 'correct', 'correct the patient file of a claim')
    .requiredOption('--set <path=value...>', 'field of the intake and its new value, as JSON or text', fieldValue)
    .requiredOption('--reason <text>', 'why the file is corrected')
    .option('--id <id>', 'id of the correction; a repeated id is applied once (default: a new id)')
    .action(
      run<ReasonOptions & { set: Record<string, unknown>; id?: string }>((claimloop, claimId, options) => {
        const { id: correctionId = randomUUID(), by, reason, set } = options;
        return claimloop.correctClaim(claimId, { correctionId, by, reason, set });
      }),
    );
  addExamples(command, 'correct 75D1X8QB8D7W --set claim.priorAuthorizationNumber=A1234 --reason "number found"');
}

function addHold(program: Command): void {
  const command = addAct(program, 'hold', 'stop all automatic steps of a claim until the hold is released')
    .option('--name <name>', 'name of the hold', 'hold')
    .requiredOption('--reason <text>', 'why the claim is held')
    .action(
      run<ReasonOptions & { name: string }>((claimloop, claimId, { name, by, reason }) =>
        claimloop.hold(claimId, { name, by, reason }),
      ),
    );
  addExamples(command, 'hold 75D1X8QB8D7W --reason "waiting for the chart"');
}

function addRelease(program: Command): void {
  const command = addAct(program, 'release', 'release a hold')
    .option('--name <name>', 'name of the hold', 'hold')
    .option('--reason <text>', 'why the hold ends')
    .action(
      run<ActOptions & { name: string; reason?: string }>((claimloop, claimId, { name, by, reason }) =>
        claimloop.release(claimId, { name, by, ...(reason === undefined ? {} : { reason }) }),
      ),
    );
  addExamples(command, 'release 75D1X8QB8D7W', 'release 75D1X8QB8D7W --reason "chart received"');
}

type PayOptions = ActOptions & {
  readonly amount: Cents;
  readonly method: PatientPayment['method'];
  readonly on?: IsoDate;
  readonly id?: string;
};

function addPay(program: Command): void {
  const methods: readonly PatientPayment['method'][] = ['card', 'check', 'cash', 'transfer'];
  const command = addAct(program, 'pay', 'record a payment from the patient')
    .requiredOption('--amount <dollars>', 'amount received, e.g. 25.00', positiveAmount)
    .addOption(new Option('--method <method>', 'how it was paid').choices(methods).default('check'))
    .option('--on <day>', 'day of receipt, yyyy-mm-dd (default: today)', calendarDay)
    .option('--id <id>', 'id of the payment; a repeated id is posted once (default: a new id)')
    .action(
      run<PayOptions>((claimloop, claimId, options) => {
        const { amount: amountCents, method, on: receivedOn, by, id: paymentId = randomUUID() } = options;
        const received = receivedOn ? { receivedOn } : {};
        return claimloop.recordPayment(claimId, { paymentId, amountCents, ...received, method, by });
      }),
    );
  addExamples(command, 'pay 75D1X8QB8D7W --amount 63.12 --method card');
}

function addWriteOff(program: Command): void {
  const command = addAct(program, 'write-off', 'write off the open balance and close the claim')
    .addOption(new Option('--reason <reason>', 'why').choices(writeOffReasons).makeOptionMandatory())
    .option('--id <id>', 'id of the write-off; a repeated id is posted once (default: a new id)')
    .action(
      run<ActOptions & { reason: WriteOffReason; id?: string }>((claimloop, claimId, options) => {
        const { reason, by: approvedBy, id: writeOffId = randomUUID() } = options;
        return claimloop.writeOff(claimId, { writeOffId, reason, approvedBy });
      }),
    );
  addExamples(command, 'write-off 75D1X8QB8D7W --reason SMALL_BALANCE');
}

function addAct(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .argument('<claim-id>', 'id of the claim, as `start` and `list` print it')
    .description(description)
    .option('--by <who>', 'who does it', userInfo().username);
}

function run<Options extends ActOptions>(
  act: (claimloop: Claimloop, claimId: string, options: Options) => Promise<Receipt>,
) {
  return async (claimId: string, _: object, command: Command): Promise<void> => {
    const options = command.optsWithGlobals<Options>();
    const receipt = await withClaimloop(options.data, (claimloop) => act(claimloop, claimId, options));
    if (receipt.outcome === 'refused') throw finding(`Refused: ${receipt.reason}.`);
    output(options, receipt, () => [`${claimId}: accepted.`, receipt.remark ?? ''].join(' ').trimEnd());
  };
}
