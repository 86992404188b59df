import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { workerDataConverter } from '../../client/encryption/data-converter.ts';
import { testKeys } from '../support/keys.ts';
import { quietRuntime, workflowBundlePath } from '../support/temporal.ts';

// The current workflow code replays claims of earlier versions. The scenario test records histories with
// CLAIMLOOP_RECORD=1. A history that does not replay needs `patched`, not a new recording.

const folder = fileURLToPath(new URL('../histories/', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there is a history of every scenario', () => {
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

test('a history with another activity does not replay', async () => {
  const other = readFileSync(`${folder}${names[0] ?? ''}`, 'utf8').replaceAll('"submitClaim"', '"submitSomethingElse"');
  await expect(replay(JSON.parse(other), 'other')).rejects.toThrow(/nondeterminism|non-?determin/i);
});
