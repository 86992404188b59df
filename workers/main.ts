import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { type Activities, createActivities } from '../activities/index.ts';
import { setFailpoints } from '../activities/failpoints.ts';
import { clientDataConverter, workerDataConverter } from '../client/encryption/data-converter.ts';
import { refusePowerfulRole } from '../prisma/roles.ts';
import { claimsQueue, filesQueue, mailboxQueue, outboundQueue, signalingQueue } from '../workflows/messages.ts';
import { aroundActivities } from './activity-interceptor.ts';
import { claimWorkflows } from './claim-workflows.ts';
import { readWorkerConfig, type WorkerConfig } from './config.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import { registerKeys } from './keys/registry.ts';
import { log, logUncaughtErrors } from './log.ts';
import { reportDifferences } from './report-differences.ts';
import { endOtherMailboxes, keepStandingWorkflows } from './standing-workflows.ts';
import { registerSearchAttributes } from './temporal-setup.ts';

/** Of activities that wait: many at once, none keeps a worker from ending, and a lost one is noticed soon. */
const waiting = {
  maxConcurrentActivityTaskExecutions: 1_000,
  maxConcurrentActivityTaskPolls: 1,
  maxHeartbeatThrottleInterval: '4 seconds',
  shutdownGraceTime: 0,
} as const;

/** The worker process, with a task queue for each kind of work. Ends on SIGTERM. */
async function main(): Promise<void> {
  const config = readWorkerConfig();
  logUncaughtErrors();
  setFailpoints(config.failpoints, config.dataFolder);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log(level === 'ERROR' ? 'error' : 'warn', message, meta),
    ),
    shutdownSignals: ['SIGTERM', 'SIGINT'],
  });
  const { connectionOptions, namespace } = config.temporal;
  const connection = await Connection.connect(connectionOptions);
  const client = new Client({ connection, namespace, dataConverter: clientDataConverter(config.keys) });
  const { address, tls, apiKey, metadata } = connectionOptions;
  const native = await NativeConnection.connect({
    address,
    tls,
    metadata,
    apiKey: typeof apiKey === 'function' ? apiKey() : apiKey,
  });
  await refusePowerfulRole(config.databaseUrl);
  await registerKeys(config.databaseUrl, { connection, namespace, client }, config.keys.ring);
  await registerSearchAttributes(connection, namespace);
  const activities = await createActivities(config, claimWorkflows(client));
  await untilRestored(activities);
  const workers = await createWorkers(native, config, activities);
  await endOtherMailboxes(client, config.partners);
  const standing = await keepStandingWorkflows(client, config.partners);
  process.send?.('ready');
  log('info', 'The worker is running.');
  await Promise.all([...workers.map((worker) => worker.run()), reportDifferences(activities.files)]);
  standing.stop();
  await activities.close();
  await Promise.all([connection.close(), native.close()]);
}

/** Milliseconds between two looks at whether the database was brought forward. */
const restoredMs = 1_000;

/** Works on nothing while PostgreSQL lacks what was sent and received: `claimloop restore` brings it forward. */
async function untilRestored({ recovery }: Activities): Promise<void> {
  if (!(await recovery.isBehind())) return;
  log(
    'error',
    'PostgreSQL was restored to an earlier moment: the archive has files that it lacks. ' +
      'The worker waits for `claimloop restore`.',
  );
  process.send?.('ready');
  const end = (): never => process.exit(0);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  while (await recovery.isBehind()) await pause(restoredMs);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, end);
  log('info', 'PostgreSQL was brought forward.');
}

function createWorkers(
  connection: NativeConnection,
  config: WorkerConfig,
  { database, outbound, files, mailboxes, signaling }: Awaited<ReturnType<typeof createActivities>>,
): Promise<Worker[]> {
  const common: Omit<WorkerOptions, 'taskQueue'> = {
    connection,
    namespace: config.temporal.namespace,
    dataConverter: workerDataConverter(config.keys),
    interceptors: { activity: [aroundActivities] },
    shutdownGraceTime: '5 seconds',
  };
  const codePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: claimsQueue,
      workflowBundle: { codePath },
      activities: { ...database },
      maxCachedWorkflows: config.maxCachedWorkflows,
    }),
    Worker.create({
      ...common,
      taskQueue: outboundQueue,
      activities: { ...outbound },
      maxConcurrentActivityTaskExecutions: 20,
    }),
    Worker.create({
      ...common,
      taskQueue: filesQueue,
      activities: { ...files },
      maxConcurrentActivityTaskExecutions: 5,
    }),
    Worker.create({ ...common, ...waiting, taskQueue: mailboxQueue, activities: { ...mailboxes } }),
    Worker.create({ ...common, ...waiting, taskQueue: signalingQueue, activities: { ...signaling } }),
  ]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    // Start-up errors come from connections and configuration and contain no PHI.
    log('error', errorSentence(error));
    process.exit(1);
  },
);
