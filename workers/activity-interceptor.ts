import { Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { reached } from '../activities/failpoints.ts';
import { isOurs, permanent, temporary } from '../activities/failures.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import { codeOf, isBroken, isRefusedData } from '../activities/store/database.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { log } from './log.ts';

/** Milliseconds between heartbeats; must be shorter than the heartbeat timeout. */
const heartbeatMs = 3_000;

/**
 * Wraps every activity: test failpoints, heartbeats and error cleaning. Errors of the database or of a partner may
 * contain PHI, so only codes and messages from `failures.ts` leave an activity.
 */
export const aroundActivities: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      const timer = startHeartbeats();
      try {
        await reached('before');
        const result = await next(input);
        await reached('after-commit');
        await reached('task-lost');
        return result;
      } catch (error) {
        throw sanitized(error);
      } finally {
        clearInterval(timer);
      }
    },
  },
});

function startHeartbeats(): NodeJS.Timeout | undefined {
  const context = Context.current();
  return context.info.isLocal ? undefined : setInterval(() => context.heartbeat(), heartbeatMs);
}

/**
 * Converts an error for Temporal: known failures pass unchanged, any other becomes a known code. Logs the source
 * location of the error without its message.
 */
export function sanitized(error: unknown): unknown {
  if (error instanceof CancelledFailure) return new CancelledFailure('The step was canceled.');
  if (isOurs(error)) {
    const { type, details } = error;
    const [first] = (details ?? []) as readonly { readonly failpoint?: string }[];
    log('warn', errorSentence(error), { kind: type, code: first?.failpoint });
    return error;
  }
  const found = error instanceof Error ? error : new Error('not an error');
  const code =
    'code' in found && typeof found.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(found.code) ? found.code : '';
  const at = placeOf(found);
  log('warn', 'An activity failed and will be retried.', { kind: found.constructor.name.slice(0, 60), code, at });
  if (isAway(found, code)) return temporary('database-away');
  const refusal = codeOf(found);
  if (refusal === undefined) return temporary('unexpected');
  return isRefusedData(refusal)
    ? permanent('data-refused', { code: refusal })
    : temporary('database-refused', { code: refusal });
}

/** File and line of the first own stack frame. The message is removed first, because it may look like a frame. */
function placeOf({ stack = '', message }: Error): string {
  const end = stack.indexOf(message);
  const frames = end < 0 ? '' : stack.slice(end + message.length);
  const frame = frames.split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node_modules'));
  return /[\w.-]+\.[jt]s:\d+(?=:\d+\)?$)/.exec(frame ?? '')?.[0] ?? '';
}

function isAway(error: Error, code: string): boolean {
  return (
    error instanceof Prisma.PrismaClientInitializationError ||
    isBroken(error) ||
    /^(P1\d{3}|P2024|P2028|ECONNREFUSED|ECONNRESET|57P0[123])$/.test(code)
  );
}
