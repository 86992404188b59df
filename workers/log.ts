import pino from 'pino';
import { errorSentence } from '../domain/error-sentence.ts';

// Logs may be widely readable: only these fields are written.
const fields = [
  'taskQueue',
  'workflowId',
  'workflowType',
  'activityType',
  'attempt',
  'kind',
  'code',
  'at',
  'partnerId',
  'session',
  'count',
  'sdkComponent',
  'error',
] as const;

const logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, level: 'info' },
  pino.destination({ fd: 2, sync: true }),
);

/**
 * Writes one line of JSON to stderr. `message` must not contain PHI; only the listed fields of `details` are written.
 */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const kept = Object.fromEntries(
    fields.flatMap((field) =>
      typeof details[field] === 'string' || typeof details[field] === 'number' ? [[field, details[field]]] : [],
    ),
  );
  logger[level](kept, message);
}

/** Logs an error that nobody caught, and ends the process. Node would print the whole error, which may hold PHI. */
export function logUncaughtErrors(): void {
  process.on('uncaughtException', (error) => {
    log('error', errorSentence(error));
    process.exit(1);
  });
}
