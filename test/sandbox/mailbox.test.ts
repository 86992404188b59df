import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerPlacements } from '../../sandbox/agency/answer-placements.ts';
import { type Mailbox, openMailbox } from '../../sandbox/mailbox.ts';

// A partner's state is in files, so that a killed sandbox resumes. The agency acknowledges placements.

let root: string;
let mailbox: Mailbox;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claimloop-sandbox-'));
  mailbox = openMailbox(root, 'agency');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (name: string, text: string): void => writeFileSync(join(root, 'agency', 'inbox', name), text);
const names = (): readonly string[] => mailbox.arrived().map(({ name }) => name);

test('a folder, and a file that is still being uploaded, are not listed', () => {
  mkdirSync(join(root, 'agency', 'inbox', 'a-folder'));
  for (const name of ['b.csv', 'a.csv', '.a.csv.tmp', 'c.part', 'd.tmp']) put(name, name);
  expect(names()).toEqual(['a.csv', 'b.csv']);
});

test('a processed file stays processed after a kill; the same name with other bytes is a new file', () => {
  put('a.csv', 'one');
  for (const arrival of mailbox.arrived()) mailbox.finish(arrival);
  mailbox = openMailbox(root, 'agency');
  expect(names()).toEqual([]);
  put('a.csv', 'two');
  expect(names()).toEqual(['a.csv']);
});

test('a number is never issued twice, even after a kill', () => {
  expect(['control', 'control', 'other'].map((sequence) => mailbox.nextNumber(sequence))).toEqual([1, 2, 1]);
  expect(openMailbox(root, 'agency').nextNumber('control')).toBe(3);
});

const answers = (): readonly string[] => {
  const outbox = join(root, 'agency', 'outbox');
  return readdirSync(outbox).flatMap((name) => readFileSync(join(outbox, name), 'utf8').trimEnd().split('\r\n'));
};

test('the agency accepts each account of a complete file once', () => {
  put('p.csv', 'batchId,accountNumber,amount\r\nB1,C1,100\r\nB1,C2,200\r\nTRAILER,2,300\r\n');
  for (const _ of [1, 2]) answerPlacements(mailbox);
  expect(answers()).toEqual([
    'batchId,accountNumber,agencyAccountNumber,accepted,rejectCode',
    'B1,C1,AG-C1,Y,',
    'B1,C2,AG-C2,Y,',
    'TRAILER,2,0',
  ]);
});

test('the agency refuses a file with a wrong trailer count', () => {
  put('p.csv', 'batchId,accountNumber,amount\r\nB1,C1,100\r\nTRAILER,2,300\r\n');
  answerPlacements(mailbox);
  expect(answers()).toContain('B1,C1,,N,TRAILER');
});

test('the agency does not answer a recall', () => {
  put('r.csv', 'recallId,accountNumber\r\nB1,C1\r\n');
  answerPlacements(mailbox);
  expect([answers(), names()]).toEqual([[], []]);
});
