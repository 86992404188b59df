import type { TransactionSet } from '../../x12/index.ts';
import { centsFromX12, dollars } from '../../domain/money.ts';
import { printable } from './printable.ts';

/**
 * How an office finds a payment: the number of its check or transfer (TRN02) and its amount (BPR02), as far as they can
 * be read. Empty for a set that is not a remittance.
 */
export function paymentLabel({ set, segments }: Pick<TransactionSet, 'set' | 'segments'>): string {
  if (set !== '835') return '';
  const elementOf = (id: string, at: number): string =>
    segments.find((segment) => segment.id === id)?.elements[at]?.trim() ?? '';
  const number = printable(elementOf('TRN', 2), 50) || 'without a number';
  const amount = centsFromX12(elementOf('BPR', 2));
  return `check or transfer ${number}${amount === undefined ? '' : ` of ${dollars(amount)}`}: `;
}
