import { rm } from 'node:fs/promises';

/** Jest's global teardown: stops the shared resources and deletes the temporary folder. */
export default async function globalTeardown(): Promise<void> {
  const run = globalThis.claimloopTestRun;
  if (!run) return;
  run.server.close();
  run.server.closeAllConnections();
  const server = await run.postgres;
  await server?.stop();
  await rm(run.folder, { recursive: true, force: true });
}
