import { expect, test } from '@jest/globals';
import type { BusinessClock } from '../../../domain/clock.ts';
import { instant, isoDate } from '../../../domain/dates.ts';
import { defaultPolicy, policyFor } from '../../../domain/policy/default-policy.ts';
import { firstServiceDate, lastServiceDate } from '../../../domain/policy/service-dates.ts';
import { aLine, anIntake } from '../builders.ts';

const clock: BusinessClock = {
  startedAt: instant(0),
  startDate: isoDate('2026-01-01'),
  dayMs: 86_400_000,
  timeZone: 'UTC',
};

test('without profiles the default policy applies', () => {
  expect(policyFor('default', clock, {})).toEqual({ ...defaultPolicy, clock });
});

test('a profile overrides the profile "default", which overrides the default policy', () => {
  const profiles = { default: { workItemDays: 3 }, slow: { remittanceDays: 60 } };
  expect(policyFor('slow', clock, profiles)).toEqual({ ...defaultPolicy, workItemDays: 3, remittanceDays: 60, clock });
  expect(policyFor('default', clock, profiles)).toEqual({ ...defaultPolicy, workItemDays: 3, clock });
});

test.each(['fast', 'constructor', '__proto__', ''])('an undefined profile gives no policy: "%s"', (profile) => {
  expect(policyFor(profile, clock, { slow: {} })).toBeUndefined();
});

test('a profile cannot change the clock', () => {
  expect(policyFor('odd', clock, JSON.parse('{"odd": {"clock": 1}}') as Record<string, object>)?.clock).toEqual(clock);
});

test('the final notice period ends 120 days after the first bill', () => {
  expect((defaultPolicy.statementDays.at(-1) ?? 0) + defaultPolicy.finalNoticeDays).toBe(120);
});

test('the days of service of a claim span its lines', () => {
  const intake = anIntake(
    (json) =>
      (json.claim.serviceLines = [
        aLine({ serviceDate: '2026-03-05', serviceDateTo: '2026-03-09' }),
        aLine({ lineId: '2', serviceDate: '2026-03-02' }),
      ]),
  );
  expect([firstServiceDate(intake), lastServiceDate(intake)]).toEqual(['2026-03-02', '2026-03-09']);
});
