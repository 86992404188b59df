import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { type BalanceTransfer, transferParties, type WriteOff } from '../../domain/claim/inputs.ts';
import { type WriteOffReason, writeOffReasons } from '../../domain/claim/write-off-reasons.ts';
import { parties } from '../../domain/ledger/accounts.ts';
import type { Cents } from '../../domain/money.ts';
import { type ActOptions, addAct, run } from './act-command.ts';
import { addExamples, positiveAmount } from './arguments.ts';

/** `write-off`, `approve` and `transfer`: what people do to what a party owes. */
export function addBalanceActions(program: Command): void {
  for (const add of [addWriteOff, addApprove, addTransfer]) add(program);
}

/** Which part of what a party owes; all of it if neither is given. */
interface PartOptions {
  readonly line?: string;
  readonly amount?: Cents;
}

function addWriteOff(program: Command): void {
  const command = addAct(program, 'write-off', 'write off what a party owes')
    .addOption(new Option('--reason <reason>', 'why').choices(writeOffReasons).makeOptionMandatory())
    .addOption(new Option('--party <party>', 'who owes it (default: the party that is asked about)').choices(parties))
    .option('--line <id>', 'only on this service line')
    .option('--amount <dollars>', 'only this amount, e.g. 25.00', positiveAmount)
    .option('--approved-by <who>', 'a second person, for an amount above the limit of its reason')
    .option('--id <id>', 'id of the write-off; a repeated id is posted once (default: a new id)')
    .action(
      run<ActOptions & PartOptions & WriteOffOptions>((claimloop, claimId, options) => {
        const { reason, by, party, approvedBy, id: writeOffId = randomUUID() } = options;
        const chosen = { ...(party && { party }), ...(approvedBy !== undefined && { approvedBy }) };
        return claimloop.writeOff(claimId, { writeOffId, reason, by, ...chosen, ...partOf(options) });
      }),
    );
  addExamples(
    command,
    'write-off 75D1X8QB8D7W --reason SMALL_BALANCE',
    'write-off 75D1X8QB8D7W --reason OTHER --party coverage-1 --line 2 --amount 50.00',
  );
}

interface WriteOffOptions {
  readonly reason: WriteOffReason;
  readonly party?: WriteOff['party'];
  readonly approvedBy?: string;
  readonly id?: string;
}

function addApprove(program: Command): void {
  const command = addAct(program, 'approve', 'approve, or refuse, a write-off that waits for a second person', [
    '<write-off-id>',
    'id of the write-off, as the worklist shows it',
  ])
    .option('--refuse', 'refuse it')
    .action(
      run<ActOptions & { readonly refuse?: true }>((claimloop, claimId, { by, refuse }, writeOffId = '') =>
        claimloop.approveWriteOff(claimId, { writeOffId, by, decision: refuse ? 'refuse' : 'approve' }),
      ),
    );
  addExamples(command, 'approve 75D1X8QB8D7W w-1 --by mgarcia', 'approve 75D1X8QB8D7W w-1 --by mgarcia --refuse');
}

type TransferOptions = ActOptions &
  PartOptions &
  Pick<BalanceTransfer, 'from' | 'to' | 'reason'> & { readonly id?: string };

function addTransfer(program: Command): void {
  const command = addAct(program, 'transfer', 'move what a party owes to another party')
    .addOption(new Option('--from <party>', 'who owes it').choices(transferParties).makeOptionMandatory())
    .addOption(new Option('--to <party>', 'who is to owe it').choices(transferParties).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why it is moved')
    .option('--line <id>', 'only on this service line')
    .option('--amount <dollars>', 'only this amount, e.g. 25.00', positiveAmount)
    .option('--id <id>', 'id of the transfer; a repeated id is posted once (default: a new id)')
    .action(
      run<TransferOptions>((claimloop, claimId, options) => {
        const { by, reason, from, to, id: transferId = randomUUID() } = options;
        return claimloop.transfer(claimId, { transferId, by, reason, from, to, ...partOf(options) });
      }),
    );
  addExamples(command, 'transfer 75D1X8QB8D7W --from coverage-2 --to patient --reason "the secondary has answered"');
}

function partOf({ line, amount }: PartOptions): Pick<WriteOff, 'line' | 'amountCents'> {
  return { ...(line !== undefined && { line }), ...(amount !== undefined && { amountCents: amount }) };
}
