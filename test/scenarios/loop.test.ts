import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectClient } from '../../client/connection.ts';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import type { ClaimMoney } from '../../client/index.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// Runs every demo scenario once on a real installation: worker, Temporal, PostgreSQL, and a payer behind SFTP. Then
// checks the ledger, and that Temporal and the logs contain no PHI.

let office: RunningInstallation;
let played: Played[] = [];
let money: readonly ClaimMoney[] = [];

const builtIn = builtInClaims(scenarios.length, 7, new Date().toISOString().slice(0, 10));

beforeAll(async () => {
  office = await bringUp();
  for (const claim of builtIn) {
    const started = await office.claimloop.startClaim(claim.intake);
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  await play(office.claimloop, played, { patienceMs: 60_000, show: () => undefined });
  money = await office.claimloop.claimMoney(played.map(({ claimId }) => claimId));
}, 240_000);

afterAll(async () => {
  await office?.remove();
}, 60_000);

const scenarioPlayed = (number: number): Played => {
  const found = played.find(({ scenario }) => scenario?.number === number);
  if (!found) throw new Error(`no scenario ${number}`);
  return found;
};
const moneyOf = (number: number): ClaimMoney => {
  const found = money.find(({ claimId }) => claimId === scenarioPlayed(number).claimId);
  if (!found) throw new Error(`no money of scenario ${number}`);
  return found;
};

describe('each scenario reaches its end', () => {
  test.each(scenarios.map(({ number, title, end }) => [number, title, end.status] as const))(
    '%i. %s: %s',
    (number, _, expected) => {
      expect(scenarioPlayed(number).view?.status).toBe(expected);
    },
  );
});

describe('claim timelines', () => {
  test('a clearinghouse rejection is corrected by a rule and resubmitted as an original', () => {
    expect(scenarioPlayed(2).view?.statuses).toEqual(expect.arrayContaining(['REJECTED', 'CORRECTING']));
    expect(scenarioPlayed(2).view?.submissions).toBe(2);
  });
  test('a rejection by 999 asks a person', () => {
    expect(scenarioPlayed(3).view?.statuses).toContain('REJECTED');
    expect(scenarioPlayed(3).view?.statuses).not.toContain('NEEDS_CORRECTION');
    expect(scenarioPlayed(3).view?.submissions).toBe(2);
  });
  test('a denial is not called a rejection, and its replacement is paid', () => {
    expect(scenarioPlayed(4).view?.statuses).toContain('DENIED');
    expect(scenarioPlayed(4).view?.statuses).not.toContain('REJECTED');
    expect(moneyOf(4).paidCents).toBeGreaterThan(0);
  });
  test('a service that the policy excludes is never sent', () => {
    expect(scenarioPlayed(6).view?.submissions).toBe(0);
    expect(moneyOf(6).patientPaidCents).toBe(moneyOf(6).chargedCents);
  });
  test('a patient who pays after two statements gets no third', () => {
    expect(scenarioPlayed(7).view?.statements).toBe(2);
  });
  test('a claim without an answer is resent as the same submission', () => {
    expect(scenarioPlayed(9).view?.submissions).toBe(1);
  });
  test('a remittance that arrives twice is posted once', () => {
    const { chargedCents, paidCents, adjustedCents } = moneyOf(12);
    expect(paidCents + adjustedCents).toBe(chargedCents);
  });
});

describe('the ledger', () => {
  test('balances, and passes every check of its verification', async () => {
    expect(await office.claimloop.trialBalance()).toMatchObject({ balanced: true });
    const { checks, failure } = await office.claimloop.verifyLedger();
    expect(failure).toBeUndefined();
    expect(checks.length).toBeGreaterThan(10);
  });
  test.each(scenarios.map(({ number, title }) => [number, title] as const))(
    'accounts for every cent of %i. %s',
    (number) => {
      const { chargedCents, paidCents, adjustedCents, patientPaidCents, writtenOffCents, placedCents } =
        moneyOf(number);
      expect(chargedCents).toBeGreaterThan(0);
      expect(paidCents + adjustedCents + patientPaidCents + writtenOffCents + placedCents).toBe(chargedCents);
    },
  );
});

describe('privacy', () => {
  /** Files that must not contain PHI: Temporal's database with its write-ahead log, and all logs. */
  const files = (): readonly string[] => [
    ...readdirSync(office.folder)
      .filter((name) => name.startsWith('temporal.db'))
      .map((name) => join(office.folder, name)),
    ...readdirSync(join(office.folder, 'logs')).map((name) => join(office.folder, 'logs', name)),
    join(office.folder, 'postgres', 'postgres.log'),
  ];
  const secrets = builtIn.flatMap(({ intake }) => {
    const { patient, insurance } = intake as Intake;
    return [
      patient.lastName,
      patient.dateOfBirth,
      patient.dateOfBirth.replaceAll('-', ''),
      insurance[0]?.memberId ?? '',
    ];
  });

  test('Temporal and the logs contain no name, birth date or member id in any encoding', () => {
    const found = files().flatMap((path) => {
      const text = contentOf(path).toLowerCase();
      return secrets
        .filter((secret) => spellings(secret).some((spelling) => text.includes(spelling.toLowerCase())))
        .map(() => path);
    });
    expect(found).toEqual([]);
  });

  test('the scan finds plain text: claim ids in Temporal', () => {
    const text = files().map(contentOf).join('\n');
    expect(text).toContain(scenarioPlayed(1).claimId);
  });
});

/** Reads a file as one character per byte. A missing file is empty, because SQLite sometimes deletes its log. */
function contentOf(path: string): string {
  return existsSync(path) ? readFileSync(path).toString('latin1') : '';
}

function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Base64 of the text at each offset. The first and last characters depend on the surrounding bytes and are cut off.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [secret, bytes.toString('hex'), encodeURIComponent(secret), ...base64.filter((text) => text.length >= 8)];
}

describe('upgrades', () => {
  const folder = fileURLToPath(new URL('../histories/', import.meta.url));

  // CLAIMLOOP_RECORD=1 saves this run's histories as those that later versions must replay.
  test('every scenario has a history, and test/histories has one file per scenario', async () => {
    const { client, close } = await connectClient(office.folder);
    try {
      for (const { claimId, scenario } of played) {
        const history = await client.workflow.getHandle(`claim-${claimId}`).fetchHistory();
        expect(history.events?.length).toBeGreaterThan(5);
        if (process.env['CLAIMLOOP_RECORD']) await record(scenario?.number ?? 0, claimId);
      }
    } finally {
      await close();
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toHaveLength(scenarios.length);
  }, 60_000);

  async function record(number: number, claimId: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const { address } = office.endpoints().temporal;
    const args = ['workflow', 'show', '--workflow-id', `claim-${claimId}`, '--output', 'json', '--address', address];
    const { stdout } = await promisify(execFile)(process.env['CLAIMLOOP_TEMPORAL_CLI'] ?? 'temporal', args, {
      maxBuffer: 50_000_000,
    });
    writeFileSync(join(folder, `${String(number).padStart(2, '0')}.json`), stdout);
  }
});
