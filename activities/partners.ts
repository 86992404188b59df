import type { TradingPartner } from './config.ts';
import { agencySubject, payerSubject, type PartnerSubject } from '../domain/partner-trouble.ts';
import { permanent } from './failures.ts';

/**
 * The partner for a payer: the one that lists it, otherwise the one that lists every payer ("*"). Throws
 * `unknown-partner`.
 */
export function partnerOfPayer(partners: readonly TradingPartner[], payerId: string): TradingPartner {
  const payers = partners.filter(({ kind }) => kind === 'payer');
  const found =
    payers.find(({ payerIds }) => payerIds.includes(payerId)) ?? payers.find(({ payerIds }) => payerIds.includes('*'));
  if (!found) throw permanent('unknown-partner', { partner: payerSubject(payerId) });
  return found;
}

/** Whether the contract with a payer pays by capitation. */
export function isCapitated(partners: readonly TradingPartner[], payerId: string): boolean {
  return partners.some(({ capitatedPayerIds = [] }) => capitatedPayerIds.includes(payerId));
}

/** The collection agency. Throws `unknown-partner`. */
export function agencyOf(partners: readonly TradingPartner[]): TradingPartner {
  const found = partners.find(({ kind }) => kind === 'agency');
  if (!found) throw permanent('unknown-partner', { partner: agencySubject });
  return found;
}

/** A partner by its id. Throws `unknown-partner`. */
export function partnerById(partners: readonly TradingPartner[], partnerId: string): TradingPartner {
  const found = partners.find((one) => one.partnerId === partnerId);
  if (!found) throw permanent('unknown-partner', { partner: partnerId });
  return found;
}

/** Whether partners.json describes that partner now. */
export function isConfigured(partners: readonly TradingPartner[], subject: PartnerSubject): boolean {
  return partners.some(
    ({ partnerId, kind, payerIds }) =>
      subject === partnerId ||
      (kind === 'agency' && subject === agencySubject) ||
      (kind === 'payer' && payerIds.some((payerId) => takes(payerId, subject))),
  );
}

function takes(payerId: string, subject: PartnerSubject): boolean {
  return payerId === '*' ? subject.startsWith(payerSubject('')) : subject === payerSubject(payerId);
}
