import { expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { type DeadlineRule, deadlineRules } from '../../../domain/policy/deadline-rules.ts';
import { answerDeadline, filingDeadline } from '../../../domain/policy/deadlines.ts';
import { aLine, anIntake } from '../builders.ts';

/** A claim of that program and payer with these first days of service. */
function claim({ program = 'CI', payerId = 'DEMO1', days = ['2026-03-02'], deadlines = [] as DeadlineRule[] }) {
  const intake = anIntake((json) => {
    json.insurance[0]!.claimFilingCode = program;
    json.insurance[0]!.payerId = payerId;
    json.claim.serviceLines = days.map((serviceDate, index) => aLine({ lineId: `${index + 1}`, serviceDate }));
  });
  return { intake, policy: { deadlines } };
}

const row = (change: Partial<DeadlineRule>): DeadlineRule => ({
  deadline: 'filing',
  days: 1,
  source: 'test',
  ...change,
});
const remitted = isoDate('2026-04-01');

test('without a rule of their own, payers have 90 days from the service, and 90 and 60 from the remittance', () => {
  const commercial = claim({ days: ['2026-03-05', '2026-03-02'] });
  expect(filingDeadline(commercial).on).toBe('2026-05-31');
  expect(answerDeadline('replacement', commercial, remitted).on).toBe('2026-06-30');
  expect(answerDeadline('appeal', commercial, remitted).on).toBe('2026-05-31');
});

test('Medicare accepts a claim for one calendar year, a reopening for one year, a redetermination for 125 days', () => {
  const medicare = claim({ program: 'MB' });
  expect(filingDeadline(medicare)).toEqual({ on: '2027-03-02', source: expect.stringContaining('42 CFR 424.44') });
  expect(answerDeadline('replacement', medicare, remitted).on).toBe('2027-04-01');
  expect(answerDeadline('appeal', medicare, remitted).on).toBe('2026-08-04');
});

test.each([
  ['a Saturday moves to Monday', '2025-08-29', '2026-08-31'],
  ['Saturday, Sunday and Labor Day move to Tuesday', '2025-09-05', '2026-09-08'],
  ['a holiday moves to the next business day', '2025-12-25', '2026-12-28'],
  ['February 29 has its year on February 28, here a Friday', '2024-02-29', '2025-02-28'],
])('the last day for Medicare: %s', (_, served, last) => {
  const on = filingDeadline(claim({ program: 'MB', days: [served] })).on;
  expect(on).toBe(last);
});

test('the last day of other payers does not move', () => {
  // 2026-05-31 is a Sunday.
  expect(filingDeadline(claim({})).on).toBe('2026-05-31');
});

test('the profile applies before the built-in rules; payer and program before payer, program, and neither', () => {
  const deadlines = [
    row({ days: 10 }),
    row({ filingCodes: ['MC'], days: 20 }),
    row({ payerIds: ['P7'], days: 30 }),
    row({ payerIds: ['P7'], filingCodes: ['MC'], days: 40 }),
    row({ payerIds: ['P7'], filingCodes: ['MC'], days: 50 }),
    row({ deadline: 'appeal', payerIds: ['P7'], days: 5 }),
  ];
  const lastDay = (program: string, payerId: string) => filingDeadline(claim({ program, payerId, deadlines })).on;
  expect(lastDay('CI', 'P1')).toBe('2026-03-12');
  expect(lastDay('MB', 'P1')).toBe('2026-03-12');
  expect(lastDay('MC', 'P1')).toBe('2026-03-22');
  expect(lastDay('CI', 'P7')).toBe('2026-04-01');
  expect(lastDay('MC', 'P7')).toBe('2026-04-11');
  expect(answerDeadline('replacement', claim({ payerId: 'P7', deadlines }), remitted).on).toBe('2026-06-30');
});

test('a claim without insurance has the limits that apply to every payer', () => {
  const { intake, policy } = claim({});
  expect(filingDeadline({ intake: { ...intake, insurance: [] }, policy }).on).toBe('2026-05-31');
});

test('each rule names its source, and each deadline has one rule for every payer', () => {
  for (const { source, days, years } of deadlineRules) {
    expect(source.length).toBeGreaterThan(20);
    expect((days === undefined) !== (years === undefined)).toBe(true);
  }
  for (const kind of ['filing', 'replacement', 'appeal'])
    expect(
      deadlineRules.filter(({ deadline, payerIds, filingCodes }) => deadline === kind && !payerIds && !filingCodes),
    ).toHaveLength(1);
});
