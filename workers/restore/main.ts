import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import type { Restoration } from '../../activities/restore/report.ts';
import { createActivities } from '../../activities/index.ts';
import { connectionSettings, connectTo } from '../../client/connection.ts';
import { clientDataConverter } from '../../client/encryption/data-converter.ts';
import { readEndpoints } from '../../client/endpoints.ts';
import { errorSentence } from '../../domain/error-sentence.ts';
import { claimWorkflows } from '../claim-workflows.ts';
import { readWorkerConfig, type WorkerConfig } from '../config.ts';
import { registerKeys } from '../keys/registry.ts';
import { sandboxPathsIn } from '../stack/sandbox.ts';
import { claimHistories } from './claim-histories.ts';
import { linesOf } from './report-lines.ts';

/**
 * The process of `claimloop restore`: `--data DIR [--json]`. Prints what it brought forward. Exit codes: 0 done, 1 a
 * person must look at something, 2 it cannot be done.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: '.claimloop' }, json: { type: 'boolean', default: false } },
  });
  const config = configOf(resolve(values.data));
  const server = connectionSettings(config.dataFolder) ?? config.temporal;
  const connection = await connectTo(server);
  const { namespace } = server;
  try {
    const client = new Client({ connection, namespace, dataConverter: clientDataConverter(config.keys) });
    await registerKeys(config.databaseUrl, { connection, namespace, client }, config.keys.ring);
    const activities = await createActivities(config, claimWorkflows(client));
    let restored: Restoration;
    try {
      restored = await activities.recovery.restore(claimHistories(client));
    } finally {
      await activities.close();
    }
    process.stdout.write(`${values.json ? JSON.stringify(restored, undefined, 2) : linesOf(restored).join('\n')}\n`);
    return restored.findings.length > 0 ? 1 : 0;
  } finally {
    await connection.close();
  }
}

/** As a worker of that data folder is configured. */
function configOf(dataFolder: string): WorkerConfig {
  const { readyFile } = sandboxPathsIn(dataFolder);
  return readWorkerConfig({
    ...process.env,
    CLAIMLOOP_DATA: dataFolder,
    DATABASE_URL: process.env['DATABASE_URL'] ?? readEndpoints(dataFolder)?.databaseUrl,
    ...(existsSync(readyFile) && { CLAIMLOOP_SANDBOX: readyFile }),
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${errorSentence(error)}\n`);
    process.exit(2);
  },
);
