import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Program, startProgram } from './program.ts';

/** A Temporal development server on this machine. */
export interface TemporalOptions {
  /** The program, as the set-up found it. */
  readonly program: string;
  /** `temporal.db` in it keeps the state. */
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly uiPort: number;
  /** Where the Web UI has payloads decoded. */
  readonly codecEndpoint: string;
}

/** Starts the server on its state of before, if there is one, and waits until it answers. */
export function startTemporal({
  program,
  folder,
  logFile,
  port,
  uiPort,
  codecEndpoint,
}: TemporalOptions): Promise<Program> {
  return startProgram({
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
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      // The frontend listens before the default namespace can be used.
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
