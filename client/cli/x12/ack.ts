import { writeFileSync } from 'node:fs';
import {
  acknowledge,
  acknowledgeInterchange,
  type CheckedInterchange,
  guides,
  write999,
  writeInterchange,
} from '../../../x12/index.ts';
import { checked } from './check.ts';
import { countFrom, writeWhole } from './output.ts';
import { refused, unreadable } from './show.ts';

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
    acknowledgments: header.asksAcknowledgment || ta1.code !== 'A' ? [ta1] : [],
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
