import { expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../domain/policy/default-policy.ts';
import { lastServiceDate } from '../../../domain/policy/service-dates.ts';
import { aLine, anIntake } from '../builders.ts';

// States every default, because a changed default changes when people are billed and claims are filed.

test('the default waits and limits', () => {
  expect(defaultPolicy).toEqual({
    acknowledgmentDays: 5,
    remittanceDays: 45,
    maxResends: 1,
    maxAutomaticCorrections: 2,
    deadlines: [],
    workItemDays: 14,
    statementDays: [0, 30, 60, 90],
    finalNoticeDays: 30,
    smallBalanceCents: 500,
    minimumPlacementCents: 2500,
    placementDays: 365,
    agencyAcknowledgmentDays: 7,
    approvalAboveCents: {},
  });
});

/** A patient file with lines on these days, "from" or "from to". */
function served(...days: string[]) {
  return anIntake((json) => {
    json.claim.serviceLines = days.map((range, index) => {
      const [serviceDate, serviceDateTo] = range.split(' ');
      return aLine({ lineId: `${index + 1}`, serviceDate, ...(serviceDateTo ? { serviceDateTo } : {}) });
    });
  });
}

test('the last day of service is the latest day of any line, in any order of lines', () => {
  expect(lastServiceDate(served('2026-03-02', '2026-03-05'))).toBe('2026-03-05');
  expect(lastServiceDate(served('2026-03-05', '2026-03-02'))).toBe('2026-03-05');
  expect(lastServiceDate(served('2026-03-02 2026-03-09', '2026-03-05'))).toBe('2026-03-09');
});
