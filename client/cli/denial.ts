import { type Command, InvalidArgumentError, Option } from 'commander';
import { filingCodes } from '../../domain/codes.ts';
import { classify, type Classification } from '../../domain/denial/classify.ts';
import { adjudicationFacts, statusFacts } from '../../domain/denial/facts.ts';
import { type Cents, centsFromX12 } from '../../domain/money.ts';
import { addExamples } from './arguments.ts';
import { output } from './print.ts';
import { badUsage } from './problem.ts';

interface Options {
  readonly json?: boolean;
  readonly group?: string;
  readonly carc?: string;
  readonly rarc?: readonly string[];
  readonly program?: string;
  readonly payer?: string;
  readonly clp02?: string;
  readonly charge?: Cents;
  readonly paid?: Cents;
  readonly modifier?: readonly string[];
  readonly capitated?: true;
  readonly nextPayer?: true;
  readonly category?: string;
  readonly status?: string;
  readonly entity?: string;
}

/** `denial`: what the rules say about the codes of a payer. */
export function addDenial(program: Command): void {
  const denial = program.command('denial').description('what the codes of a payer mean, by the rules');
  addExplain(denial);
}

const claimStatuses = ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25'];

function addExplain(denial: Command): void {
  const command = denial
    .command('explain')
    .description('explain codes of a remittance (835) or of a claim acknowledgment (277CA)')
    .addOption(new Option('--group <code>', 'group of the adjustment, CAS01').choices(['CO', 'PR', 'OA', 'PI', 'CR']))
    .option(
      '--carc <code>',
      'claim adjustment reason code',
      codeOf(/^[A-Z]?\d{1,4}$/, 'a reason code such as 16 or B7'),
    )
    .option('--rarc <code...>', 'remark codes, in the order of the payer', codesOf(/^[A-Z]{1,2}\d{1,4}$/, 'MA130'))
    .addOption(new Option('--program <code>', 'claim filing code, SBR09').choices(filingCodes))
    .option('--payer <id>', 'payer id', codeOf(/^[A-Za-z0-9]{2,80}$/, 'letters and digits'))
    .addOption(new Option('--clp02 <code>', 'claim status of the remittance').choices(claimStatuses))
    .option('--charge <amount>', 'charge of the line, with --paid', amount)
    .option('--paid <amount>', 'what the payer paid for the line, with --charge', amount)
    .option('--modifier <code...>', 'modifiers of the line', codesOf(/^[A-Z0-9]{2}$/, 'GA'))
    .option('--capitated', 'the contract with the payer pays by capitation')
    .option('--next-payer', 'the patient has a further coverage')
    .option(
      '--category <code>',
      'claim status category, STC01-1',
      codeOf(/^[A-Z]\d{1,2}[A-Z]?$/, 'a category such as A7'),
    )
    .option('--status <code>', 'claim status, STC01-2', codeOf(/^\d{1,4}$/, 'a status such as 562'))
    .option('--entity <code>', 'entity, STC01-3', codeOf(/^[A-Z0-9]{2,3}$/, 'an entity such as DN'))
    .action((options: Options) => {
      const meaning = meaningOf(options);
      output(options, meaning, () => textOf(meaning));
    });
  addExamples(
    command,
    'denial explain --group CO --carc 16 --rarc MA130',
    'denial explain --group CO --carc 45 --charge 100.00 --paid 0.00 --program MB',
    'denial explain --category A7 --status 562 --entity DN --json',
  );
}

function meaningOf(options: Options): Classification {
  const { category, status, entity } = options;
  const ofStatus = [category, status, entity].some((code) => code !== undefined);
  const ofRemittance = remittanceOptions.filter((name) => options[name] !== undefined);
  if (ofStatus && ofRemittance[0]) throw badUsage(`Use --${dashed(ofRemittance[0])} without --category and --status.`);
  if (ofStatus) {
    if (category === undefined || status === undefined) throw badUsage('Use --category and --status together.');
    return classify(statusFacts('277CA', { category, status, ...(entity === undefined ? {} : { entity }) }));
  }
  return adjudicationMeaning(options);
}

const remittanceOptions = [
  ...(['group', 'carc', 'rarc', 'program', 'payer', 'clp02', 'charge', 'paid', 'modifier'] as const),
  ...(['capitated', 'nextPayer'] as const),
] as const;

function adjudicationMeaning(options: Options): Classification {
  const { group, carc, rarc = [], program, payer, clp02, charge, paid, modifier = [], capitated, nextPayer } = options;
  if ((group === undefined) !== (carc === undefined)) throw badUsage('Use --group and --carc together.');
  if (group === undefined && clp02 === undefined)
    throw badUsage('Use --group and --carc, or --clp02, or --category and --status.');
  if ((charge === undefined) !== (paid === undefined)) throw badUsage('Use --charge and --paid together.');
  return classify(
    adjudicationFacts({
      ...(group === undefined ? {} : { group }),
      ...(carc === undefined ? {} : { reasonCode: carc }),
      ...(program === undefined ? {} : { program }),
      ...(payer === undefined ? {} : { payerId: payer }),
      ...(clp02 === undefined ? {} : { statusCode: clp02 }),
      remarkCodes: rarc,
      modifiers: modifier,
      isWholeChargeUnpaid: charge !== undefined && charge > 0 && paid === 0,
      isCapitated: capitated === true,
      hasNextPayer: nextPayer === true,
    }),
  );
}

function textOf({ action, category, rule, guards, found, canDo, source }: Classification): string {
  const by = guards.length > 0 ? `${rule}, limited by ${guards.join(' and ')}` : rule;
  return [`action    ${action}`, `category  ${category}`, `rule      ${by}`, `source    ${source}`, found, canDo].join(
    '\n',
  );
}

/** Parses a code, in capital letters. */
function codeOf(format: RegExp, example: string): (text: string) => string {
  return (text) => {
    const code = text.toUpperCase();
    if (format.test(code)) return code;
    throw new InvalidArgumentError(`Use ${example}.`);
  };
}

/** Parses codes that are given more than once. */
function codesOf(format: RegExp, example: string): (text: string, previous?: readonly string[]) => readonly string[] {
  const parse = codeOf(format, `a code such as ${example}`);
  return (text, previous = []) => [...previous, parse(text)];
}

function amount(text: string): Cents {
  const value = centsFromX12(text.replace(/^\$/, '').replaceAll(',', ''));
  if (value !== undefined && value >= 0) return value;
  throw new InvalidArgumentError('Use dollars and cents, e.g. 25.00.');
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
