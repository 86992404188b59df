import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { claimloopOver, type Intake } from '../../client/index.ts';
import type { BenchInstallation } from '../installation.ts';
import type { Answered } from './answers.ts';

/** Demo scenarios; only the first, the clean claim, is used. */
const scenarioCount = 12;
/** Claims started concurrently. */
const atOnce = 100;

/** Starts clean claims with waits in real days. `seed` makes their ids unique per call. */
export async function startClaims(client: Client, seed: number, count: number): Promise<readonly Answered[]> {
  const claimloop = claimloopOver(client);
  const today = new Date().toISOString().slice(0, 10);
  const intakes = builtInClaims(count * scenarioCount, seed, today)
    .filter((_, index) => index % scenarioCount === 0)
    .map(({ intake }) => ({ ...(intake as Intake), policy: { profile: 'default' } }));
  const claims: Answered[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const started = intakes.slice(from, from + atOnce).map(async (intake) => {
      const outcome = await claimloop.startClaim(intake);
      if (outcome.kind !== 'started') throw new Error(`not started: ${outcome.kind}`);
      return answered(outcome.claimId, intake);
    });
    claims.push(...(await Promise.all(started)));
  }
  return claims;
}

function answered(claimId: string, intake: Intake): Answered {
  const { patient, insurance, claim } = intake;
  return {
    ...{ claimId, chargeCents: chargeOf(intake), lastName: patient.lastName },
    payerName: insurance[0]?.payerName ?? '',
    servedOn: claim.serviceLines[0]?.serviceDate ?? '',
  };
}

function chargeOf({ claim }: Intake): number {
  return claim.serviceLines.reduce((total, { chargeAmountCents }) => total + chargeAmountCents, 0);
}

/** Waits until this many claims have been sent to the payer since the installation started. */
export async function untilSent({ folder }: BenchInstallation, count: number): Promise<void> {
  const inbox = join(folder, 'payer', 'inbox');
  while ((await readdir(inbox)).filter((name) => name.endsWith('.837')).length < count) await pause(100);
}
