import type { InterchangeToWrite, SetToWrite } from '../envelope/write-interchange.ts';
import { type GuideName, guides } from '../guides.ts';

/** An interchange of fictitious partners with one group of sets of one guide; no group without sets. */
export function interchangeWith(name: GuideName, sets: readonly SetToWrite[], control = 1): InterchangeToWrite {
  const parties = { senderCode: 'SENDER', receiverCode: 'RECEIVER' };
  const { version, functionalId } = guides[name];
  return {
    senderQualifier: 'ZZ',
    senderId: parties.senderCode,
    receiverQualifier: 'ZZ',
    receiverId: parties.receiverCode,
    on: '2026-11-01',
    at: '0930',
    control,
    usage: 'T',
    groups: sets.length > 0 ? [{ ...parties, functionalId, control: 1, version, sets }] : [],
  };
}
