import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ChangedClaim, ClaimHistories, HistoricInput } from '../../activities/restore/histories.ts';
import { cents } from '../../domain/money.ts';
import { instant, type Instant } from '../../domain/dates.ts';
import { anIntake } from '../domain/builders.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createActivities, type Activities } from '../../activities/index.ts';
import { install, type Installation, noClaims, policy, standingOf, today } from './installation.ts';
import { remittance } from './payer-files.ts';

// A database without anything that happened, beside an archive and histories that have it: the books become what they
// were, each number goes on, and nothing is sent.

let office: Installation;
/** The same installation after its database was restored to the moment before the first claim. */
let restored: Activities & { readonly resumed: string[]; query(sql: string): Promise<readonly unknown[]> };
let drop: () => Promise<void>;

beforeEach(async () => {
  office = await install();
}, 120_000);
afterEach(async () => {
  await restored?.close();
  await drop?.();
  await office?.remove();
});

const intakeOf = (claimId: string) => ({ ...anIntake(), externalId: claimId, patientControlNumber: claimId });

async function aClaim(claimId: string): Promise<number> {
  const opening = { workflowId: `claim-${claimId}`, runId: 'run-1', intake: intakeOf(claimId) };
  const opened = await office.database.openClaim(opening);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.chargedCents;
}

const submit = (activities: Activities, claimId: string, submission = 1) =>
  activities.outbound.submitClaim({
    ...{ claimId, version: submission, submission, as: 'original', today, standing: standingOf(claimId) },
  });

/** Restores the database: a new one, with the secret of the digests, which every backup has. */
async function restoreDatabase(): Promise<void> {
  const db = await createTestDatabase();
  const [secret] = await office.db.query('select secret from installation_secret', []);
  await db.query(`insert into installation_secret (id, secret) values ('digest', $1)`, [secret?.['secret']]);
  const resumed: string[] = [];
  const activities = await createActivities(
    { ...office.config, databaseUrl: db.url },
    {
      signal: async () => 'closed',
      resume: async (claimId) => void resumed.push(claimId),
      running: noClaims,
      storeStanding: async () => false,
      statusOf: async () => undefined,
      waitingTasks: async () => 0,
    },
  );
  restored = { ...activities, resumed, query: (sql) => db.query(sql, []) };
  drop = () => db.drop();
}

const given = (input: Pick<HistoricInput, 'key' | 'kind' | 'value'>): HistoricInput => ({
  ...input,
  at: instant(Date.now()),
  refusal: undefined,
});

/** Temporal with these claims; records what it is told. */
function temporal(...claims: readonly ChangedClaim[]): ClaimHistories & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    changedSince: async function* () {
      yield* claims;
    },
    end: async (claimId) => void told.push(`end ${claimId}`),
    signal: async (claimId, kind, value) =>
      void told.push(`${kind} ${claimId} ${(value as { readonly name: string }).name}`),
  };
}

const opening = (claimId: string, at: Instant): ChangedClaim['opening'] => ({
  ...{ runId: 'run-1', intake: intakeOf(claimId), at },
});

test('control numbers go on after what was sent, and what was sent is not sent again', async () => {
  const at = instant(Date.now());
  await aClaim('CLAIM1');
  await aClaim('CLAIM2');
  await submit(office, 'CLAIM1');
  await restoreDatabase();
  expect(await restored.recovery.isBehind()).toBe(true);
  const result = await restored.recovery.restore(
    temporal(
      { claimId: 'CLAIM1', opening: opening('CLAIM1', at), inputs: [] },
      { claimId: 'CLAIM2', opening: opening('CLAIM2', at), inputs: [] },
    ),
  );
  expect(result).toMatchObject({ sent: 1, received: 0, opened: ['CLAIM1', 'CLAIM2'], findings: [] });
  expect(await restored.recovery.isBehind()).toBe(false);
  expect(restored.resumed).toEqual(['CLAIM1', 'CLAIM2']);
  await submit(restored, 'CLAIM1');
  await submit(restored, 'CLAIM2');
  expect(await office.sent('payer')).toEqual(['000000001.837', '000000002.837']);
  const { counters } = await restored.database.loadClaim({ claimId: 'CLAIM1', runId: 'run-2' });
  expect(counters).toMatchObject({ submissions: 1, unsentVersion: null });
});

test('a received file is posted once, and inputs of people are in the books with their authors', async () => {
  const at = instant(Date.now());
  const chargeCents = await aClaim('CLAIM1');
  await submit(office, 'CLAIM1');
  const adjustments = [{ group: 'PR' as const, reason: '1', amountCents: 3_000 }];
  const paid = { claimId: 'CLAIM1', chargeCents, paidCents: chargeCents - 3_000, adjustments };
  await office.receive('payer', 'one.835', remittance('T1', [paid]));
  await restoreDatabase();
  const payment = { paymentId: 'P1', amountCents: cents(3_000), method: 'card', by: 'ann' } as const;
  const inputs = [
    given({ key: 'u1', kind: 'recordPayment', value: payment }),
    given({ key: 'u2', kind: 'hold', value: { name: 'audit', by: 'ben', reason: 'asked' } }),
  ];
  const histories = temporal({ claimId: 'CLAIM1', opening: opening('CLAIM1', at), inputs });
  const result = await restored.recovery.restore(histories);
  expect(result).toMatchObject({ received: 1, sent: 1, findings: [] });
  expect(result.inputs).toMatchObject([
    { claimId: 'CLAIM1', kind: 'recordPayment', by: 'ann' },
    { claimId: 'CLAIM1', kind: 'hold', by: 'ben' },
  ]);
  expect(histories.told).toEqual(['end CLAIM1', 'hold CLAIM1 audit']);
  expect(await restored.database.whoOwes({ claimId: 'CLAIM1', policy: policy() })).toMatchObject({
    ...{ kind: 'nobody', creditCents: 0 },
  });
  // The same again changes nothing.
  const again = await restored.recovery.restore(temporal({ claimId: 'CLAIM1', opening: undefined, inputs }));
  expect(again).toMatchObject({ received: 0, sent: 0, inputs: [], findings: [] });
  expect(await restored.query(`select kind from journal_entry order by id`)).toHaveLength(
    (await office.db.query(`select kind from journal_entry order by id`, [])).length + 1,
  );
});

test('a version that was sent is restored; a fact from before that submission is not told to the new run', async () => {
  const at = instant(Date.now());
  const chargeCents = await aClaim('CLAIM1');
  await submit(office, 'CLAIM1');
  const denial = [{ group: 'CO' as const, reason: '197', amountCents: chargeCents }];
  const denied = { claimId: 'CLAIM1', chargeCents, paidCents: 0, adjustments: denial };
  await office.receive('payer', 'one.835', remittance('T1', [denied]));
  const correction = { correctionId: 'c1', by: 'ann', reason: 'r', set: { 'claim.priorAuthorizationNumber': 'A1' } };
  await office.database.applyCorrection({ claimId: 'CLAIM1', correction, workItemId: null, today });
  await submit(office, 'CLAIM1', 2);
  await restoreDatabase();
  const inputs = [given({ key: 'u1', kind: 'correctClaim', value: correction })];
  await restored.recovery.restore(temporal({ claimId: 'CLAIM1', opening: opening('CLAIM1', at), inputs }));
  const loaded = await restored.database.loadClaim({ claimId: 'CLAIM1', runId: 'run-2' });
  expect(loaded.counters).toMatchObject({ version: 2, submissions: 2 });
  expect(loaded.missed).toEqual([]);
  expect(await restored.query(`select outcome from outbox_event`)).toEqual([{ outcome: 'overtaken' }]);
});

test('an input that the books refuse is listed, and its claim is held', async () => {
  const at = instant(Date.now());
  await aClaim('CLAIM1');
  await submit(office, 'CLAIM1');
  await restoreDatabase();
  const value = { correctionId: 'c1', by: 'ann', reason: 'r', set: { 'no.such.path': 'x' } };
  const inputs = [given({ key: 'u1', kind: 'correctClaim', value })];
  const histories = temporal({ claimId: 'CLAIM1', opening: opening('CLAIM1', at), inputs });
  const { findings } = await restored.recovery.restore(histories);
  expect(findings).toMatchObject([
    { claimId: 'CLAIM1', isHeld: true, found: expect.stringContaining('is not in the books') },
  ]);
  expect(histories.told).toEqual(['end CLAIM1', 'hold CLAIM1 restored']);
});

test('a claim that neither PostgreSQL nor Temporal has is opened from what was sent', async () => {
  await aClaim('CLAIM1');
  await submit(office, 'CLAIM1');
  await restoreDatabase();
  const result = await restored.recovery.restore(temporal());
  expect(result).toMatchObject({ opened: ['CLAIM1'], sent: 1 });
  expect(restored.resumed).toEqual(['CLAIM1']);
  expect(await restored.database.whoOwes({ claimId: 'CLAIM1', policy: policy() })).toMatchObject({ kind: 'payer' });
});
