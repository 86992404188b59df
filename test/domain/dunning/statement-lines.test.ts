import { describe, expect, test } from '@jest/globals';
import { statementLines } from '../../../domain/dunning/statement-lines.ts';
import { cents } from '../../../domain/money.ts';
import type { ServicePayment } from '../../../domain/remittance/remittance.ts';
import { aLine, anAdjustment, anIntake, aPayment, aServicePayment } from '../builders.ts';

const twoLines = anIntake((json) => (json.claim.serviceLines = [aLine(), aLine({ lineId: '2', modifiers: ['76'] })]));

/** A payment of a service whose payer returns no line id. */
function withoutLineId(change: Partial<ServicePayment>): ServicePayment {
  const { lineId: _lineId, ...service } = aServicePayment(change);
  return service;
}

describe('a payment of a service', () => {
  const paid = (services: readonly ServicePayment[]) =>
    statementLines(twoLines, [aPayment({ services })]).map((line) => line.insurancePaidCents);
  const lineTwo = aServicePayment({ lineId: '2', paidCents: cents(200), adjustments: [] });

  test('belongs to the line with its line id, in any order', () => {
    const lineOne = aServicePayment({ lineId: '1', paidCents: cents(100), adjustments: [] });
    expect(paid([lineTwo, lineOne])).toEqual([100, 200]);
  });

  test('without a line id belongs to the first line of its procedure that has no payment yet', () => {
    expect(paid([lineTwo, withoutLineId({ paidCents: cents(100), adjustments: [] })])).toEqual([100, 200]);
  });

  test('that matches no line is in the row of the whole claim', () => {
    const stray = withoutLineId({
      procedureCode: 'A9270',
      paidCents: cents(300),
      adjustments: [anAdjustment('CO-45', 40), anAdjustment('PR-1', 50)],
    });
    const [one, two, whole] = statementLines(twoLines, [aPayment({ services: [lineTwo, stray] })]);
    expect([one?.insurancePaidCents, two?.insurancePaidCents]).toEqual([0, 200]);
    expect(whole).toEqual({
      serviceDate: '2026-03-02',
      procedureCode: 'Whole claim',
      modifiers: [],
      chargedCents: 0,
      insurancePaidCents: 300,
      adjustedCents: 40,
      youOweCents: 50,
    });
  });
});

describe('the row of the whole claim', () => {
  const whole = (paidCents: number, ...adjustments: ReturnType<typeof anAdjustment>[]) =>
    statementLines(anIntake(), [aPayment({ paidCents: cents(paidCents), services: [], adjustments })]).slice(1);

  test('is there if any of its amounts is not zero', () => {
    expect(whole(100)).toMatchObject([{ insurancePaidCents: 100, adjustedCents: 0, youOweCents: 0 }]);
    expect(whole(0, anAdjustment('CO-45', 100))).toMatchObject([{ adjustedCents: 100, youOweCents: 0 }]);
    expect(whole(0, anAdjustment('PR-1', 100))).toMatchObject([{ adjustedCents: 0, youOweCents: 100 }]);
  });

  test('is left out if all its amounts are zero', () => {
    expect(whole(0)).toEqual([]);
    expect(whole(0, anAdjustment('CO-16', 100))).toEqual([]);
  });
});
