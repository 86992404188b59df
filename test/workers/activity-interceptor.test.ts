import { expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DatabaseError } from 'pg';
import { z } from 'zod';
import { permanent, temporary } from '../../activities/failures.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { aroundActivities, sanitized } from '../../workers/activity-interceptor.ts';

// The message of an unknown error, which may contain PHI, does not leave an activity.

const planted = 'Plantedname';

const refusal = (code: string): DatabaseError =>
  Object.assign(new DatabaseError(planted, 1, 'error'), { code, detail: planted });

const hostile: readonly (readonly [string, unknown])[] = [
  ['an ordinary error', new Error(`cannot store ${planted}`)],
  ['an error whose text looks like a stack', new Error(`first\n    at ${planted} (/x/${planted}.js:1:1)`)],
  ['an error with a cause', new Error('outer', { cause: new Error(planted) })],
  ["Prisma's error", new Prisma.PrismaClientKnownRequestError(planted, { code: 'P2003', clientVersion: '7' })],
  ["zod's error", z.strictObject({ a: z.literal(planted) }).safeParse({ a: 1 }).error],
  ["PostgreSQL's error", Object.assign(new Error(`Key (name)=(${planted})`), { code: '23505', detail: planted })],
  ["pg's own error", refusal('23505')],
  ['a cancellation', new CancelledFailure(planted)],
  ['a thrown string', planted],
];

test.each(hostile)('%s loses its message', (_, error) => {
  const written: string[] = [];
  const out = sanitized(error);
  for (const part of [out, (out as Error).cause]) written.push(String(part), JSON.stringify(part) ?? '');
  expect(out).toBeInstanceOf(Error);
  expect(written.join()).not.toContain(planted);
});

test.each([
  ["PostgreSQL's refusal", refusal('23505'), 'database-refused'],
  ['a server shutdown', refusal('57P01'), 'database-away'],
  ['a broken connection', new Error('Connection terminated unexpectedly'), 'database-away'],
  ['anything else', new Error(planted), 'unexpected'],
])('%s becomes a known failure', (_, error, type) => {
  expect(sanitized(error)).toMatchObject({ type, nonRetryable: false });
});

test('known failures pass unchanged', () => {
  const failures = [permanent('unknown-claim'), temporary('partner-away')];
  expect(failures.map(sanitized)).toEqual(failures);
});

test('an activity returns its result, and an error leaves it as a known failure only', async () => {
  const run = (activity: () => Promise<string>): Promise<string> =>
    new MockActivityEnvironment({}, { interceptors: [aroundActivities] }).run(activity);
  expect(await run(async () => 'done')).toBe('done');
  const failing = run(async () => {
    throw new Error(planted);
  });
  await expect(failing).rejects.toMatchObject({ type: 'unexpected', message: expect.not.stringContaining(planted) });
});
