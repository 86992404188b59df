import { guides, type FunctionalGroup, type Interchange, type TransactionSet } from '../../x12/index.ts';
import type { Accepted, TradingPartner } from '../config.ts';

// A file is posted only if its sender, receiver, usage and versions match the partner's configuration.

/** Why an interchange is not from this partner or not addressed to us; undefined if it matches. */
export function interchangeMisfit(
  { usage, senderId, receiverId }: Interchange,
  { accepts = {}, sends = {}, ...partner }: TradingPartner,
): string | undefined {
  if (!isAccepted(usage, accepts.usages ?? [sends.usage ?? 'P']))
    return 'ISA15 marks it as another usage than the partner accepts';
  if (!isAccepted(senderId, accepts.senderIds ?? [partner.receiverId]))
    return 'ISA06 names another sender than the partner';
  if (!isAccepted(receiverId, accepts.receiverIds ?? [partner.senderId])) return 'ISA08 names another receiver than us';
  return undefined;
}

/** The implementation guide version that is read for each ST01. Errata differ only in the last characters. */
const versions: Readonly<Record<string, string>> = {
  '835': guides['835'].version,
  '999': guides['999'].version,
  '277': guides['277ca'].version,
};

/** Why a transaction set is not supported; undefined if it is. */
export function setMisfit(
  { set }: TransactionSet,
  { version }: FunctionalGroup,
  { accepts = {} }: TradingPartner,
): string | undefined {
  const known = versions[set];
  if (known === undefined) return 'ST01 names a transaction set that claimloop does not read';
  const fits = accepts.versions ? isAccepted(version, accepts.versions) : version.startsWith(known.slice(0, 10));
  return fits ? undefined : 'GS08 names another version than the partner accepts';
}

/** Whether a value is in the accepted list. */
export function isAccepted(value: string, accepted: Accepted): boolean {
  return accepted === 'any' || accepted.includes(value);
}
