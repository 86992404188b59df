import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { workerDataConverter } from '../../client/encryption/data-converter.ts';
import { quietRuntime, testKeys, workflowBundlePath } from '../support/temporal.ts';

// Goal: today's workflow code goes on with every claim that an earlier version began. Histories are recorded from the
// scenario test (CLAIMLOOP_RECORD=1) and never changed; one that does not replay needs `patched`, not a new recording.

const folder = fileURLToPath(new URL('../histories/', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('histories of every story are there to be replayed', () => {
  expect(names.length).toBeGreaterThanOrEqual(12);
});

beforeAll(quietRuntime);

async function replay(history: unknown, name: string): Promise<void> {
  const workflowBundle = { codePath: await workflowBundlePath() };
  await Worker.runReplayHistory(
    { workflowBundle, dataConverter: workerDataConverter(testKeys) },
    history,
    `claim-${name}`,
  );
}

test.each(names)('%s replays', async (name) => {
  await replay(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')), name);
});

test('a history of another procedure does not', async () => {
  const other = readFileSync(`${folder}${names[0] ?? ''}`, 'utf8').replaceAll('"submitClaim"', '"submitSomethingElse"');
  await expect(replay(JSON.parse(other), 'other')).rejects.toThrow(/nondeterminism|non-?determin/i);
});
