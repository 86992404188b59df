import { expect, test } from '@jest/globals';
import { refusedStepQuestion } from '../../../domain/claim/workflow-questions.ts';
import { wordsOf } from '../../../domain/claim/words.ts';
import { unprintableField } from '../../../domain/dunning/printable.ts';
import { anIntake } from '../builders.ts';

test('a name that the statement cannot print is asked for in the words of the office', () => {
  const field = unprintableField(anIntake((json) => (json.patient.firstName = '李')));
  expect(refusedStepQuestion({ step: 'The step sendStatement', reason: 'statement-not-printable', field })).toEqual({
    kind: 'correction',
    found: "The patient's first name has a letter that the statement cannot print.",
    canDo: 'Enter it in Latin letters: correct patient.firstName.',
  });
  expect(unprintableField(anIntake((json) => (json.insurance[0]!.payerName = '李')))).toBe('insurance[0].payerName');
  expect(unprintableField(anIntake((json) => (json.patient.firstName = 'Zoe\u0308')))).toBeUndefined();
});

test('another refused step names its failure', () => {
  expect(refusedStepQuestion({ step: 'A step in the database', reason: 'data-refused' })).toMatchObject({
    found: 'A step in the database was refused (data-refused).',
  });
});

test.each([
  ['billing.taxId', "the billing provider's tax id"],
  ['insurance[0].subscriber.lastName', "the subscriber's last name"],
  ['insurance[0].memberId', "the payer's member id"],
  ['claim.note', undefined],
  ['patient', undefined],
])('%s is %s', (path, words) => {
  expect(wordsOf(path)).toBe(words);
});
