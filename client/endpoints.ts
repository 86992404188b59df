import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });

/** endpoints.json: where everything of an installation answers. `up` writes it each time it has started. */
export const endpointsSchema = z.strictObject({
  generated: text('Says that the file is generated.', 'Written by claimloop up at each start. Do not edit.').optional(),
  temporal: z.strictObject({
    address: text('Address of the Temporal server.', '127.0.0.1:7233'),
    namespace: text('Namespace at that server.', 'default'),
    ui: text(
      'Address of the Web UI, which shows ciphertext by itself; absent when the Temporal server is not ours.',
      'http://127.0.0.1:8233',
    ).optional(),
  }),
  databaseUrl: text(
    'PostgreSQL as the role of the worker, with its password: only the owner of the file can read it.',
    'postgresql://claimloop_worker:secret@127.0.0.1:5433/claimloop',
  ),
  migrationDatabaseUrl: text(
    'The same as the role that owns the tables; absent if `DATABASE_URL` names the database.',
    'postgresql://claimloop_owner:secret@127.0.0.1:5433/claimloop',
  ).optional(),
  codecServer: text(
    'Serves the Temporal UI with decoded payloads, to whoever opens the link of `claimloop ui`.',
    'http://127.0.0.1:8234',
  ),
  sftp: text('SFTP server of the sandbox; absent without a sandbox.', 'sftp://127.0.0.1:34567').optional(),
  startedAt: text('Time at which the file was written (UTC).', '2026-11-28T05:00:00.000Z'),
});

/** Where everything of a running installation answers. */
export type Endpoints = Omit<z.infer<typeof endpointsSchema>, 'generated'>;

/** The endpoints file of a data folder. */
export function endpointsFileIn(dataFolder: string): string {
  return join(dataFolder, 'endpoints.json');
}

/** Reads the endpoints of a data folder; undefined if nothing was ever up there. Throws when the file is damaged. */
export function readEndpoints(dataFolder: string): Endpoints | undefined {
  const path = endpointsFileIn(dataFolder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path} cannot be read (${code ?? 'unknown error'}).`, { cause });
  }
  try {
    const { generated: _, ...endpoints } = endpointsSchema.parse(JSON.parse(text));
    return endpoints;
  } catch (cause) {
    throw new Error(`${path} is damaged; \`claimloop up\` writes a new one.`, { cause });
  }
}
