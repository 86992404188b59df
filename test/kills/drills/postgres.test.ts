import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { backUpPostgres, restorePostgres } from '../../support/base-backup.ts';
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
} from './office.ts';

// PostgreSQL is restored to an earlier moment, while Temporal, the archive and the partners have gone on.

let office: RunningInstallation;
afterAll(() => office?.remove(), 60_000);

test(
  'PostgreSQL restored from a backup is brought forward, and every claim reaches its end',
  async () => {
    office = await bringUp(drillOffice);
    const { folder } = office;
    const half = Math.ceil(drillClaims / 2);
    const played = await startClaims(office, half, 21);
    await playFor(office, played, 3_000);
    const copy = await backUpPostgres(folder);
    // Claims that the backup does not have, and everything that happens to the others meanwhile.
    played.push(...(await startClaims(office, drillClaims - half, 22)));
    await playFor(office, played, 6_000);
    await office.stop();

    restorePostgres(folder, copy);
    office = await bringUp({ ...drillOffice, folder });
    expect(readFileSync(join(folder, 'logs', 'worker.log'), 'utf8')).toContain('waits for `claimloop restore`');
    const restored = await run(office, 'restore');
    expect(restored).toMatch(/Opened again: /);
    for (const claim of played) claim.isDone = false;
    await playFor(office, played, drillMs);
    await expectRightEnds(office, played);
    expectNothingSentTwice(office, played);
    await expectNoQuestions(office, played);
  },
  180_000 + drillMs,
);
