import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Program, startProgram } from './program.ts';

/** Options of a local Temporal development server. */
export interface TemporalOptions {
  /** Path of the program. */
  readonly program: string;
  /** Folder of the state file, `temporal.db`. */
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly uiPort: number;
  /** URL of the codec server for the Temporal UI. */
  readonly codecEndpoint: string;
}

/** Starts the server on its existing state, if any, and waits until it is ready. */
export async function startTemporal({
  program,
  folder,
  logFile,
  port,
  uiPort,
  codecEndpoint,
}: TemporalOptions): Promise<Program> {
  const started = await startProgram({
    name: 'temporal',
    command: program,
    logFile,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--ui-port',
      String(uiPort),
      '--db-filename',
      join(folder, 'temporal.db'),
      '--ui-codec-endpoint',
      codecEndpoint,
      '--log-level',
      'error',
    ],
    isUp: () => answers(`127.0.0.1:${port}`),
    upWithinMs: 60_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
  });
  // Temporal creates it readable for everybody.
  chmodSync(join(folder, 'temporal.db'), 0o600);
  return started;
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      // The frontend listens before the default namespace is usable.
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
