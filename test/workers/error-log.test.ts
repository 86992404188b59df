import fs from 'node:fs';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { permanent, temporary } from '../../activities/failures.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { sanitized } from '../../workers/activity-interceptor.ts';
import { log } from '../../workers/log.ts';

// A log line contains only known fields and fixed messages, whatever an error contains.

const planted = 'Plantedname';
let written = '';

beforeEach(() => {
  written = '';
  jest.spyOn(fs, 'writeSync').mockImplementation((_fd: number, data: unknown) => {
    written += String(data);
    return String(data).length;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** The only line written, without its time. */
function line(): Readonly<Record<string, unknown>> {
  expect(written.trimEnd().split('\n')).toHaveLength(1);
  const { time, ...rest } = JSON.parse(written) as Record<string, unknown>;
  expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  return rest;
}

test('a line contains each known field that is a text or a number', () => {
  const known = {
    taskQueue: 'q',
    workflowId: 'claim-1',
    workflowType: 'claim',
    activityType: 'readFile',
    attempt: 2,
    kind: 'k',
    code: 'c',
    at: 'a.ts:1',
    partnerId: 'p',
    sdkComponent: 'worker',
    error: 'e',
  };
  log('info', 'A sentence.', known);
  expect(line()).toEqual({ level: 30, msg: 'A sentence.', ...known });
});

test('a line omits unknown fields and other values', () => {
  log('error', 'A sentence.', { stack: planted, name: planted, kind: { planted }, code: [planted], at: undefined });
  expect(line()).toEqual({ level: 50, msg: 'A sentence.' });
});

test('a line needs no details', () => {
  log('warn', 'A sentence.');
  expect(line()).toEqual({ level: 40, msg: 'A sentence.' });
});

test('an unknown error is logged by class, code and source location', () => {
  sanitized(Object.assign(new RangeError(planted), { code: 'EPIPE' }));
  expect(line()).toEqual({
    level: 40,
    msg: 'An activity failed and will be retried.',
    kind: 'RangeError',
    code: 'EPIPE',
    at: expect.stringMatching(/^error-log\.test\.ts:\d+$/),
  });
});

test.each([
  ['in lower case', 'plantedname'],
  ['with a space', 'PLANTED NAME'],
  ['of more than 40 characters', 'P'.repeat(41)],
  ['that is empty', ''],
  ['that is not text', 42],
])('a code %s is not logged', (_, code) => {
  sanitized(Object.assign(new Error(planted), { code }));
  expect(line()).toMatchObject({ code: '' });
});

test('a code of one character, and one of 40, are logged', () => {
  sanitized(Object.assign(new Error(planted), { code: 'P'.repeat(40) }));
  expect(line()).toMatchObject({ code: 'P'.repeat(40) });
  written = '';
  sanitized(Object.assign(new Error(planted), { code: '_' }));
  expect(line()).toMatchObject({ code: '_' });
});

test.each([
  ['without a stack', undefined],
  ['whose stack does not contain its message', 'Error: other\n    at f (/x/file.ts:1:1)'],
  ['whose frames are all in packages', `Error: ${planted}\n    at f (/x/node_modules/p/file.js:1:1)`],
  ['whose frame names no source file', `Error: ${planted}\n    at ${planted}`],
])('an error %s has no source location', (_, stack) => {
  sanitized(Object.assign(new Error(planted), { stack }));
  expect(line()).toMatchObject({ at: '' });
  expect(written).not.toContain(planted);
});

test('the source location is the first frame outside node_modules', () => {
  const frames = '    at p (/x/node_modules/p/a.js:1:1)\n    at async f (file:///x/store.ts:12:34)\n    at /x/b.js:5:6';
  sanitized(Object.assign(new Error(planted), { stack: `Error: ${planted}\n${frames}` }));
  expect(line()).toMatchObject({ at: 'store.ts:12' });
  written = '';
  sanitized(Object.assign(new Error(planted), { stack: `Error: ${planted}\n    at /x/b.js:5:6` }));
  expect(line()).toMatchObject({ at: 'b.js:5' });
});

test('a thrown value that is not an error is logged without a source location', () => {
  sanitized(planted);
  expect(line()).toMatchObject({ kind: 'Error', code: '' });
  expect(written).not.toContain(planted);
});

test('a class name is cut to 60 characters', () => {
  const Long = { [`L${'o'.repeat(80)}ng`]: class extends Error {} }[`L${'o'.repeat(80)}ng`]!;
  sanitized(new Long(planted));
  expect(String(line()['kind'])).toHaveLength(60);
});

test('a known failure is logged with its message and type, and with its failpoint', () => {
  sanitized(permanent('unknown-claim'));
  expect(line()).toEqual({ level: 40, msg: 'There is no such claim.', kind: 'unknown-claim' });
  written = '';
  sanitized(temporary('unexpected', { failpoint: 'readFile:before' }));
  expect(line()).toMatchObject({ kind: 'unexpected', code: 'readFile:before' });
});

test('a cancellation is not logged, and gets a fixed message', () => {
  expect(sanitized(new CancelledFailure(planted))).toMatchObject({ message: expect.stringMatching(/^The step was/) });
  expect(written).toBe('');
});

test.each(['P1001', 'P2024', 'P2028', 'ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03'])(
  'code %s means that the database does not answer',
  (code) => {
    expect(sanitized(Object.assign(new Error(planted), { code }))).toMatchObject({ type: 'database-away' });
  },
);

test.each(['P2003', 'P100', 'P10011', '57P04', 'XECONNRESET', 'ECONNRESETX'])('code %s does not', (code) => {
  expect(sanitized(Object.assign(new Error(planted), { code }))).not.toMatchObject({ type: 'database-away' });
});

test('a Prisma client that cannot start means that the database does not answer', () => {
  const error = new Prisma.PrismaClientInitializationError(planted, '7');
  expect(sanitized(error)).toMatchObject({ type: 'database-away' });
});
