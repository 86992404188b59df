import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjudicate, type ClaimSeen, type LinePaid, reversed } from '../../sandbox/payer/adjudicate.ts';

// The sandbox payer's payments balance, and the member id selects the outcome.

const aClaim = (
  memberId: string,
  charges: readonly number[] = [20_000],
  change: Partial<ClaimSeen> = {},
): ClaimSeen => ({
  patientControlNumber: 'V88121A7K2',
  memberId,
  chargeCents: charges.reduce((sum, charge) => sum + charge, 0),
  isReplacement: false,
  hasAuthorization: false,
  lines: charges.map((chargeCents, index) => ({
    lineId: String(index + 1),
    procedureCode: 'G0463',
    modifiers: [],
    serviceDate: '2026-03-02',
    chargeCents,
  })),
  ...change,
});

const reasons = ({ adjustments }: LinePaid): readonly string[] =>
  adjustments.map(({ group, reason, amountCents }) => `${group}${reason} ${amountCents}`);

describe('the payer', () => {
  test.each([
    ['W1PAY', 16_000, ['CO45 4000']],
    ['W1DED', 10_000, ['CO45 4000', 'PR1 4000', 'PR2 2000']],
    ['W1SML', 15_650, ['CO45 4000', 'PR3 350']],
    ['W1NCV', 0, ['PR204 20000']],
    ['W1AUT', 0, ['CO16 20000']],
  ])('member %s: pays %i of 20,000 cents', (memberId, paidCents, given) => {
    const [line] = adjudicate(aClaim(memberId));
    expect(line && { paidCents: line.paidCents, given: reasons(line) }).toEqual({ paidCents, given });
  });

  test('pays a denied claim once it has an authorization', () => {
    expect(adjudicate(aClaim('W1AUT', [20_000], { hasAuthorization: true }))[0]).toMatchObject({ paidCents: 16_000 });
  });

  test('applies the small copayment once per claim, not once per line', () => {
    expect(adjudicate(aClaim('W1SML', [20_000, 20_000])).map(({ paidCents }) => paidCents)).toEqual([15_650, 16_000]);
  });

  test('balances to the cent for any charge, and a reversal negates it exactly', () => {
    const member = fc.constantFrom('PAY', 'DED', 'SML', 'NCV', 'AUT');
    const charges = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(member, charges, (memberId, amounts) => {
        const lines = adjudicate(aClaim(memberId, amounts));
        for (const line of [...lines, ...reversed(lines)]) {
          const adjusted = line.adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
          expect(line.paidCents + adjusted).toBe(line.chargeCents);
        }
        const net = [...lines, ...reversed(lines)].reduce((sum, { paidCents }) => sum + paidCents, 0);
        expect(net).toBe(0);
      }),
      { seed: 1 },
    );
  });
});
