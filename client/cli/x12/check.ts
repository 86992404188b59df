import { type CheckedFile, FileChecker, type Finding, placeOf } from '../../../x12/index.ts';
import { money } from '../print.ts';
import { CommandProblem } from '../problem.ts';
import { Output } from './output.ts';
import { piecesOf } from './pieces.ts';

/** Findings of one file that are printed for people; all of them are in the JSON. */
const shown = 50;

/** `x12 check FILE...`: exit 0 when all are valid, 1 when something was found, 2 when a file cannot be read on. */
export function checkFiles(files: readonly string[], options: { readonly json?: boolean }): void {
  const results = files.map((file) => ({ file, checked: checked(file) }));
  const output = new Output();
  if (options.json) {
    const data = results.map(({ file, checked: one }) => asJson(file, one));
    output.line(JSON.stringify(data.length === 1 ? data[0] : data, undefined, 2));
  } else for (const { file, checked: one } of results) tell(file, one, output);
  output.flush();
  const unreadable = results.filter(({ checked: { unreadable } }) => unreadable !== undefined).length;
  if (unreadable > 0)
    throw new CommandProblem(`${unreadable} of ${files.length} file(s) cannot be read to the end.`, 2);
  const faulty = results.filter(({ checked: one }) => errorsIn(one) > 0).length;
  if (faulty > 0) throw new CommandProblem(`${faulty} of ${files.length} file(s) not valid.`, 1);
}

/** Checks one file, piece by piece. */
export function checked(file: string): CheckedFile {
  const checker = new FileChecker();
  for (const piece of piecesOf(file)) checker.push(piece);
  return checker.end();
}

/** Every finding of a file, those of its envelopes too. */
function findingsOf({ interchanges }: CheckedFile): readonly { readonly where: string; readonly finding: Finding }[] {
  return interchanges.flatMap(({ control, findings, groups }) => [
    ...findings.map((finding) => ({ where: `interchange ${control}`, finding })),
    ...groups.flatMap((group) => [
      ...group.findings.map((finding) => ({ where: `group ${group.control}`, finding })),
      ...group.transactions.flatMap((set) =>
        set.findings.map((finding) => ({ where: `${set.set} ${set.control}`, finding })),
      ),
    ]),
  ]);
}

function errorsIn(file: CheckedFile): number {
  return findingsOf(file).filter(({ finding }) => finding.severity === 'error').length;
}

function tell(file: string, checkedFile: CheckedFile, output: Output): void {
  const { unreadable, interchanges } = checkedFile;
  const findings = findingsOf(checkedFile);
  const sets = interchanges.flatMap(({ groups }) => groups.flatMap(({ transactions }) => transactions));
  const verdict = unreadable ? 'cannot be read to the end' : errorsIn(checkedFile) > 0 ? 'not valid' : 'valid';
  output.line(`${file}: ${verdict}; ${sets.length} set(s), ${findings.length} finding(s)`);
  for (const { set, guide, control, totals } of sets.slice(0, shown)) {
    output.line(`  ${set} ${control}  ${guide}  ${Object.entries(totals).map(total).join(', ')}`);
  }
  for (const { where, finding } of findings.slice(0, shown)) output.line(`  ${sentence(where, finding)}`);
  if (findings.length > shown) output.line(`  and ${findings.length - shown} more; --json has them all`);
  if (unreadable) output.line(`  segment ${unreadable.position}, byte ${unreadable.offset}: ${unreadable.reason}`);
}

function sentence(where: string, finding: Finding): string {
  const { severity, rule, loop, position, message } = finding;
  const place = `segment ${position}${loop ? ` in loop ${loop}` : ''}`;
  return `${severity}  ${where}, ${place}: ${placeOf(finding)} ${message} [${rule}]`;
}

function total([name, amount]: readonly [string, number]): string {
  return name.endsWith('Cents') ? `${money(amount)} ${name.slice(0, -'Cents'.length)}` : `${amount} ${name}`;
}

/** The form that other programs rely on; numbers of claims and names of parties stay out of it. */
function asJson(file: string, { interchanges, unreadable }: CheckedFile): object {
  return {
    file,
    interchanges: interchanges.map(({ control, findings, groups }) => ({
      control,
      findings,
      groups: groups.map((group) => ({
        control: group.control,
        findings: group.findings,
        transactions: group.transactions.map(({ set, guide, control: number, valid, findings: found, totals }) => ({
          set,
          guide,
          control: number,
          valid,
          findings: found,
          totals,
        })),
      })),
    })),
    ...(unreadable ? { unreadable } : {}),
  };
}
