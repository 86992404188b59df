import { centsFromX12, dollars } from '../../domain/money.ts';
import { printable } from './printable.ts';

/**
 * How an office finds a payment: the number of its check or transfer (TRN02) and its amount (BPR02), as far as they can
 * be read.
 */
export function paymentLabel(traceNumber: string, amount: string): string {
  const number = printable(traceNumber.trim(), 50) || 'without a number';
  const cents = centsFromX12(amount.trim());
  return `check or transfer ${number}${cents === undefined ? '' : ` of ${dollars(cents)}`}: `;
}
