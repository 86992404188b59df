import type { NamedRemittance } from '../../domain/remittance/claim-books.ts';
import type { RemittancePayment } from '../../domain/remittance/remittance.ts';

/** A stored remittance to post into. */
export interface StoredRemittance extends NamedRemittance {
  readonly id: bigint;
  /** Position of the last claim payment stored from an earlier file; 0 if there is none. */
  readonly lastPosition: number;
}

/** A remittance that is stored under that id. */
export function storedAs(id: bigint, payment: RemittancePayment, lastPosition = 0): StoredRemittance {
  const { originatorId, traceNumber, paidOn, payerName, payerId } = payment;
  return {
    id,
    lastPosition,
    remittanceId: String(id),
    ...{ originatorId, traceNumber, paidOn, payerName },
    ...(payerId === undefined ? {} : { payerId }),
    hasInterest: paysInterest(payment),
  };
}

/** Whether a PLB pays interest. */
function paysInterest({ providerLevelAdjustments }: RemittancePayment): boolean {
  return providerLevelAdjustments.some(({ reasonCode, amountCents }) => reasonCode === 'L6' && amountCents < 0);
}
