import type { ProviderAdjustmentRule } from '../schema/payments.ts';
import type { ClaimArrived } from './claim-seen.ts';
import type { Payment } from './pay-claim.ts';

/** A provider-level adjustment (PLB). A positive amount reduces the payment. */
export interface ProviderAdjustment {
  readonly code: string;
  readonly reference: string;
  readonly amountCents: number;
}

/** What a remittance pays for its claims. */
export function paidIn(payments: readonly Payment[]): number {
  return payments.flatMap(({ lines }) => lines).reduce((sum, { paidCents }) => sum + paidCents, 0);
}

/** The adjustments that a behavior asks for, and what is left to recover. Their reference names payment and claim. */
export function providerAdjustments(
  rules: readonly ProviderAdjustmentRule[],
  payments: readonly Payment[],
  { claim, postponedCents: before }: { readonly claim: ClaimArrived; readonly postponedCents: number },
): { readonly adjustments: readonly ProviderAdjustment[]; readonly postponedCents: number } {
  const reversals = payments.filter(({ statusCode }) => statusCode === '22');
  const [named = payments[0]] = reversals;
  const reference = `${named?.payerControlNumber ?? ''} ${claim.patientControlNumber}`.trim();
  let postponedCents = before;
  const adjustments = rules.map(({ code, amount }) => {
    const amountCents = amount === 'postpone' ? paidIn(reversals) : amount === 'recover' ? postponedCents : amount;
    if (amount === 'postpone') postponedCents -= amountCents;
    if (amount === 'recover') postponedCents = 0;
    return { code, reference, amountCents };
  });
  return { adjustments, postponedCents };
}
