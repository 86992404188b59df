import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptions } from '../../workers/bundle-options.ts';
import { choosePort } from '../../workers/stack/ports.ts';
import { type PostgresServer, startPostgres } from '../../workers/stack/postgres.ts';
import type { SharedResource } from './shared-resources.ts';

/** The state of a Jest run: a temporary folder, and the resources that test files have requested. */
export interface SharedByRun {
  readonly folder: string;
  readonly server: Server;
  postgres?: Promise<PostgresServer>;
  workflowBundle?: Promise<string>;
}

declare global {
  var claimloopTestRun: SharedByRun | undefined;
}

/**
 * Jest's global set-up: finds the servers, and provides shared resources to the processes of the test files over HTTP.
 */
export default async function globalSetup(): Promise<void> {
  await findServers();
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-test-'));
  const run: SharedByRun = { folder, server: createServer((request, response) => void serve(run, request, response)) };
  globalThis.claimloopTestRun = run;
  const port = await choosePort();
  await new Promise<void>((resolve) => run.server.listen(port, '127.0.0.1', resolve));
  process.env['CLAIMLOOP_TEST_RESOURCES'] = `http://127.0.0.1:${port}/`;
}

async function serve(run: SharedByRun, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.shouldKeepAlive = false;
  try {
    response.end(await make(run, request.url));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

async function make(run: SharedByRun, url: string | undefined): Promise<string> {
  const resources: Readonly<Record<SharedResource, () => Promise<string>>> = {
    postgres: async () => (await (run.postgres ??= postgresIn(run.folder))).urlOf('postgres'),
    'workflow-bundle': () => (run.workflowBundle ??= bundleIn(run.folder)),
  };
  const found = Object.entries(resources).find(([name]) => url === `/${name}`);
  if (!found) throw new Error(`unknown shared resource ${url}`);
  return found[1]();
}

async function postgresIn(folder: string): Promise<PostgresServer> {
  return startPostgres({ folder: join(folder, 'postgres'), port: await choosePort(), durable: false });
}

async function bundleIn(folder: string): Promise<string> {
  const path = join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({ ...bundleOptions(), logger: new DefaultLogger('WARN') });
  await writeFile(path, code);
  return path;
}

// `npm test` has already done this; otherwise it downloads servers that are not in the cache.
async function findServers(): Promise<void> {
  const steps = fileURLToPath(new URL('../../bin/setup/steps.mjs', import.meta.url));
  const { setUp }: { setUp: (options: { purpose: string }) => Promise<void> } = await import(steps);
  await setUp({ purpose: 'servers' });
}
