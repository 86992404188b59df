import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import {
  acknowledge,
  acknowledgeInterchange,
  type CheckedInterchange,
  type Finding,
  guides,
  jsonToFile,
  placeOf,
  write999,
  writeInterchange,
} from '../../../x12/index.ts';
import { badUsage, CommandProblem, finding } from '../problem.ts';
import { checked } from './check.ts';
import { countFrom, writeWhole } from './output.ts';
import { unreadable } from './tell.ts';

/** `x12 write FILE.json`: the bytes of what `x12 json` gave, or of what was made like it. */
export function writeJson(file: string, { out, clean }: { readonly out?: string; readonly clean?: boolean }): void {
  const written = jsonToFile(parsed(file), clean ? 'clean' : 'refuse');
  if (written.kind === 'refused') throw refused(file, written.findings);
  deliver(Buffer.concat(written.bytes), out);
}

/** Bytes of a JSON that is held in memory whole: about as many as a text may have. */
const mostJson = 500_000_000;

function parsed(file: string): unknown {
  if (existsSync(file) && statSync(file).size > mostJson)
    throw badUsage(`${file} is larger than the 500 MB of JSON that can be written at once.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw badUsage(`${file} cannot be read.`);
    // What the parser says may repeat the text of the file.
    const place = /position \d+|line \d+ column \d+/.exec(error.message)?.[0];
    throw new CommandProblem(`${file} is no JSON${place ? ` (${place})` : ''}.`, 2);
  }
}

/** The day and the numbers of an answer: they come from who answers. */
export interface AckOptions {
  readonly out?: string;
  readonly control: string;
  readonly on?: string;
  readonly at?: string;
}

/** `x12 ack FILE`: the 999 for each group, and the TA1 where it is asked for or called for. */
export function ackFile(file: string, options: AckOptions): void {
  const result = checked(file);
  const number = countFrom('--control', options.control, 999_999_999);
  const answers = result.interchanges.map((interchange, index) => answerTo(file, interchange, number + index, options));
  if (answers.length > 0) deliver(Buffer.concat(answers), options.out);
  if (result.unreadable) throw unreadable(file, { ...result.unreadable, segment: result.unreadable.position });
}

function answerTo(file: string, interchange: CheckedInterchange, control: number, options: AckOptions): Uint8Array {
  const { header, groups } = interchange;
  const ta1 = acknowledgeInterchange(interchange);
  const now = new Date().toISOString();
  const parties = { senderCode: header.receiverId, receiverCode: header.senderId };
  const written = writeInterchange({
    senderQualifier: header.receiverQualifier,
    senderId: header.receiverId,
    receiverQualifier: header.senderQualifier,
    receiverId: header.senderId,
    on: options.on ?? now.slice(0, 10),
    at: options.at ?? now.slice(11, 16).replace(':', ''),
    control,
    usage: header.usage === 'P' ? 'P' : 'T',
    // What the sender calls a claim is repeated as far as X12 can carry it: an odd character must not cost the answer.
    characters: 'clean',
    acknowledgements: header.asksAcknowledgement || ta1.code !== 'A' ? [ta1] : [],
    groups: groups
      .filter(({ functionalId }) => functionalId !== 'FA')
      .map((group, index) => ({
        ...parties,
        functionalId: 'FA',
        control: index + 1,
        version: guides['999'].version,
        sets: [write999(acknowledge(group), '0001')],
      })),
  });
  if (written.kind === 'refused') throw refused(file, written.findings);
  return written.bytes;
}

function deliver(bytes: Uint8Array, out: string | undefined): void {
  if (out === undefined) writeWhole(1, bytes);
  else writeFileSync(out, bytes);
}

function refused(file: string, findings: readonly Finding[]): CommandProblem {
  const places = findings
    .slice(0, 20)
    .map((one) => `  ${one.path ? `${one.path}: ` : ''}${placeOf(one)} ${one.message} [${one.rule}]`);
  return finding([`${file}: ${findings.length} finding(s), nothing written:`, ...places].join('\n'));
}
