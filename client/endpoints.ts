import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where everything of a running installation answers: DIR/endpoints.json, written when it is up. */
export const endpointsSchema = z.strictObject({
  temporal: z.strictObject({
    address: z.string(),
    namespace: z.string(),
    /** Address of the Web UI; absent when the Temporal server is not ours. */
    ui: z.string().optional(),
  }),
  /** Connection string, with its password: the file is readable by its owner only. */
  databaseUrl: z.string(),
  codecServer: z.string(),
  /** Address of the sandbox's SFTP server; absent without a sandbox. */
  sftp: z.string().optional(),
  /** Process ids; absent for what is not ours. `up` is the process that minds the others. */
  pids: z.strictObject({
    up: z.number(),
    postgres: z.number().optional(),
    temporal: z.number().optional(),
    worker: z.number().optional(),
    sandbox: z.number().optional(),
  }),
  /** Whether all parts were up when this was written. */
  startedAt: z.string(),
});

/** Where everything of a running installation answers. */
export type Endpoints = z.infer<typeof endpointsSchema>;

/** The endpoints file of a data folder. */
export function endpointsFileIn(dataFolder: string): string {
  return join(dataFolder, 'endpoints.json');
}

/** Reads the endpoints of a data folder; undefined if nothing was ever up there. Throws when the file is damaged. */
export function readEndpoints(dataFolder: string): Endpoints | undefined {
  const path = endpointsFileIn(dataFolder);
  if (!existsSync(path)) return undefined;
  try {
    return endpointsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} is damaged; \`claimloop up\` writes it anew`, { cause });
  }
}
