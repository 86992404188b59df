import {
  type CheckedFile,
  type CheckedTransaction,
  type CheckListener,
  FileChecker,
  type Finding,
  sentenceOf,
  type UserCodes,
  usualLimits,
} from '../../../x12/index.ts';
import { money } from '../print.ts';
import { codesIn } from './codes.ts';
import { CommandProblem } from '../problem.ts';
import { JsonReport } from './json-report.ts';
import { Output } from './output.ts';
import { filesIn, piecesOf } from './pieces.ts';

/** Sets and findings of one file printed for people. JSON has all of them. */
const shown = 50;

type Unreadable = NonNullable<CheckedFile['unreadable']>;

/** How a file fared. */
interface Verdict {
  errors: number;
  findings: number;
  sets: number;
  unchecked: number;
  unreadable?: Unreadable;
}

/** Options of `x12 check`. */
export interface CheckOptions {
  readonly json?: boolean;
  /** File of code lists and payer rules. */
  readonly codes?: string;
}

/**
 * `x12 check FILE...`: exit code 0 when all are valid, 1 when there is an error, 2 when a file cannot be read to its
 * end, 3 when sets could not be checked and nothing else is wrong. One bad file does not stop the others.
 */
export function checkFiles(paths: readonly string[], options: CheckOptions): void {
  const codes = codesIn(options.codes);
  const files = paths.flatMap(filesIn);
  const output = new Output();
  const report = new JsonReport(output.write, files.length !== 1);
  const verdicts = files.map((file) =>
    options.json ? jsonVerdict(file, report, codes) : textVerdict(file, output, codes),
  );
  if (options.json) report.end();
  output.flush();
  const count = (test: (verdict: Verdict) => boolean): number => verdicts.filter(test).length;
  const problem = (some: number, what: string, exitCode: 1 | 2 | 3): void => {
    if (some > 0) throw new CommandProblem(`${some} of ${files.length} file(s) ${what}.`, exitCode);
  };
  problem(
    count(({ unreadable }) => unreadable !== undefined),
    'cannot be read to the end',
    2,
  );
  problem(
    count(({ errors }) => errors > 0),
    'not valid',
    1,
  );
  problem(
    count(({ unchecked }) => unchecked > 0),
    'not checked: their guides are not supported',
    3,
  );
}

/** Checks one file in chunks and keeps everything found. */
export function checked(file: string): CheckedFile {
  const checker = new FileChecker();
  for (const piece of piecesOf(file)) checker.push(piece);
  return checker.end();
}

/** Checks one file without keeping results; a file that cannot be opened is unreadable. */
function check(file: string, listener: CheckListener, codes: UserCodes): Verdict {
  const verdict: Verdict = { errors: 0, findings: 0, sets: 0, unchecked: 0 };
  const count = (findings: readonly Finding[]): void => {
    verdict.findings += findings.length;
    verdict.errors += findings.filter(({ severity }) => severity === 'error').length;
  };
  const counting: CheckListener = {
    ...listener,
    transaction(one) {
      verdict.sets += 1;
      if (!one.isChecked) verdict.unchecked += 1;
      count(one.findings);
      listener.transaction?.(one);
    },
    groupEnd(findings) {
      count(findings);
      listener.groupEnd?.(findings);
    },
    interchangeEnd(findings) {
      count(findings);
      listener.interchangeEnd?.(findings);
    },
  };
  const checker = new FileChecker(usualLimits, counting, codes);
  try {
    for (const piece of piecesOf(file)) checker.push(piece);
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    return { ...verdict, unreadable: { position: 0, offset: 0, reason: error.message } };
  }
  const { unreadable } = checker.end();
  return { ...verdict, ...(unreadable ? { unreadable } : {}) };
}

function jsonVerdict(file: string, report: JsonReport, codes: UserCodes): Verdict {
  const verdict = check(file, report.begin(file), codes);
  report.finish(verdict.unreadable);
  return verdict;
}

function textVerdict(file: string, output: Output, codes: UserCodes): Verdict {
  const [sets, findings]: [string[], string[]] = [[], []];
  const names = { interchange: '', group: '' };
  const keep = (where: string, found: readonly Finding[]): void => {
    for (const finding of found) if (findings.length < shown) findings.push(`  ${sentence(where, finding)}`);
  };
  const listener: CheckListener = {
    interchange: ({ control }) => void (names.interchange = `interchange ${control}`),
    group: ({ control }) => void (names.group = `group ${control}`),
    transaction(one) {
      if (sets.length < shown) sets.push(setLine(one));
      keep(`${one.set} ${one.control}`, one.findings);
    },
    groupEnd: (found) => keep(names.group, found),
    interchangeEnd: (found) => keep(names.interchange, found),
  };
  const verdict = check(file, listener, codes);
  output.line(`${file}: ${wordFor(verdict)}; ${verdict.sets} set(s), ${verdict.findings} finding(s)`);
  for (const line of [...sets, ...findings]) output.line(line);
  const more = verdict.findings - findings.length;
  if (more > 0) output.line(`  and ${more} more; --json has them all`);
  const { unreadable } = verdict;
  if (unreadable) output.line(`  segment ${unreadable.position}, byte ${unreadable.offset}: ${unreadable.reason}`);
  return verdict;
}

function wordFor({ unreadable, errors, unchecked }: Verdict): string {
  if (unreadable) return 'cannot be read to the end';
  if (errors > 0) return 'not valid';
  return unchecked > 0 ? 'not checked' : 'valid';
}

function setLine({ set, guide, control, totals }: CheckedTransaction): string {
  return `  ${set} ${control}  ${guide}  ${Object.entries(totals).map(total).join(', ')}`;
}

function sentence(where: string, finding: Finding): string {
  const { severity, rule, loop, position } = finding;
  const place = `segment ${position}${loop ? ` in loop ${loop}` : ''}`;
  return `${severity}  ${where}, ${place}: ${sentenceOf(finding)} [${rule}]`;
}

function total([name, amount]: readonly [string, number]): string {
  return name.endsWith('Cents') ? `${money(amount)} ${name.slice(0, -'Cents'.length)}` : `${amount} ${name}`;
}
