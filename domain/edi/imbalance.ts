import { type Cents, minus, sum } from '../money.ts';
import { allAdjustments } from '../remittance/classify.ts';
import type { ClaimPayment, RemittanceAdvice, ServicePayment } from '../remittance/remittance.ts';

/** A sum in a remittance advice that does not come out, by its place. */
export interface Imbalance {
  /** Position of the CLP or SVC segment; 1 for the whole remittance. */
  readonly position: number;
  readonly level: 'service' | 'claim' | 'remittance';
  readonly byCents: Cents;
}

/** Every sum that does not come out; a remittance that has one is not posted. @source 005010X221A1, Balancing */
export function imbalances(remittance: RemittanceAdvice): readonly Imbalance[] {
  const found: Imbalance[] = [];
  const check = (level: Imbalance['level'], position: number, byCents: Cents): void => {
    if (byCents !== 0) found.push({ level, position, byCents });
  };
  for (const claim of remittance.claims) {
    for (const service of claim.services) check('service', service.position, ofService(service));
    check('claim', claim.position, ofClaim(claim));
  }
  check('remittance', 1, ofRemittance(remittance));
  return found;
}

/** Charge less adjustments less paid. */
function ofService({ chargeCents, paidCents, adjustments }: ServicePayment): Cents {
  return minus(minus(chargeCents, sum(adjustments.map(({ amountCents }) => amountCents))), paidCents);
}

/** Charge less all adjustments less paid. CLP05 is no term: it restates the PR adjustments. */
function ofClaim(payment: ClaimPayment): Cents {
  return minus(
    minus(payment.chargeCents, sum(allAdjustments(payment).map(({ amountCents }) => amountCents))),
    payment.paidCents,
  );
}

/** Payments of all claims less provider-level adjustments less the payment itself. */
function ofRemittance({ claims, providerLevelAdjustments, amountCents }: RemittanceAdvice): Cents {
  const paid = sum(claims.map(({ paidCents }) => paidCents));
  return minus(minus(paid, sum(providerLevelAdjustments.map((adjustment) => adjustment.amountCents))), amountCents);
}
