import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { correctIntake } from '../../../domain/schema/correct-intake.ts';
import { anIntake } from '../builders.ts';

/** The problems of a correction, without the allowed values. */
function refusals(set: Record<string, unknown>) {
  const reading = correctIntake(anIntake(), set);
  return reading.kind === 'ok' ? [] : reading.problems.map(({ path, found }) => `${path}: ${found}`);
}

describe('a correction', () => {
  test('sets the value at a path, and does not change its input', () => {
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

  test('removes a field with null', () => {
    const reading = correctIntake(anIntake(), { 'rendering.taxonomyCode': null });
    expect(reading.kind === 'ok' && 'taxonomyCode' in (reading.intake.rendering ?? {})).toBe(false);
  });

  test('appends an item directly after the end of a list only', () => {
    expect(refusals({ 'claim.diagnoses[2]': { code: 'E11.9' } })).toEqual([]);
    expect(refusals({ 'claim.diagnoses[3]': { code: 'E11.9' } })).toEqual(['claim.diagnoses[3]: item 3 of a list']);
  });

  test('is refused if the result would be invalid', () => {
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

  test('suggests the intended path', () => {
    const reading = correctIntake(anIntake(), { 'serviceLines[0].modifiers': ['25'] });
    expect(reading).toMatchObject({ problems: [{ allowed: 'did you mean "claim.serviceLines[0].modifiers"?' }] });
    expect(correctIntake(anIntake(), { 'claim.serviceLines[0].modifier': ['25'] })).toMatchObject({
      problems: [{ allowed: 'did you mean "claim.serviceLines[0].modifiers"?' }],
    });
  });

  test('without a path is refused', () => {
    expect(refusals({})).toEqual(['set: no path']);
  });

  test('never throws, whatever its content', () => {
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
