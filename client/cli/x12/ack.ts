import { writeFileSync } from 'node:fs';
import { answerTo, type CheckedInterchange, unaddressable, writeInterchange } from '../../../x12/index.ts';
import { CommandProblem } from '../problem.ts';
import { checked } from './check.ts';
import { countFrom, writeWhole } from './output.ts';
import { refused, unreadable } from './show.ts';

/** Output file, control number, date and time of an answer. */
export interface AckOptions {
  readonly out?: string;
  readonly control: string;
  readonly on?: string;
  readonly at?: string;
}

/** `x12 ack FILE`: a 999 for each group, and a TA1 where it is requested or the envelope is rejected. */
export function ackFile(file: string, options: AckOptions): void {
  const result = checked(file);
  const number = countFrom('--control', options.control, 999_999_999);
  const answers = result.interchanges.flatMap((interchange, index) =>
    bytesOf(file, interchange, number + index, options),
  );
  if (answers.length > 0) deliver(Buffer.concat(answers), options.out);
  if (result.unreadable) throw unreadable(file, { ...result.unreadable, segment: result.unreadable.position });
  if (answers.length === 0) {
    throw new CommandProblem(
      `${file} contains nothing to answer: acknowledgments are not acknowledged. Nothing written.`,
      1,
    );
  }
}

function bytesOf(
  file: string,
  interchange: CheckedInterchange,
  control: number,
  options: AckOptions,
): readonly Uint8Array[] {
  const now = new Date().toISOString();
  const on = options.on ?? now.slice(0, 10);
  const at = options.at ?? now.slice(11, 16).replace(':', '');
  const answer = answerTo(interchange, { on, at, control });
  if (!answer) return [];
  const place = unaddressable(interchange);
  if (place !== undefined) {
    const named = `ISA0${place}`;
    throw new CommandProblem(`${file}: ${named} is not valid, so no answer can be addressed. Nothing written.`, 1);
  }
  const written = writeInterchange(answer);
  if (written.kind === 'refused') throw refused(file, written.findings);
  return [written.bytes];
}

function deliver(bytes: Uint8Array, out: string | undefined): void {
  if (out === undefined) writeWhole(1, bytes);
  else writeFileSync(out, bytes);
}
