import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import { bringUp } from '../support/installation.ts';

// The worker is killed after a step has committed and before its workflow task ends, once for each step: the task is
// done again, and each step gives the answer that it gave first. A small balance is written off, and not settled.

const steps = ['openClaim', 'checkClaim', 'whoOwes', 'reviewRejection', 'openWorkItem', 'writeOff', 'writeStanding'];

test('a kill between each commit and the end of its workflow task changes no end', async () => {
  const env = { CLAIMLOOP_FAILPOINTS: steps.map((step) => `${step}:task-lost:1`).join(',') };
  const office = await bringUp({ env });
  try {
    const played: Played[] = [];
    for (const claim of builtInClaims(scenarios.length, 41, new Date().toISOString().slice(0, 10))) {
      const started = await office.claimloop.startClaim(claim.intake);
      if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
      played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
    }
    for (const until = Date.now() + 240_000; Date.now() < until && played.some(({ isDone }) => !isDone);)
      await play(office.claimloop, played, { patienceMs: 60_000, show: () => undefined }).catch(() => pause(500));
    expect(played.map(({ scenario, view }) => [scenario?.number, view?.status])).toEqual(
      played.map(({ scenario }) => [scenario?.number, scenario?.expected]),
    );
    expect(readdirSync(join(office.folder, 'failpoints')).toSorted()).toEqual(
      steps.map((step) => `${step}-1`).toSorted(),
    );
    const money = await office.claimloop.claimMoney(played.map(({ claimId }) => claimId));
    for (const { claimId, ...of } of money) {
      const explained = of.paidCents + of.adjustedCents + of.patientPaidCents + of.writtenOffCents + of.placedCents;
      expect([claimId, explained]).toEqual([claimId, of.chargedCents]);
    }
    const rows = await office.claimloop.list({ limit: 100 });
    const ends = new Map(rows.map(({ claimId, status }) => [claimId, status]));
    expect(played.map(({ claimId }) => ends.get(claimId))).toEqual(played.map(({ view }) => view?.status));
  } finally {
    await office.remove();
  }
}, 400_000);
