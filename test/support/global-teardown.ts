import { rm } from 'node:fs/promises';

/** Jest's global tear-down: stops what the run shared and leaves nothing behind. */
export default async function globalTeardown(): Promise<void> {
  const run = globalThis.claimloopTestRun;
  if (!run) return;
  run.desk.close();
  run.desk.closeAllConnections();
  const server = await run.postgres;
  await server?.stop();
  await rm(run.folder, { recursive: true, force: true });
}
