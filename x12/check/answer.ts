import { isShortDate } from '../envelope/check-headers.ts';
import type { InterchangeAcknowledgment } from '../envelope/interchange.ts';
import type { GroupToWrite, InterchangeToWrite } from '../envelope/write-interchange.ts';
import { guides } from '../guides.ts';
import { grammar999 } from '../sets/999.ts';
import { writeValue } from '../values/write-value.ts';
import { acknowledge, acknowledgeInterchange, functionalIdOf } from './acknowledge.ts';
import type { CheckedGroup, CheckedInterchange } from './check-file.ts';

/** Date (yyyy-mm-dd), time (hhmm) and control number of an answer: they come from the caller. */
export interface AnswerStamp {
  readonly on: string;
  readonly at: string;
  readonly control: number;
}

/**
 * The interchange that answers a checked one: a TA1 when it is requested or the envelope is rejected, and a 999 for
 * each group of an accepted envelope. Undefined when there is nothing to answer: acknowledgments are not acknowledged.
 * @source 005010X231A1, X12.5
 */
export function answerTo(
  interchange: CheckedInterchange,
  { on, at, control }: AnswerStamp,
): InterchangeToWrite | undefined {
  const { header, groups } = interchange;
  const known = groups.filter(canBeNamed);
  const own = acknowledgeInterchange(interchange);
  // A group that no 999 can name makes the content invalid. Other groups are answered, so they must not be sent again.
  const code = known.length > 0 ? 'E' : 'R';
  const ta1 = own.code === 'A' && known.length < groups.length ? ({ ...own, code, noteCode: '024' } as const) : own;
  const answered = ta1.code === 'R' ? [] : known.filter(({ functionalId }) => functionalId !== 'FA');
  const needsTa1 =
    ta1.code !== 'A' || (header.asksAcknowledgment && (groups.length > 0 || !interchange.hasAcknowledgments));
  if (!needsTa1 && answered.length === 0) return undefined;
  return {
    senderQualifier: header.receiverQualifier,
    senderId: header.receiverId,
    receiverQualifier: header.senderQualifier,
    receiverId: header.senderId,
    on,
    at,
    control,
    usage: header.usage === 'P' ? 'P' : 'T',
    // Copied claim numbers may contain characters that X12 cannot carry; that must not prevent the answer.
    characters: 'clean',
    acknowledgments: needsTa1 ? [withMoment(ta1, on, at)] : [],
    groups: answered.map((group, index) => groupAnswer(group, index + 1)),
  };
}

/** Whether a 999 can name a group and be addressed to its sender. */
function canBeNamed(group: CheckedGroup): boolean {
  const isNamed = functionalIdOf(group) !== undefined && Number(group.control) > 0;
  const needed = [2, 3, 8];
  return isNamed && !group.findings.some(({ segment, element = 0 }) => segment === 'GS' && needed.includes(element));
}

/** The element of ISA (05 to 08) that prevents addressing an answer; undefined when one can be addressed. */
export function unaddressable({ findings }: CheckedInterchange): number | undefined {
  return findings.find(
    ({ severity, segment, element = 0 }) => severity === 'error' && segment === 'ISA' && element >= 5 && element <= 8,
  )?.element;
}

/** TA102 and TA103 repeat ISA09 and ISA10; where these are no date and time, those of the answer are used. */
function withMoment(ta1: InterchangeAcknowledgment, on: string, at: string): InterchangeAcknowledgment {
  const isTime = /^([01]\d|2[0-3])[0-5]\d$/.test(ta1.time);
  return {
    ...ta1,
    date: isShortDate(ta1.date) ? ta1.date : on.slice(2).replaceAll('-', ''),
    time: isTime ? ta1.time : at,
  };
}

/** GS02 and GS03 of the answer are those of the received group, exchanged. */
function groupAnswer(group: CheckedGroup, control: number): GroupToWrite {
  const { version, set } = guides['999'];
  const value = acknowledge(group);
  return {
    functionalId: 'FA',
    senderCode: group.receiverCode,
    receiverCode: group.senderCode,
    control,
    version,
    sets: [{ set, guide: version, control: '0001', write: (output) => writeValue(grammar999, value, output) }],
  };
}
