import { FileShower, FileToJson, type Finding, sentenceOf } from '../../../x12/index.ts';
import { CommandProblem } from '../problem.ts';
import { Output } from './output.ts';
import { piecesOf } from './pieces.ts';

/** `x12 show FILE`: the file in readable form. It may identify patients, as the file does. */
export function showFile(file: string): void {
  const output = new Output();
  const shower = new FileShower(output.line);
  for (const piece of piecesOf(file)) shower.push(piece);
  const stop = shower.end();
  output.flush();
  if (stop) throw unreadable(file, stop);
}

/** `x12 json FILE`: the file as JSON, which `x12 write` converts back. */
export function jsonOf(file: string): void {
  const output = new Output();
  const places: string[] = [];
  const json = new FileToJson(output.write, (finding) => places.push(sentenceOf(finding)));
  for (const piece of piecesOf(file)) json.push(piece);
  const stop = json.end();
  output.flush();
  if (stop) throw unreadable(file, stop);
  const [first] = places;
  if (first) throw new CommandProblem(`${file}: ${places.length} finding(s), the first: ${first}`, 1);
}

/** The problem of a file that was refused; nothing was written. */
export function refused(file: string, findings: readonly Finding[]): CommandProblem {
  const places = findings
    .slice(0, 20)
    .map((one) => `  ${one.path ? `${one.path}: ` : ''}${sentenceOf(one)} [${one.rule}]`);
  return new CommandProblem([`${file}: ${findings.length} finding(s), nothing written:`, ...places].join('\n'), 1);
}

/** The problem of a file that could not be read to its end. */
export function unreadable(file: string, stop: { segment: number; offset: number; reason: string }): CommandProblem {
  return new CommandProblem(`${file}: ${stop.reason} (segment ${stop.segment}, byte ${stop.offset})`, 2);
}
