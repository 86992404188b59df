import type { TradingPartner } from './config.ts';
import { permanent } from './failures.ts';

/**
 * The partner for a payer: the one that lists it, otherwise the one that lists every payer ("*"). Throws
 * `unknown-partner`.
 */
export function partnerOfPayer(partners: readonly TradingPartner[], payerId: string): TradingPartner {
  const payers = partners.filter(({ kind }) => kind === 'payer');
  const found =
    payers.find(({ payerIds }) => payerIds.includes(payerId)) ?? payers.find(({ payerIds }) => payerIds.includes('*'));
  if (!found) throw permanent('unknown-partner', { payerId });
  return found;
}

/** The collection agency. Throws `unknown-partner`. */
export function agencyOf(partners: readonly TradingPartner[]): TradingPartner {
  const found = partners.find(({ kind }) => kind === 'agency');
  if (!found) throw permanent('unknown-partner', { kind: 'agency' });
  return found;
}

/** A partner by its id. Throws `unknown-partner`. */
export function partnerById(partners: readonly TradingPartner[], partnerId: string): TradingPartner {
  const found = partners.find((one) => one.partnerId === partnerId);
  if (!found) throw permanent('unknown-partner', { partnerId });
  return found;
}
