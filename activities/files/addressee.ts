import { guides, type GroupHeader, type InterchangeHeader, type SetHeader } from '../../x12/index.ts';
import type { Accepted, TradingPartner } from '../config.ts';
import { printable } from './printable.ts';
import { Quarantine } from './quarantine.ts';

// A file is posted only if its senders, receivers, usage and versions match the partner's configuration.

/** Why an interchange is not from this partner or not addressed to us; undefined if it matches. */
export function interchangeMisfit(
  { usage, senderId, receiverId }: InterchangeHeader,
  { accepts = {}, sends = {}, ...partner }: TradingPartner,
): Quarantine | undefined {
  if (!isAccepted(receiverId, accepts.receiverIds ?? [partner.senderId])) return forSomebodyElse(receiverId, 'ISA08');
  if (!isAccepted(senderId, accepts.senderIds ?? [partner.receiverId]))
    return new Quarantine(`it was sent by ${shown(senderId)}, not by this partner (ISA06)`);
  const usages = accepts.usages ?? [sends.usage ?? 'P'];
  return isAccepted(usage, usages) ? undefined : new Quarantine(usageReason(usage));
}

/** Why a functional group is not from this partner or not addressed to us; undefined if it matches. */
export function groupMisfit(
  { senderCode, receiverCode }: GroupHeader,
  { accepts = {}, ...partner }: TradingPartner,
): Quarantine | undefined {
  const receivers = accepts.groupReceiverIds ?? accepts.receiverIds ?? [partner.senderId];
  if (!isAccepted(receiverCode.trim(), receivers)) return forSomebodyElse(receiverCode, 'GS03');
  const senders = accepts.groupSenderIds ?? accepts.senderIds ?? [partner.receiverId];
  return isAccepted(senderCode.trim(), senders)
    ? undefined
    : new Quarantine(`it was sent by ${shown(senderCode)}, not by this partner (GS02)`);
}

/** The implementation guide version that is read for each ST01. Errata differ only in the last characters. */
const versions: Readonly<Record<string, string>> = {
  '835': guides['835'].version,
  '999': guides['999'].version,
  '277': guides['277ca'].version,
};

/** Why a transaction set is not supported; undefined if it is. */
export function setMisfit(
  { set }: SetHeader,
  { version }: GroupHeader,
  { accepts = {} }: TradingPartner,
): Quarantine | undefined {
  const known = Object.hasOwn(versions, set) ? versions[set] : undefined;
  if (known === undefined) return new Quarantine(`claimloop does not read transaction sets ${shown(set)} (ST01)`);
  const fits = accepts.versions ? isAccepted(version, accepts.versions) : version.startsWith(known.slice(0, 10));
  return fits ? undefined : new Quarantine(`its version ${shown(version)} is not accepted from this partner (GS08)`);
}

/** Whether a value is in the accepted list. */
export function isAccepted(value: string, accepted: Accepted): boolean {
  return accepted === 'any' || accepted.includes(value);
}

function forSomebodyElse(receiver: string, place: 'ISA08' | 'GS03'): Quarantine {
  return new Quarantine(`it is addressed to ${shown(receiver)}, not to us (${place})`, { isMisdirected: true });
}

function usageReason(usage: string): string {
  if (usage === 'T') return 'it is a test, and only production files are accepted from this partner (ISA15)';
  if (usage === 'P') return 'it is a production file, and only tests are accepted from this partner (ISA15)';
  return 'it is marked neither as a production file nor as a test (ISA15)';
}

/** An id or a version of an envelope, which is never a patient's. */
function shown(text: string): string {
  return printable(text.trim(), 15) || 'nobody';
}
