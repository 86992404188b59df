import { readFileSync } from 'node:fs';
import { z } from 'zod';

const configSchema = z.strictObject({
  /** Folder for all of the sandbox's data. */
  root: z.string().min(1),
  host: z.string().default('127.0.0.1'),
  /** 0 means any free port. */
  port: z.int().min(0).max(65535).default(0),
  users: z.array(z.strictObject({ username: z.enum(['payer', 'agency']), password: z.string().min(8) })).min(1),
  /** The business clock: dates in answers follow it. */
  day: z.strictObject({ startedAt: z.iso.datetime(), startDate: z.iso.date(), dayMs: z.int().min(1) }),
  /** Milliseconds between two stages of an answer. */
  answerMs: z.int().min(0).default(300),
});

/** The sandbox's configuration. */
export type SandboxConfig = z.infer<typeof configSchema>;

/** Reads the configuration file. Throws an error that lists the invalid fields. */
export function readConfig(path: string): SandboxConfig {
  const read = configSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(`${path}: ${faults.join('; ')}`);
}

/** The current business day, yyyy-mm-dd. */
export function todayOf({ startedAt, startDate, dayMs }: SandboxConfig['day']): string {
  const days = Math.floor((Date.now() - Date.parse(startedAt)) / dayMs);
  return new Date(Date.parse(`${startDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
