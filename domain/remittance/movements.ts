import { type Cents, cents, negate } from '../money.ts';
import { type AdjustmentClass, type AdjustmentContext, adjustmentClasses, classOf } from './adjustment-class.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

/** What a movement of a claim payment records: the amount paid, or an adjustment that is posted. */
export type MovementKind = 'paid' | Exclude<AdjustmentClass, 'prior-payer' | 'denial'>;

/** An amount that a claim payment takes off what the coverage owes for a line; never zero, negative in a reversal. */
export interface Movement {
  /** The line's `lineId`, or '' for the claim as a whole. */
  readonly line: string;
  readonly kind: MovementKind;
  readonly amountCents: Cents;
}

/**
 * The movements of a claim payment, one per line and kind. `lines` holds the line of each service. What the claim level
 * says beyond the services is a row of its own, ''; its paid amount may be negative when a claim-level adjustment
 * reduces what the services pay.
 */
export function movementsOf(
  payment: ClaimPayment,
  lines: readonly string[],
  context: AdjustmentContext,
): readonly Movement[] {
  if (payment.statusCode === '25') return [];
  const totals = new Map<string, number>();
  const add = (line: string, kind: 'paid' | AdjustmentClass, amountCents: number): void => {
    const key = `${line} ${kind}`;
    totals.set(key, (totals.get(key) ?? 0) + amountCents);
  };
  const addAll = (line: string, adjustments: readonly Adjustment[]): void => {
    for (const one of adjustments) add(line, classOf(one, context), one.amountCents);
  };
  add('', 'paid', payment.paidCents);
  addAll('', payment.adjustments);
  for (const [index, service] of payment.services.entries()) {
    const line = lines[index] ?? '';
    add('', 'paid', -service.paidCents);
    add(line, 'paid', service.paidCents);
    addAll(line, service.adjustments);
  }
  return ['', ...new Set(lines.filter((line) => line !== ''))].flatMap((line) =>
    kinds.flatMap((kind) => {
      const amount = totals.get(`${line} ${kind}`) ?? 0;
      return amount === 0 ? [] : [{ line, kind, amountCents: cents(amount) }];
    }),
  );
}

const kinds: readonly MovementKind[] = [
  'paid',
  ...adjustmentClasses.filter((one) => one !== 'denial' && one !== 'prior-payer'),
];

/** The same movements with the other sign. */
export function negated(movements: readonly Movement[]): readonly Movement[] {
  return movements.map((movement) => ({ ...movement, amountCents: negate(movement.amountCents) }));
}

/** Whether two lists hold the same movements, in any order. */
export function areEqual(some: readonly Movement[], others: readonly Movement[]): boolean {
  const print = (movements: readonly Movement[]): string =>
    movements
      .map(({ line, kind, amountCents }) => `${line} ${kind} ${amountCents}`)
      .toSorted()
      .join('\n');
  return print(some) === print(others);
}

/** The sum of the movements of some kinds, of all lines or of one. */
export function totalMoved(
  movements: readonly Movement[],
  isWanted: (movement: Movement) => boolean = () => true,
): Cents {
  return cents(movements.reduce((total, movement) => total + (isWanted(movement) ? movement.amountCents : 0), 0));
}
