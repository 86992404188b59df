import type { Command } from 'commander';
import type { CommonOptions } from '../print.ts';
import { type AckOptions, ackFile } from './ack.ts';
import { checkFiles } from './check.ts';
import { type GenerateOptions, generateFiles } from './generate.ts';
import { splitFile } from './split.ts';
import { jsonOf, showFile } from './show.ts';
import { type WriteOptions, writeJson } from './write.ts';

/** `x12 ...`: files as they travel between partners. Needs no installation. */
export function addX12(program: Command): void {
  const x12 = program.command('x12').description('X12 files: check, show, convert, split, answer, generate');
  x12
    .command('check')
    .argument('<files...>')
    .description('everything that is wrong with files; exit 0 valid, 1 findings, 2 unreadable')
    .action((files: string[], _: object, command: Command) => checkFiles(files, command.optsWithGlobals()));
  x12
    .command('show')
    .argument('<file>')
    .description('a file as a person reads it')
    .action((file: string) => showFile(file));
  x12
    .command('json')
    .argument('<file>')
    .description('a file as JSON')
    .action((file: string) => jsonOf(file));
  x12
    .command('write')
    .argument('<file.json>')
    .description('the file that a JSON stands for')
    .option('--out <file>', 'where to; standard output unless given')
    .option('--clean', 'change text that X12 cannot carry until it can, instead of refusing it')
    .option('--unchecked', 'write the file even if it breaks the rules of x12 check')
    .action((file: string, options: WriteOptions) => writeJson(file, options));
  x12
    .command('split')
    .argument('<file>')
    .description('one file for each transaction set')
    .requiredOption('--out <dir>', 'folder for the files')
    .action((file: string, _: object, command: Command) =>
      splitFile(file, command.optsWithGlobals<CommonOptions & { out: string }>()),
    );
  x12
    .command('ack')
    .argument('<file>')
    .description('the 999 that answers a file, with a TA1 where one is asked for')
    .option('--out <file>', 'where to; standard output unless given')
    .option('--control <number>', 'control number of the answer', '1')
    .option('--on <day>', 'day of the answer, yyyy-mm-dd; today unless given')
    .option('--at <time>', 'time of the answer, hhmm; now unless given')
    .action((file: string, options: AckOptions) => ackFile(file, options));
  x12
    .command('generate')
    .description('random valid files, one set in each; the same seed gives the same bytes')
    .option('--set <name>', 'what to generate', '837p')
    .option('--count <n>', 'how many files', '1')
    .option('--seed <n>', 'what they follow from', '1')
    .requiredOption('--out <dir>', 'folder for the files')
    .action((options: GenerateOptions) => generateFiles(options));
}
