import type { Delimiters } from '../segments/delimiters.ts';
import type { Segment } from '../segments/segment.ts';
import type { GroupHeader, InterchangeAcknowledgment, InterchangeHeader, SetHeader } from './interchange.ts';

/** Content of an ISA segment. */
export function interchangeHeaderOf({ elements }: Segment, delimiters: Delimiters): InterchangeHeader {
  const at = (index: number): string => (elements[index] ?? '').trim();
  return {
    authorizationQualifier: at(1),
    authorization: at(2),
    securityQualifier: at(3),
    security: at(4),
    senderQualifier: at(5),
    senderId: at(6),
    receiverQualifier: at(7),
    receiverId: at(8),
    date: at(9),
    time: at(10),
    version: at(12),
    control: at(13),
    asksAcknowledgment: at(14) === '1',
    usage: at(15),
    delimiters,
  };
}

/** Content of a GS segment; all fields are empty without one. */
export function groupHeaderOf(gs: Segment | undefined): GroupHeader {
  const at = (index: number): string => gs?.elements[index] ?? '';
  return {
    functionalId: at(1),
    senderCode: at(2),
    receiverCode: at(3),
    date: at(4),
    time: at(5),
    control: at(6),
    version: at(8),
  };
}

/** Content of an ST segment, with the version of its group. */
export function setHeaderOf({ elements }: Segment, version: string, delimiters: Delimiters): SetHeader {
  const [, set = '', control = '', guide = ''] = elements;
  return { set, control, guide: guide || version, delimiters };
}

/** Content of a TA1 segment. */
export function acknowledgmentOf({ elements }: Segment): InterchangeAcknowledgment {
  const [, control = '', date = '', time = '', code = '', noteCode = ''] = elements;
  return { control, date, time, code, noteCode };
}
