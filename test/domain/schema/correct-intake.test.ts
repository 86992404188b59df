import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { correctIntake } from '../../../domain/schema/correct-intake.ts';
import { anIntake } from '../builders.ts';

/** The problems that a correction meets, without what they allow. */
function refusals(set: Record<string, unknown>) {
  const reading = correctIntake(anIntake(), set);
  return reading.kind === 'ok' ? [] : reading.problems.map(({ path, found }) => `${path}: ${found}`);
}

describe('a correction', () => {
  test('sets what stands at a path, and leaves the file it was given alone', () => {
    const before = anIntake();
    const reading = correctIntake(before, {
      'claim.serviceLines[0].modifiers': ['25', '59'],
      'rendering.taxonomyCode': '208D00000X',
    });
    expect(reading).toMatchObject({
      kind: 'ok',
      intake: { rendering: { taxonomyCode: '208D00000X' }, claim: { serviceLines: [{ modifiers: ['25', '59'] }] } },
    });
    expect(before).toEqual(anIntake());
  });

  test('sets a field that was not there', () => {
    expect(correctIntake(anIntake(), { 'claim.priorAuthorizationNumber': 'AUTH1' })).toMatchObject({
      kind: 'ok',
      intake: { claim: { priorAuthorizationNumber: 'AUTH1' } },
    });
  });

  test('takes a field away with null', () => {
    const reading = correctIntake(anIntake(), { 'rendering.taxonomyCode': null });
    expect(reading.kind === 'ok' && 'taxonomyCode' in (reading.intake.rendering ?? {})).toBe(false);
  });

  test('adds to a list just after its end, and no further', () => {
    expect(refusals({ 'claim.diagnoses[2]': { code: 'E11.9' } })).toEqual([]);
    expect(refusals({ 'claim.diagnoses[3]': { code: 'E11.9' } })).toEqual(['claim.diagnoses[3]: item 3 of a list']);
  });

  test('is refused when the whole would not pass the schema', () => {
    expect(refusals({ 'claim.serviceLines[0].diagnosisPointers': [3] })).toEqual([
      'claim.serviceLines[0].diagnosisPointers[0]: 3',
    ]);
    expect(refusals({ 'serviceFacility.npi': '1234567893' })).toHaveLength(2);
  });

  test.each(['externalId', 'patientControlNumber', 'schemaVersion', 'policy.profile'])('never changes %s', (path) => {
    expect(refusals({ [path]: 'X1234' })).toEqual([`${path}: a field that cannot be corrected`]);
  });

  test.each([
    '__proto__',
    '__proto__.polluted',
    'constructor',
    'constructor.prototype.polluted',
    'patient.__proto__.polluted',
    'claim.toString',
    'claim.serviceLines[0].hasOwnProperty',
    'claim.serviceLines.length',
    'claim[0]',
    '',
    'claim..note',
    'a[b]',
    'claim.serviceLines[-1]',
  ])('refuses the path "%s"', (path) => {
    expect(
      refusals(JSON.parse(`{${JSON.stringify(path)}: {"polluted": true}}`) as Record<string, unknown>),
    ).toHaveLength(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('says which path was meant', () => {
    const reading = correctIntake(anIntake(), { 'serviceLines[0].modifiers': ['25'] });
    expect(reading).toMatchObject({ problems: [{ allowed: 'did you mean "claim.serviceLines[0].modifiers"?' }] });
    expect(correctIntake(anIntake(), { 'claim.serviceLines[0].modifier': ['25'] })).toMatchObject({
      problems: [{ allowed: 'did you mean "claim.serviceLines[0].modifiers"?' }],
    });
  });

  test('of nothing is refused', () => {
    expect(refusals({})).toEqual(['set: no path']);
  });

  test('with anything at all gives an answer, never an exception', () => {
    const path = fc.oneof(
      fc.string(),
      fc.constantFrom('patient', 'claim', 'claim.serviceLines[0]', 'insurance[0].memberId', 'rendering.npi'),
    );
    fc.assert(
      fc.property(fc.dictionary(path, fc.jsonValue()), (set) => {
        const reading = correctIntake(anIntake(), set);
        if (reading.kind === 'ok') expect(reading.intake.externalId).toBe('visit-1');
      }),
    );
  });
});
