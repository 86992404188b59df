import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { IsoDate } from '../../domain/dates.ts';
import { accounts } from '../../domain/ledger/accounts.ts';
import type { Claimloop, LedgerVerification } from '../index.ts';
import { addExamples, calendarDay, wholeNumber } from './arguments.ts';
import {
  accountTable,
  claimTable,
  csvOfTable,
  entriesTable,
  type LedgerTable,
  textOfTable,
  trialBalanceTable,
} from './ledger-text.ts';
import { type CommonOptions, output } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** `ledger`: what the double-entry journal says, whether it holds, and the closing of months. */
export function addLedger(program: Command): void {
  const ledger = program.command('ledger').description('the double-entry journal: reports, verification, closing');
  for (const add of [addTrialBalance, addAccount, addEntries, addClaim, addVerify, addClose]) add(ledger);
}

type Options = CommonOptions & { readonly asOf?: IsoDate; readonly csv?: true; readonly limit?: number };

function withReportOptions(command: Command): Command {
  return command
    .option('--as-of <day>', 'only entries posted up to this day, yyyy-mm-dd', calendarDay)
    .option('--csv', 'as CSV, amounts in cents');
}

function withLimit(command: Command): Command {
  return command.option('--limit <n>', 'maximum number of rows', wholeNumber(1, 500), 500);
}

/** Reads a report and prints it as text, CSV or JSON. */
async function print<T>(
  options: Options,
  read: (claimloop: Claimloop) => Promise<T>,
  toTable: (report: T) => LedgerTable,
): Promise<T> {
  const report = await withClaimloop(options.data, read);
  if (options.csv) process.stdout.write(csvOfTable(toTable(report)));
  else output(options, report, () => textOfTable(toTable(report)));
  return report;
}

function addTrialBalance(ledger: Command): void {
  const command = withReportOptions(ledger.command('trial-balance'))
    .description('show debits and credits of every account; exit code 1 if they do not balance')
    .action(async (_: object, inner: Command) => {
      const options = inner.optsWithGlobals<Options>();
      const report = await print(options, (claimloop) => claimloop.trialBalance(options.asOf), trialBalanceTable);
      if (!report.balanced) throw finding('The books do not balance.');
    });
  addExamples(command, 'ledger trial-balance', 'ledger trial-balance --as-of 2026-10-31 --csv');
}

function addAccount(ledger: Command): void {
  const command = withLimit(withReportOptions(ledger.command('account')))
    .argument('<account>', 'an account, as `ledger trial-balance` shows it')
    .description('show what an account holds, and the newest transfers to and from it')
    .action(async (name: string, _: object, inner: Command) => {
      const options = inner.optsWithGlobals<Options>();
      const account = accounts.find((one) => one === name);
      if (!account) throw badUsage(`There is no account of that name. Use one of ${accounts.join(', ')}.`);
      await print(options, (claimloop) => claimloop.ledgerAccount(account, limits(options)), accountTable);
    });
  addExamples(command, 'ledger account unapplied', 'ledger account receivable:patient --limit 20');
}

function addEntries(ledger: Command): void {
  const command = withLimit(withReportOptions(ledger.command('entries')))
    .description('show the newest entries of the journal')
    .option('--claim <id>', 'only entries of this claim')
    .action(async (_: object, inner: Command) => {
      const options = inner.optsWithGlobals<Options & { readonly claim?: string }>();
      const { claim: claimId } = options;
      const request = { ...limits(options), ...(claimId !== undefined && { claimId }) };
      await print(options, (claimloop) => claimloop.ledgerEntries(request), entriesTable);
    });
  addExamples(command, 'ledger entries --limit 20', 'ledger entries --as-of 2026-10-31 --csv');
}

function addClaim(ledger: Command): void {
  const command = withReportOptions(ledger.command('claim'))
    .argument('<claim>', "id of the claim, its externalId, or the payer's claim control number")
    .description('show the money of a claim by line and party, and where each amount comes from')
    .action(async (reference: string, _: object, inner: Command) => {
      const options = inner.optsWithGlobals<Options>();
      const read = async (claimloop: Claimloop) => {
        const { claimId } = await claimloop.standing(reference);
        return claimloop.ledgerClaim(claimId, options.asOf);
      };
      await print(options, read, claimTable);
    });
  addExamples(command, 'ledger claim 75D1X8QB8D7W');
}

function addVerify(ledger: Command): void {
  const command = ledger
    .command('verify')
    .description('check every entry, balance, claim and file; exit code 1 at the first row that does not hold')
    .action(async (_: object, inner: Command) => {
      const options = inner.optsWithGlobals<CommonOptions>();
      const result = await withClaimloop(options.data, (claimloop) => claimloop.verifyLedger());
      output(options, result, () => verificationText(result));
      if (result.failure) throw finding(`The ledger does not hold: ${result.failure.found}.`);
    });
  addExamples(command, 'ledger verify');
}

function verificationText({ checks, failure }: LedgerVerification): string {
  return checks
    .map(({ check, checked }) => `${failure?.check === check ? 'FAILED' : 'ok    '}  ${checked} checked: ${check}.`)
    .join('\n');
}

function addClose(ledger: Command): void {
  const command = ledger
    .command('close')
    .argument('<month>', 'month that has ended, yyyy-mm')
    .description('close a month: nothing is posted in it any more; a late fact is posted today')
    .option('--by <who>', 'who closes it', userInfo().username)
    .action(async (month: string, _: object, inner: Command) => {
      const { by, ...options } = inner.optsWithGlobals<CommonOptions & { readonly by: string }>();
      const result = await withClaimloop(options.data, (claimloop) => claimloop.closePeriod(month, { by }));
      if (result.outcome === 'refused') throw finding(`Refused: ${result.reason}.`);
      output(options, result, () => `${month} is closed.`);
    });
  addExamples(command, 'ledger close 2026-10 --by mgarcia');
}

function limits({ asOf, limit }: Options): { readonly asOf?: IsoDate; readonly limit?: number } {
  return { ...(asOf !== undefined && { asOf }), ...(limit !== undefined && { limit }) };
}
