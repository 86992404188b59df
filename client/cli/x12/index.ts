import { type Command, Option } from 'commander';
import { type RemittanceTable, remittanceTables } from '../../../x12/index.ts';
import { addExamples } from '../arguments.ts';
import { type CommonOptions, output } from '../print.ts';
import { type AckOptions, ackFile } from './ack.ts';
import { type CheckOptions, checkFiles } from './check.ts';
import { csvOf } from './csv.ts';
import { extractClaim, type SplitKey, splitBy, splitKeys } from './extract.ts';
import { type GenerateOptions, generateFiles } from './generate.ts';
import { maskFile } from './mask.ts';
import { jsonOf, showFile } from './show.ts';
import { splitFile } from './split.ts';
import { type WriteOptions, writeJson } from './write.ts';

const input = 'X12 file, plain or gzip; - reads standard input';

/** Adds `x12 ...`: commands for X12 files. They need no installation. */
export function addX12(program: Command): void {
  const x12 = program
    .command('x12')
    .description('check, show, convert, split, mask, acknowledge and generate X12 files');
  addReading(x12);
  addWriting(x12);
}

function addReading(x12: Command): void {
  const check = x12
    .command('check')
    .description('report every error; exit code 0 valid, 1 errors, 2 unreadable, 3 guide not supported')
    .argument('<files...>', 'X12 files or folders, plain or gzip; - reads standard input')
    .option('--codes <file>', 'JSON file of code lists (carc, rarc, statusCategory, status, taxonomy) and payer rules')
    .action((files: string[], _: object, command: Command) =>
      checkFiles(files, command.optsWithGlobals<CheckOptions>()),
    );
  addExamples(check, 'x12 check claims.837', 'x12 check inbox/ --json');
  const show = x12
    .command('show')
    .description('print a file in readable form')
    .argument('<file>', input)
    .action((file: string) => showFile(file));
  addExamples(show, 'x12 show payment.835');
  const json = x12
    .command('json')
    .description('convert a file to JSON')
    .argument('<file>', input)
    .action((file: string) => jsonOf(file));
  addExamples(json, 'x12 json payment.835 > payment.json');
  addTaking(x12);
}

function addTaking(x12: Command): void {
  const split = x12
    .command('split')
    .description('write each transaction set to a file of its own')
    .argument('<file>', input)
    .addOption(new Option('--by <key>', 'one file for each claim, provider or payer instead').choices(splitKeys))
    .requiredOption('--out <dir>', 'folder for the files')
    .action((file: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { out: string; by?: SplitKey }>();
      const { by, out } = options;
      if (by === undefined) return splitFile(file, options);
      const files = splitBy(file, { by, out });
      output(options, files, () => files.join('\n'));
    });
  addExamples(split, 'x12 split batch.837 --out sets', 'x12 split batch.837 --by payer --out payers');
  const extract = x12
    .command('extract')
    .description('copy one claim with the envelopes and levels that it belongs to')
    .argument('<file>', input)
    .requiredOption('--claim <number>', 'patient control number (CLM01, CLP01)')
    .option('--out <file>', 'output file (default: standard output)')
    .action((file: string, options: { claim: string; out?: string }) => extractClaim(file, options));
  addExamples(extract, 'x12 extract batch.837 --claim V88121A7K2 --out one.837');
  const csv = x12
    .command('csv')
    .description('print a table of the remittances (835) of a file as CSV; text is safe for spreadsheets')
    .argument('<file>', input)
    .addOption(new Option('--table <name>', 'table').choices(remittanceTables).default('claims'))
    .action((file: string, options: { table: RemittanceTable }) => csvOf(file, options));
  addExamples(csv, 'x12 csv payment.835 --table adjustments > adjustments.csv');
  const mask = x12
    .command('mask')
    .description(
      'copy a file with names, addresses, identifiers and free text replaced, and dates moved by one offset. ' +
        'This is not HIPAA de-identification (45 CFR 164.514): codes, amounts and states remain.',
    )
    .argument('<file>', input)
    .option('--out <file>', 'output file (default: standard output)')
    .action((file: string, options: { out?: string }) => maskFile(file, options));
  addExamples(mask, 'x12 mask claims.837 --out masked.837');
}

function addWriting(x12: Command): void {
  const write = x12
    .command('write')
    .description('write the X12 file described by the JSON of x12 json')
    .argument('<file.json>', 'JSON file')
    .option('--out <file>', 'output file (default: standard output)')
    .option('--clean', 'replace characters that X12 cannot carry instead of refusing them')
    .option('--unchecked', 'write the file even if it breaks the rules of x12 check')
    .action((file: string, options: WriteOptions) => writeJson(file, options));
  addExamples(write, 'x12 write payment.json --out payment.835');
  const ack = x12
    .command('ack')
    .description('acknowledge a file: a 999 for each group, and a TA1 if requested or rejected')
    .argument('<file>', input)
    .option('--out <file>', 'output file (default: standard output)')
    .option('--control <number>', 'control number of the answer', '1')
    .option('--on <date>', 'date of the answer, yyyy-mm-dd (default: today)')
    .option('--at <time>', 'time of the answer, hhmm (default: now)')
    .action((file: string, options: AckOptions) => ackFile(file, options));
  addExamples(ack, 'x12 ack claims.837 --out claims.999');
  const generate = x12
    .command('generate')
    .description('generate random files, one transaction set each; the same seed gives the same bytes')
    .option('--set <name>', 'transaction set', '837p')
    .option('--count <n>', 'number of files', '1')
    .option('--seed <n>', 'seed of the random numbers', '1')
    .option('--faults', 'give each file one known fault, listed in faults.json')
    .requiredOption('--out <dir>', 'folder for the files')
    .action((options: GenerateOptions) => generateFiles(options));
  addExamples(generate, 'x12 generate --set 835 --count 100 --seed 7 --out remittances');
}
