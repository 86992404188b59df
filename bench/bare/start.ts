import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { keysFileIn } from '../../client/encryption/keys.ts';
import type { BenchInstallation } from '../installation.ts';
import { bareQueue } from './worker.ts';
import type { bare } from './workflow.ts';

/** A worker for bare workflows on an installation's Temporal server. */
export interface BareWorker {
  readonly pid: number;
  /** Seconds from process start until it polls, including bundling its workflow. */
  readonly startSeconds: number;
  stop(): void;
}

/** Starts a worker with additional environment variables. Resolves when it polls. */
export async function startBareWorker(
  { endpoints, folder }: BenchInstallation,
  env: Readonly<Record<string, string>> = {},
): Promise<BareWorker> {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), {
    env: {
      ...process.env,
      ...env,
      TEMPORAL_ADDRESS: endpoints.temporal.address,
      CLAIMLOOP_KEYS_FILE: keysFileIn(folder),
    },
  });
  await once(child, 'message');
  return {
    pid: child.pid ?? 0,
    startSeconds: (performance.now() - began) / 1000,
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Starts bare workflows; each runs its first step and then waits for its signal. */
export function startBare(
  client: Client,
  name: string,
  count: number,
): Promise<readonly WorkflowHandle<typeof bare>[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      client.workflow.start<typeof bare>('bare', { workflowId: `bare-${name}-${index}`, taskQueue: bareQueue }),
    ),
  );
}
