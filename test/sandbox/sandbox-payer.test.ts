import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isoDate } from '../../domain/dates.ts';
import { claimTo837P } from '../../domain/edi/claim-to-837p.ts';
import type { SandboxConfig } from '../../sandbox/config.ts';
import { openMailbox } from '../../sandbox/mailbox.ts';
import { SandboxPayer } from '../../sandbox/payer/sandbox-payer.ts';
import { guides, write837P } from '../../x12/index.ts';
import { anIntake } from '../domain/builders.ts';
import { anInterchange, textOf, written } from '../x12/builders.ts';

// The sandbox payer answers each file like a clearinghouse and a payer. After a kill, it repeats no answer.

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claimloop-sandbox-'));
  openMailbox(root, 'payer');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const config = (): SandboxConfig => ({
  root,
  host: '127.0.0.1',
  port: 0,
  users: [{ username: 'payer', password: 'not-a-secret' }],
  day: { startedAt: '2026-03-05T00:00:00Z', startDate: '2026-03-05', dayMs: 86_400_000 },
  answerMs: 0,
});

function claimFile(memberId: string): string {
  const claims = claimTo837P({
    intake: anIntake((json) => {
      json.insurance = json.insurance.map((one) => ({ ...one, memberId }));
    }),
    claimId: 'V88121A7K2',
    as: 'original',
    senderId: 'SENDER',
    receiverId: 'RECEIVER',
    reference: 'V88121A7K2-1',
    on: isoDate('2026-03-05'),
    at: '1200',
  });
  const version = guides['837p'].version;
  const group = { functionalId: 'HC', senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version };
  return textOf(
    written(anInterchange([], { groups: [{ ...group, sets: [write837P(claims, '0001')] }], characters: 'clean' })),
  );
}

const put = (name: string, text: string): void => writeFileSync(join(root, 'payer', 'inbox', name), text);
const outbox = (): readonly string[] => readdirSync(join(root, 'payer', 'outbox'));
const kinds = (): readonly string[] => outbox().map((name) => name.split('-')[0] ?? '');
const textOfKind = (kind: string): string =>
  readFileSync(join(root, 'payer', 'outbox', outbox().find((name) => name.startsWith(`${kind}-`)) ?? ''), 'utf8');

/** Starts a new payer on the same folder, as after a kill, and runs it until the inbox is processed. */
async function processInbox(): Promise<void> {
  const mailbox = openMailbox(root, 'payer');
  const payer = new SandboxPayer(mailbox, config());
  for (let attempt = 0; mailbox.arrived().length > 0 && attempt < 500; attempt += 1) {
    payer.checkInbox();
    await pause(10);
  }
}

test('a clean claim is acknowledged, accepted and paid', async () => {
  put('a.837', claimFile('W123456789'));
  await processInbox();
  expect(kinds().toSorted()).toEqual(['277', '835', '999']);
  expect(textOfKind('999')).toContain('IK5*A~');
  expect(textOfKind('277')).toContain('STC*A2:20:PR');
  expect(textOfKind('835')).toContain('CLP*V88121A7K2*1*200*160**');
});

test('the same bytes get one answer, even under another name and after a restart', async () => {
  put('a.837', claimFile('W123456789'));
  await processInbox();
  put('b.837', claimFile('W123456789'));
  await processInbox();
  expect(outbox()).toHaveLength(3);
});

test('a claim of member SIL is ignored the first time and answered when it is sent again', async () => {
  put('a.837', claimFile('W1SIL'));
  await processInbox();
  expect(outbox()).toEqual([]);
  put('a-r1.837', claimFile('W1SIL'));
  await processInbox();
  expect(kinds()).toContain('835');
});

test('a remittance of member DUP is sent twice', async () => {
  put('a.837', claimFile('W1DUP'));
  await processInbox();
  expect(kinds().filter((kind) => kind === '835')).toHaveLength(2);
});

test('an invalid member id is rejected and never adjudicated', async () => {
  put('a.837', claimFile('W1-23'));
  await processInbox();
  expect(kinds().toSorted()).toEqual(['277', '999']);
  expect(textOfKind('277')).toContain('STC*A7:164:IL');
});

test('an envelope with inconsistent control numbers is rejected by a TA1', async () => {
  put('a.837', claimFile('W123456789').replace(/IEA\*1\*\d+/, 'IEA*1*999999999'));
  await processInbox();
  expect(kinds()).toEqual(['ta1']);
});
