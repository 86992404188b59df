import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjudicate, reversed } from '../../sandbox/payer/adjudicate.ts';
import type { LinePaid } from '../../sandbox/payer/claim-seen.ts';
import { rulesFor, shippedRules } from '../../sandbox/rules.ts';
import { aClaim, aPlan } from './claims.ts';

// The sandbox payer's payments balance, and follow the plan.

const known = { today: '2026-03-05', paidBefore: [] };
const reasons = ({ adjustments }: LinePaid): readonly string[] =>
  adjustments.map(({ group, reason, amountCents }) => `${group}${reason} ${amountCents}`);

describe('a plan', () => {
  test.each([
    ['nothing else', {}, 16_000, ['CO45 4000']],
    [
      'deductible and coinsurance',
      { deductibleCents: 4_000, coinsurancePercent: 20 },
      9_600,
      ['CO45 4000', 'PR1 4000', 'PR2 2400'],
    ],
    ['a copayment', { copayCents: 350 }, 15_650, ['CO45 4000', 'PR3 350']],
    ['another benefit', { covers: ['99*'] }, 0, ['PR204 20000']],
    ['an authorization', { authorizationRequired: ['G0463'] }, 0, ['CO197 20000']],
    ['a fee', { feeCents: { G0463: 12_150 } }, 12_150, ['CO45 7850']],
    ['a fee above the charge', { feeCents: { G0463: 90_000 } }, 20_000, []],
    [
      'sequestration',
      { coinsurancePercent: 20, sequestrationPercent: 2 },
      12_544,
      ['CO45 4000', 'PR2 3200', 'CO253 256'],
    ],
    ['a filing limit', { filingLimitDays: 2 }, 0, ['CO29 20000']],
  ])('with %s pays %#', (_, change, paidCents, given) => {
    const [line] = adjudicate(aClaim(), aPlan(change), known);
    expect(line && { paidCents: line.paidCents, given: reasons(line) }).toEqual({ paidCents, given });
  });

  test('pays what needs an authorization once it has one', () => {
    const plan = aPlan({ authorizationRequired: ['*'] });
    expect(adjudicate(aClaim([20_000], { hasAuthorization: true }), plan, known)[0]).toMatchObject({
      paidCents: 16_000,
    });
  });

  test('takes deductible and copayment once for the claim', () => {
    const plan = aPlan({ copayCents: 350, deductibleCents: 17_000 });
    expect(adjudicate(aClaim([20_000, 20_000]), plan, known).map(({ paidCents }) => paidCents)).toEqual([0, 14_650]);
  });

  test('denies an original whose line is paid already, and not its replacement', () => {
    const paidBefore = adjudicate(aClaim(), aPlan(), known);
    const again = adjudicate(aClaim(), aPlan(), { ...known, paidBefore });
    expect(again.map(reasons)).toEqual([['OA18 20000']]);
    const replaced = adjudicate(aClaim([20_000], { frequency: '7' }), aPlan(), { ...known, paidBefore });
    expect(replaced.map(reasons)).toEqual([['CO45 4000']]);
  });

  test('of a later payer pays what the earlier one left to the patient', () => {
    const claim = aClaim([20_000], { isSecondary: true });
    const lines = claim.lines.map((line) => ({ ...line, leftCents: 3_200 }));
    expect(adjudicate({ ...claim, lines }, aPlan(), known).map(reasons)).toEqual([['OA23 16800']]);
  });
});

test('balances to the cent for any charge, and a reversal negates it exactly', () => {
  const member = fc.constantFrom('PAY', 'DED', 'SML', 'NCV', 'AUT', 'MCARE', 'FEE');
  const charges = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 });
  const rules = shippedRules();
  fc.assert(
    fc.property(member, charges, (marker, amounts) => {
      const { plan } = rulesFor(rules, { memberId: `W1${marker}2`, groupNumber: '' });
      const lines = adjudicate(aClaim(amounts), plan, known);
      for (const line of [...lines, ...reversed(lines)]) {
        const adjusted = line.adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
        expect(line.paidCents + adjusted).toBe(line.chargeCents);
      }
      expect([...lines, ...reversed(lines)].reduce((sum, { paidCents }) => sum + paidCents, 0)).toBe(0);
    }),
    { seed: 1 },
  );
});

test('the longest marker in the member id or before the group number selects plan and behavior', () => {
  const rules = shippedRules();
  const titleOf = (memberId: string, groupNumber = ''): string => rulesFor(rules, { memberId, groupNumber }).plan.title;
  expect(titleOf('W1AUTDED2')).toContain(
    'Takes a deductible of $40.00 and a coinsurance of 20 percent, after an authorization',
  );
  expect(titleOf('W12', 'FEE77')).toContain('fees by procedure code');
  expect(titleOf('W12', 'XFEE77')).toContain('80 percent');
  expect(rulesFor(rules, { memberId: 'W1SIL2', groupNumber: '' }).behavior?.marker).toBe('SIL');
});
