import pino from 'pino';

// Logs go to a file that many may read: only these fields are written, whatever else is handed in.
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
  'sdkComponent',
  'error',
] as const;

const logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, level: 'info' },
  pino.destination({ fd: 2, sync: true }),
);

/**
 * Writes one line of JSON to stderr. `message` is a sentence of ours; of `details` only known, harmless fields are
 * kept.
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
