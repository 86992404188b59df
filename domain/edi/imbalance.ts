import { type Cents, cents } from '../money.ts';
import { allAdjustments } from '../remittance/standing-payments.ts';
import type { ClaimPayment, RemittancePayment, ServicePayment } from '../remittance/remittance.ts';

/** A sum of a claim payment that does not balance. */
export interface Imbalance {
  /** Position of the CLP or SVC segment. */
  readonly position: number;
  readonly level: 'service' | 'claim';
  readonly byCents: Cents;
}

/**
 * All sums of a claim payment that do not balance. One with an imbalance is not posted.
 * @source 005010X221A1, Balancing
 */
export function imbalances(claim: ClaimPayment): readonly Imbalance[] {
  const found: Imbalance[] = [];
  const check = (level: Imbalance['level'], position: number, byCents: Cents): void => {
    if (byCents !== 0) found.push({ level, position, byCents });
  };
  for (const service of claim.services) check('service', service.position, ofService(service));
  check('claim', claim.position, ofClaim(claim));
  return found;
}

/** Charge − adjustments − paid. */
function ofService({ chargeCents, paidCents, adjustments }: ServicePayment): Cents {
  return inCents(chargeCents - total(adjustments.map(({ amountCents }) => amountCents)) - paidCents);
}

/** Charge − all adjustments − paid. CLP05 is not subtracted, because it repeats the PR adjustments. */
function ofClaim(payment: ClaimPayment): Cents {
  const adjusted = total(allAdjustments(payment).map(({ amountCents }) => amountCents));
  return inCents(payment.chargeCents - adjusted - payment.paidCents);
}

/**
 * Payment − paid amounts of all claims + provider-level adjustments. Zero for a complete remittance.
 * @source 005010X221A1, Balancing
 */
export function paymentRemainder(
  { amountCents, providerLevelAdjustments }: Pick<RemittancePayment, 'amountCents' | 'providerLevelAdjustments'>,
  paidCents: number,
): Cents {
  return inCents(amountCents - paidCents + total(providerLevelAdjustments.map((adjustment) => adjustment.amountCents)));
}

function total(amounts: readonly Cents[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Absurd amounts may exceed the safe integers. Such a sum does not balance, and must not throw. */
function inCents(sum: number): Cents {
  return cents(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum)));
}
