import { expect, test } from '@jest/globals';
import { correctIntake } from '../../../domain/schema/correct-intake.ts';
import { readIntake } from '../../../domain/schema/read-intake.ts';
import { anIntake, anIntakeJson } from '../builders.ts';

type Json = ReturnType<typeof anIntakeJson>;

function problemsOf(change: (json: Json) => unknown): readonly string[] {
  const json = anIntakeJson();
  change(json);
  const reading = readIntake(json);
  return reading.kind === 'problems' ? reading.problems.map(({ path, found }) => `${path}: ${found}`) : [];
}

test.each([
  ['a tab', 'Sam\tple', 'a tab'],
  ['a line break', 'Sam\nple', 'a line break'],
  ['a Unicode line separator', 'Sam\u2028ple', 'a line break'],
  ['a right-to-left override', 'Sam\u202eple', 'a character that cannot be stored'],
  ['a zero-width space', 'Sam\u200bple', 'a character that is not seen'],
  ['a Hangul filler', 'Sam\u3164ple', 'a character that is not seen'],
  ['a noncharacter', 'Sam\ufffeple', 'a character that cannot be stored'],
])('a name with %s is refused at its path', (_, lastName, found) => {
  expect(problemsOf((json) => (json.patient.lastName = lastName))).toEqual([`patient.lastName: ${found}`]);
});

test('a note of the case history may have lines, and no characters that reverse them', () => {
  const withNote = (note: string) => (json: Json) =>
    Object.assign(json.patient, { history: [{ date: '2026-01-01', note }] });
  expect(problemsOf(withNote('first\n\tsecond'))).toEqual([]);
  expect(problemsOf(withNote('a\u202eb'))).toEqual(['patient.history[0].note: a character that cannot be stored']);
});

test.each(['-', '.', '12'])('the name "%s" has no letter and is refused', (firstName) => {
  expect(problemsOf((json) => (json.patient.firstName = firstName))).toEqual([
    expect.stringMatching(/^patient\.firstName: /),
  ]);
});

test('an empty name is one problem, not two', () => {
  expect(problemsOf((json) => (json.patient.lastName = ''))).toEqual(['patient.lastName: an empty text']);
});

// The first service is on 2026-03-02.
test.each([
  ['1906-03-02', []],
  ['1906-03-01', ['patient.dateOfBirth: an earlier day']],
  ['0001-01-01', ['patient.dateOfBirth: an earlier day']],
  ['2026-03-02', []],
  ['2026-03-03', ['patient.dateOfBirth: a later day']],
])('a patient who is born on %s: %j', (dateOfBirth, problems) => {
  expect(problemsOf((json) => (json.patient.dateOfBirth = dateOfBirth))).toEqual(problems);
});

test('a subscriber who is born 121 years before the service is refused at the own path', () => {
  const subscriber = { firstName: 'A', lastName: 'B', dateOfBirth: '1905-01-01' };
  const change = (json: Json) => Object.assign(json.insurance[0]!, { relationshipToSubscriber: 'spouse', subscriber });
  expect(problemsOf(change)).toEqual(['insurance[0].subscriber.dateOfBirth: an earlier day']);
});

const corrected = (set: Readonly<Record<string, unknown>>) => {
  const reading = correctIntake(anIntake(), set);
  return reading.kind === 'problems' ? reading.problems : [];
};

test('a correction that names one path twice is refused', () => {
  expect(corrected({ 'claim.diagnoses[0].code': 'J45.40', 'claim.diagnoses[00].code': 'J45.50' })).toEqual([
    { path: 'claim.diagnoses[0].code', found: 'the path twice', allowed: 'each path once' },
  ]);
});

test('a correction repeats what was typed for a path, and says which items there are', () => {
  expect(corrected({ 'claim.serviceLines.0.units': 2 })).toMatchObject([{ path: 'claim.serviceLines.0.units' }]);
  expect(corrected({ 'Testa Sample': 2 })).toMatchObject([{ path: '(not a path)' }]);
  expect(corrected({ 'claim.serviceLines[5].units': 2 })).toMatchObject([{ allowed: '0, or 1 to add one' }]);
  expect(corrected({ 'claim.diagnoses[5].code': 'A00' })).toMatchObject([{ allowed: '0 to 1, or 2 to add one' }]);
});
