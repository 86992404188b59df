import { DefaultLogger, type NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { clientDataConverter, workerDataConverter } from '../../client/encryption/data-converter.ts';
import { registerSearchAttributes } from '../../workers/temporal-setup.ts';
import { claimsQueue } from '../../workflows/messages.ts';
import { testKeys } from './keys.ts';
import { sharedResource } from './shared-resources.ts';

/**
 * Starts a time-skipping Temporal server: time skips while a test awaits a workflow's result or `env.sleep()`. Tests of
 * one environment share its time, so run them in series. Call `teardown` in `afterAll`.
 */
export async function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const env = await withRetries(() =>
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: programOf('CLAIMLOOP_TEST_SERVER') } },
      client: { dataConverter: clientDataConverter(testKeys) },
    }),
  );
  await registerSearchAttributes(env.connection, env.namespace ?? 'default');
  return env;
}

/** Starts a full Temporal dev server in real time: visibility, schedules, limits. `dbFilename` persists its state. */
export async function createDevServerEnvironment(
  options: { readonly dbFilename?: string } = {},
): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const env = await withRetries(() =>
    TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: programOf('CLAIMLOOP_TEMPORAL_CLI') },
        extraArgs: ['--dynamic-config-value', 'history.workflowIdReuseMinimalInterval="0s"'],
        ...options,
      },
      client: { dataConverter: clientDataConverter(testKeys) },
    }),
  );
  await registerSearchAttributes(env.connection, env.namespace ?? 'default');
  return env;
}

/** Creates a worker with the real workflow code and the given activities, by default on the claims queue. */
export async function createTestWorker(
  env: { readonly nativeConnection: NativeConnection; readonly namespace?: string },
  options: Partial<WorkerOptions>,
): Promise<Worker> {
  return Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue: claimsQueue,
    workflowBundle: { codePath: await workflowBundlePath() },
    dataConverter: workerDataConverter(testKeys),
    ...options,
  });
}

/** Path of the workflow bundle, built once per Jest run, for `workflowBundle.codePath`. */
export function workflowBundlePath(): Promise<string> {
  return sharedResource('workflow-bundle');
}

function programOf(variable: string): string {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: Jest's global set-up finds the program`);
  return path;
}

// The SDK waits 5 seconds for a server; a busy machine may need more.
async function withRetries<T>(create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await create();
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

let isQuiet = false;

/** Limits the SDK's log to errors, or to the level in CLAIMLOOP_TEST_LOG: WARN shows why a workflow task fails. */
export function quietRuntime(): void {
  if (isQuiet) return;
  isQuiet = true;
  const wanted = process.env['CLAIMLOOP_TEST_LOG'];
  const level = wanted === 'DEBUG' || wanted === 'INFO' || wanted === 'WARN' ? wanted : 'ERROR';
  Runtime.install({
    logger: new DefaultLogger(level),
    telemetryOptions: { logging: { forward: {}, filter: { core: level, other: 'ERROR' } } },
  });
}
