import { setTimeout as pause } from 'node:timers/promises';
import proto from '@temporalio/proto';
import { connectClient } from '../../client/connection.ts';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { demoDaySeconds, demoProfile } from '../../client/demo/profile.ts';
import { allScenarios, type Scenario } from '../../client/demo/scenario.ts';
import { claimloopOver } from '../../client/index.ts';
import { bringUp } from '../installation.ts';
import { costOf } from '../measure/history.ts';
import type { Result } from '../result.ts';

/** The measured claims: a clean one, a typical one, and the longest demo scenario. */
const measured: readonly (readonly [string, Scenario])[] = [
  ['clean-claim', shipped('paid-clean')],
  ['typical-claim', shipped('denied-replaced-and-billed')],
  ['longest-claim', shipped('placed-with-agency')],
];

function shipped(wanted: string): Scenario {
  const found = allScenarios.find(({ name }) => name === wanted);
  if (!found) throw new Error(`no scenario ${wanted}`);
  return found;
}

/** Counts events, bytes and Temporal Cloud actions of each, on a real installation. */
export async function claimCosts(): Promise<readonly Result[]> {
  const installation = await bringUp({
    sandbox: true,
    daySeconds: String(demoDaySeconds),
    profiles: { demo: demoProfile },
  });
  const { client, close } = await connectClient(installation.folder);
  try {
    const claimloop = claimloopOver(client);
    const results: Result[] = [];
    const played: (Played & { readonly measure: string })[] = [];
    for (const [index, [measure, scenario]] of measured.entries()) {
      const [claim] = builtInClaims(1, 500 + index, new Date().toISOString().slice(0, 10), [scenario]);
      const started = await claimloop.startClaim(claim?.intake);
      if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
      played.push({
        measure,
        scenario,
        label: scenario.title,
        intake: claim?.intake,
        claimId: started.claimId,
        view: undefined,
        isDone: false,
      });
    }
    await play(claimloop, played, { patienceMs: 60_000, show: () => undefined });
    await pause(500);
    for (const { claimId, measure, view, scenario } of played) {
      if (view?.status !== scenario?.end.status) throw new Error(`${measure} ended as ${view?.status}`);
      const history = await client.workflow.getHandle(`claim-${claimId}`).fetchHistory();
      const { events, bytes, actions } = costOf(history, (event) =>
        proto.temporal.api.history.v1.HistoryEvent.encode(event).finish(),
      );
      results.push(
        { name: `${measure}-events`, value: events, unit: 'events' },
        { name: `${measure}-bytes`, value: bytes, unit: 'bytes' },
        { name: `${measure}-actions`, value: actions, unit: 'Temporal Cloud actions' },
      );
    }
    return results;
  } finally {
    await close();
    await installation.stop();
  }
}
