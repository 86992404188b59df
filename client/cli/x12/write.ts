import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import {
  FileChecker,
  type Finding,
  type JsonWriting,
  printFile,
  streamedFile,
  usualLimits,
} from '../../../x12/index.ts';
import { badUsage, CommandProblem } from '../problem.ts';
import { NotInOrder, readJson, type Streaming } from './json-reader.ts';
import { NoJson } from './json-tokens.ts';
import { Output, writeWhole } from './output.ts';
import { openAside, piecesIn, piecesOf } from './pieces.ts';
import { refused } from './show.ts';

/** Options of `x12 write`. */
export interface WriteOptions {
  readonly out?: string;
  readonly clean?: boolean;
  readonly unchecked?: boolean;
}

/**
 * `x12 write FILE.json`: the bytes of what `x12 json` gave, or of what was made like it. They are kept aside until the
 * last is made, so that a file with a finding leaves nothing.
 */
export function writeJson(file: string, { out, clean = false, unchecked = false }: WriteOptions): void {
  const aside = made(file, { characters: clean ? 'clean' : 'refuse', isUnchecked: unchecked });
  try {
    if (!unchecked) requireValid(file, aside);
    const to = out === undefined ? 1 : openSync(out, 'w');
    for (const piece of piecesIn(aside)) writeWhole(to, piece);
    if (out !== undefined) closeSync(to);
  } finally {
    closeSync(aside);
  }
}

/** Refuses a written file in which `x12 check` would find an error. */
function requireValid(file: string, aside: number): void {
  const errors: Finding[] = [];
  const keep = (findings: readonly Finding[]): void => {
    for (const one of findings) if (one.severity === 'error' && errors.length < mostErrors) errors.push(one);
  };
  const checker = new FileChecker(usualLimits, {
    transaction: ({ findings }) => keep(findings),
    groupEnd: keep,
    interchangeEnd: keep,
  });
  for (const piece of piecesIn(aside)) checker.push(piece);
  checker.end();
  if (errors.length > 0) throw refused(file, errors);
}

/** Errors kept of a file that is refused. */
const mostErrors = 1_000;

/** Writes the X12 file to a temporary file; returns its open descriptor. */
function made(file: string, writing: JsonWriting): number {
  try {
    return printed(file, readJson(piecesOf(file), streamedFile), writing);
  } catch (error) {
    if (error instanceof NoJson) throw new CommandProblem(`${file} ${error.message}.`, 2);
    if (!(error instanceof NotInOrder)) throw error;
    return printed(file, { value: held(file), finish: () => undefined }, writing);
  }
}

/** Largest JSON file that is read into memory; near the maximum length of a string. */
const mostHeld = 500_000_000;

/** Reads a JSON file whose long lists do not come last. */
function held(file: string): unknown {
  const found = statSync(file);
  if (!found.isFile())
    throw badUsage(`${file} cannot be read again, and its names are not in the order in which x12 json gives them.`);
  if (found.size > mostHeld)
    throw badUsage(`${file} is larger than 500 MB, and its names are not in the order in which x12 json gives them.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's message may repeat text of the file.
    const place = /position \d+|line \d+ column \d+/.exec(String(error))?.[0];
    throw new CommandProblem(`${file} is not JSON${place ? ` (${place})` : ''}.`, 2);
  }
}

function printed(file: string, { value, finish }: Streaming, writing: JsonWriting): number {
  const aside = openAside();
  try {
    const output = new Output(aside, 'latin1');
    const findings = printFile(value, output.write, writing);
    finish();
    output.flush();
    if (findings.length > 0) throw refused(file, findings);
    return aside;
  } catch (error) {
    closeSync(aside);
    throw error;
  }
}
