import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** sandbox/config.json: the settings of the sandbox that people edit. */
export const sandboxSchema = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta({
      description: 'Address on which the SFTP server of the sandbox listens.',
      examples: ['127.0.0.1'],
    }),
  users: z
    .array(
      z.strictObject({
        username: z
          .enum(['payer', 'agency'])
          .meta({ description: 'User of the sandbox: its payer or its agency.', examples: ['payer'] }),
        password: z
          .string()
          .min(8)
          .meta({
            description: 'Password of that user; the same one as in partners.json.',
            examples: ['a-long-password'],
          }),
      }),
    )
    .min(1),
  answerMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(300)
    .meta({
      description: 'Time between one stage of an answer and the next.',
      unit: 'milliseconds',
      examples: [5_000],
    }),
});

/** Arguments that `up` passes to the sandbox. */
const argumentsSchema = z.strictObject({
  /** The folder of all files of the sandbox. */
  root: z.string().min(1),
  /** 0 takes any free port. */
  port: z.coerce.number().int().min(0).max(65535).default(0),
  /** The business clock, which determines the dates in answers. */
  day: z.strictObject({
    startedAt: z.iso.datetime(),
    startDate: z.iso.date(),
    dayMs: z.coerce.number().int().min(1),
  }),
});

/** ready.json: the address of the sandbox. The sandbox writes it at each start. */
export const readySchema = z.strictObject({
  generated: z.string().meta({
    description: 'Says that the file is generated.',
    examples: ['Written by the sandbox at each start. Do not edit.'],
  }),
  host: z.string().meta({ description: 'Address of the SFTP server.', examples: ['127.0.0.1'] }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .meta({ description: 'Port of the SFTP server.', examples: [34567] }),
  hostKeySha256: z.string().meta({
    description: 'SHA-256 of its host key, base64 without padding.',
    examples: ['hTz1W5rYbGqLw0pZ2kq0cT9m3v8nX4sJ7dFa6uBQeyU'],
  }),
});

/** The address and host key of the sandbox. */
export type SandboxReady = Readonly<z.infer<typeof readySchema>>;

/** All settings of the sandbox. */
export type SandboxConfig = z.infer<typeof sandboxSchema> & z.infer<typeof argumentsSchema>;

/** Reads the configuration file and the arguments. Throws one error that lists all faults. */
export function readConfig(path: string, args: unknown): SandboxConfig {
  return {
    ...parse(path, sandboxSchema, JSON.parse(readFileSync(path, 'utf8'))),
    ...parse('arguments', argumentsSchema, args),
  };
}

/** Validates a value. Throws one error that names the source and lists all faults. */
export function parse<T>(source: string, schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${source}: ${faults.join('; ')}`);
}

/** The business day of an instant in milliseconds, yyyy-mm-dd. */
export function dayAt({ startedAt, startDate, dayMs }: SandboxConfig['day'], at: number): string {
  const days = Math.floor((at - Date.parse(startedAt)) / dayMs);
  return new Date(Date.parse(`${startDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
