import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choosePort } from '../../workers/stack/ports.ts';
import { type PostgresServer, startPostgres } from '../../workers/stack/postgres.ts';

/** What a Jest run shares: a folder, and one PostgreSQL that starts when the first test asks for it. */
export interface SharedByRun {
  readonly folder: string;
  readonly desk: Server;
  postgres?: Promise<PostgresServer>;
}

declare global {
  var claimloopTestRun: SharedByRun | undefined;
}

/** Jest's global set-up: finds the servers, and opens the desk where test files (other processes) ask for PostgreSQL. */
export default async function globalSetup(): Promise<void> {
  await findServers();
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-test-'));
  const desk = createServer((_request, response) => {
    response.shouldKeepAlive = false;
    postgresOf(run).then(
      (server) => response.end(server.urlOf('postgres')),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const run: SharedByRun = { folder, desk };
  globalThis.claimloopTestRun = run;
  const port = await choosePort();
  await new Promise<void>((resolve) => desk.listen(port, '127.0.0.1', resolve));
  process.env['CLAIMLOOP_TEST_DESK'] = `http://127.0.0.1:${port}/`;
  process.env['CLAIMLOOP_TEST_FOLDER'] = folder;
}

function postgresOf(run: SharedByRun): Promise<PostgresServer> {
  run.postgres ??= choosePort().then((port) => startPostgres({ folder: join(run.folder, 'postgres'), port, durable: false }));
  return run.postgres;
}

// Known already when `npm test` has started us; quick when the cache holds them.
async function findServers(): Promise<void> {
  const steps = fileURLToPath(new URL('../../bin/setup/steps.mjs', import.meta.url));
  const { setUp }: { setUp: (options: { purpose: string }) => Promise<void> } = await import(steps);
  await setUp({ purpose: 'servers' });
}
