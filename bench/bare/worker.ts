import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { workerDataConverter } from '../../client/encryption/data-converter.ts';
import { loadKeys } from '../../client/encryption/keys.ts';
import type { BareActivities } from './workflow.ts';

/** The task queue of bare workflows. */
export const bareQueue = 'bench-bare';

/** A worker for bare workflows, set up like the real one: same SDK, encryption and process model. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const keys = loadKeys({ keysFile: process.env['CLAIMLOOP_KEYS_FILE'] });
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
  const cached = process.env['CLAIMLOOP_MAX_CACHED_WORKFLOWS'];
  const activities: BareActivities = { noOp: async () => undefined };
  const worker = await Worker.create({
    connection,
    taskQueue: bareQueue,
    dataConverter: workerDataConverter(keys),
    workflowsPath: fileURLToPath(new URL('./workflow.js', import.meta.url)),
    activities: { ...activities },
    ...(cached === undefined ? {} : { maxCachedWorkflows: Number(cached) }),
  });
  process.send?.('ready');
  await worker.run();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
