import { expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { aboutPartner, isOurs, permanent, temporary } from '../../activities/failures.ts';

// isOurs accepts only failures with a known type and message. Each type has a fixed name and is retried or not.

const permanentTypes = [
  'credentials-refused',
  'host-key-changed',
  'key-unreadable',
  'inbox-refused',
  'outbox-refused',
  'unknown-partner',
  'unknown-claim',
  'unknown-submission',
  'unknown-file',
  'unknown-work-item',
  'unknown-policy-profile',
  'unreadable-configuration',
  'unreadable-record',
  'claim-not-writable',
  'statement-not-printable',
  'conflicting-inputs',
] as const;
const temporaryTypes = [
  'database-away',
  'database-refused',
  'partner-away',
  'inbox-failed',
  'outbox-failed',
  'unexpected',
] as const;
const sentence = /^The .*[.]$|^There .*[.]$|^No .*[.]$|^A .*[.]$|^This .*[.]$/;

test.each(permanentTypes)('%s is not retried, and says why in a sentence', (type) => {
  const failure = permanent(type);
  expect(failure).toMatchObject({ type, nonRetryable: true, message: expect.stringMatching(sentence) });
  expect(failure.details ?? []).toEqual([]);
  expect(isOurs(failure)).toBe(true);
});

test.each(temporaryTypes)('%s is retried, and says why in a sentence', (type) => {
  const failure = temporary(type);
  expect(failure).toMatchObject({ type, nonRetryable: false, message: expect.stringMatching(sentence) });
  expect(failure.details ?? []).toEqual([]);
  expect(isOurs(failure)).toBe(true);
});

test('a failure has the given details', () => {
  expect(permanent('unknown-claim', { count: 2 }).details).toEqual([{ count: 2 }]);
  expect(temporary('database-refused', { code: '23505' }).details).toEqual([{ code: '23505' }]);
});

test.each([
  ['an ordinary error with a known message', new Error('There is no such claim.')],
  ['a known type with another message', ApplicationFailure.nonRetryable('Planted', 'unknown-claim')],
  [
    'a known type with the message of another type',
    ApplicationFailure.nonRetryable('There is no such file.', 'unknown-claim'),
  ],
  ['an unknown type', ApplicationFailure.nonRetryable('There is no such claim.', 'other')],
  ['a type that every object has', ApplicationFailure.nonRetryable('Planted', 'constructor')],
  ['a known message without a type', ApplicationFailure.nonRetryable('There is no such claim.')],
  [
    'a known failure with a cause',
    ApplicationFailure.create({
      message: 'There is no such claim.',
      type: 'unknown-claim',
      cause: new Error('Planted'),
    }),
  ],
  ['a text', 'There is no such claim.'],
  ['nothing', undefined],
])('%s is not ours', (_, error) => {
  expect(isOurs(error)).toBe(false);
});

test('a failure about a partner gets the name of the partner, and is retried as before', () => {
  const [refused, away] = [permanent('credentials-refused'), temporary('partner-away')];
  expect(aboutPartner(refused, 'acme')).toMatchObject({
    ...{ type: 'credentials-refused', message: refused.message, nonRetryable: true },
    details: [{ partner: 'acme' }],
  });
  expect(aboutPartner(away, 'acme')).toMatchObject({
    ...{ type: 'partner-away', message: away.message, nonRetryable: false },
    details: [{ partner: 'acme' }],
  });
});

test.each([
  ['a failure about a claim', permanent('unknown-claim')],
  ['an error of the system', new Error('Planted')],
  ['a failure of another kind with the same type', ApplicationFailure.nonRetryable('Planted', 'credentials-refused')],
])('%s stays as it is', (_, error) => {
  expect(aboutPartner(error, 'acme')).toBe(error);
});
