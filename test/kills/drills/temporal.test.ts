import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { bringUp, type RunningInstallation } from '../../support/installation.ts';
import {
  drillClaims,
  drillMs,
  drillOffice,
  expectNoQuestions,
  expectNothingSentTwice,
  expectRightEnds,
  playFor,
  run,
  startClaims,
  until,
} from './office.ts';

// Temporal's database is lost, while PostgreSQL, the archive and the partners have gone on.

let office: RunningInstallation;
afterAll(() => office?.remove(), 60_000);

test(
  "Temporal's database is deleted: every claim goes on from PostgreSQL, and reaches its end",
  async () => {
    office = await bringUp(drillOffice);
    const { folder } = office;
    const played = await startClaims(office, drillClaims, 31);
    await playFor(office, played, 4_000);
    expect(played.some(({ isDone }) => !isDone)).toBe(true);
    await office.stop();
    const files = readdirSync(folder).filter((name) => name.startsWith('temporal.db'));
    expect(files).toContain('temporal.db');
    for (const name of files) rmSync(join(folder, name));

    office = await bringUp({ ...drillOffice, folder });
    expect(await run(office, 'reconcile', '--repair')).toMatch(/^lost .* Repaired\.$/m);
    for (const claim of played) claim.isDone = false;
    await playFor(office, played, drillMs);
    await expectRightEnds(office, played);
    expectNothingSentTwice(office, played);
    await expectNoQuestions(office, played);
    await until('no difference', async () => (await run(office, 'reconcile')).startsWith('No difference.'));
  },
  180_000 + drillMs,
);
