import { guides, type FunctionalGroup, type Interchange, type TransactionSet } from '../../x12/index.ts';
import type { Accepted, TradingPartner } from '../config.ts';

// Only files that are meant for us are posted: what they say is compared with the partner's description.

/** Why an interchange is not for us, or not from this partner; undefined when it fits. */
export function interchangeMisfit(
  { usage, senderId, receiverId }: Interchange,
  { accepts = {}, ...partner }: TradingPartner,
): string | undefined {
  if (!isAccepted(usage, accepts.usages ?? ['P'])) return 'ISA15 marks it as another usage than the partner accepts';
  if (!isAccepted(senderId, accepts.senderIds ?? [partner.receiverId]))
    return 'ISA06 names another sender than the partner';
  if (!isAccepted(receiverId, accepts.receiverIds ?? [partner.senderId])) return 'ISA08 names another receiver than us';
  return undefined;
}

/** Versions of the guides that are read here, by the set; their errata differ in their last letters. */
const versions: Readonly<Record<string, string>> = {
  '835': guides['835'].version,
  '999': guides['999'].version,
  '277': guides['277ca'].version,
};

/** Why a set is not one that is read here; undefined when it fits. */
export function setMisfit(
  { set }: TransactionSet,
  { version }: FunctionalGroup,
  { accepts = {} }: TradingPartner,
): string | undefined {
  const known = versions[set];
  if (known === undefined) return 'ST01 names a transaction set that is not read here';
  const fits = accepts.versions ? isAccepted(version, accepts.versions) : version.startsWith(known.slice(0, 10));
  return fits ? undefined : 'GS08 names another version than the partner accepts';
}

/** Whether a value is one of those that are accepted. */
export function isAccepted(value: string, accepted: Accepted): boolean {
  return accepted === 'any' || accepted.includes(value);
}
