import { type Cents, cents, dollars, sum } from '../money.ts';
import type { RemittanceFinding } from './finding.ts';
import { type Movement, totalMoved } from './movements.ts';

/**
 * Findings if the movements exceed what the coverage still owes, in a line or in all: payment plus adjustments would be
 * more than the charge. `owed` holds cents by line, '' for the claim as a whole.
 */
export function overCharge(
  movements: readonly Movement[],
  owed: ReadonlyMap<string, Cents>,
): readonly RemittanceFinding[] {
  const all = sum(owed.values());
  if (totalMoved(movements) > Math.max(all, 0)) return [finding('the claim', all, totalMoved(movements))];
  const lines = new Set(movements.map(({ line }) => line).filter((line) => line !== ''));
  return [...lines].flatMap((line) => {
    const moved = totalMoved(movements, (one) => one.line === line);
    const left = owed.get(line) ?? cents(0);
    return moved > Math.max(left, 0) ? [finding(`line ${line}`, left, moved)] : [];
  });
}

function finding(of: string, left: Cents, moved: Cents): RemittanceFinding {
  return {
    code: 'over-charge',
    sentence: `payment and adjustments of ${of} are ${dollars(moved)}, and the payer owes ${dollars(left)}`,
  };
}
