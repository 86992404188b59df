import { expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { defaultPolicy } from '../../../domain/policy/default-policy.ts';
import { correctedClaimOn, lastServiceDate, timelyFilingOn } from '../../../domain/policy/timely-filing.ts';
import { aLine, anIntake } from '../builders.ts';

// States every default, because a changed default changes when people are billed and claims are filed.

test('the default waits and limits', () => {
  expect(defaultPolicy).toEqual({
    acknowledgmentDays: 5,
    remittanceDays: 45,
    maxResends: 1,
    maxAutomaticCorrections: 2,
    timelyFilingDays: 90,
    correctedClaimDays: 90,
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

test('a deadline is a number of calendar days later: 365 days with a leap day, and 0 days', () => {
  expect(timelyFilingOn(served('2027-12-31'), 365)).toBe('2028-12-30');
  expect(timelyFilingOn(served('2026-03-05', '2026-03-02'), 0)).toBe('2026-03-02');
  expect(correctedClaimOn(isoDate('2026-12-31'), 1)).toBe('2027-01-01');
});
