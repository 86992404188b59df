import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { PatientPayment } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { Cents } from '../../domain/money.ts';
import { addExamples, calendarDay, fieldValue, positiveAmount } from './arguments.ts';
import { type ActOptions, addAct, run } from './act-command.ts';
import { addBalanceActions } from './act-on-balance.ts';

type ReasonOptions = ActOptions & { readonly reason: string };

/** `correct`, `hold`, `release`, `withdraw`, `pay` and those of balances: what people do to a claim. */
export function addActions(program: Command): void {
  for (const add of [addCorrect, addHold, addRelease, addWithdraw, addPay, addBalanceActions]) add(program);
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

function addWithdraw(program: Command): void {
  const description = 'close a claim on which nobody owes, such as a void, although the payer has not processed it';
  const command = addAct(program, 'withdraw', description)
    .requiredOption('--reason <text>', 'why it is not sent')
    .action(run<ReasonOptions>((claimloop, claimId, { by, reason }) => claimloop.withdraw(claimId, { by, reason })));
  addExamples(command, 'withdraw 75D1X8QB8D7W --reason "the payer has no such claim"');
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
