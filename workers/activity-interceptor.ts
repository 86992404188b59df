import { Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { isOurs, permanent, temporary } from '../activities/failures.ts';
import { reached } from '../activities/interceptors/failpoints.ts';
import { codeOf, isBroken, isRefusedData } from '../activities/store/database.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { log } from './log.ts';

/** Milliseconds between two signs of life: a lost worker is noticed within the heartbeat timeout. */
const heartbeatMs = 3_000;

/**
 * Around every activity: the failpoints of tests, signs of life for the server, and the one way out for errors. What
 * the database or a partner says may hold a patient's data, so it never gets past here: only codes and our own words
 * do.
 */
export const aroundActivities: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      const beat = signOfLife();
      try {
        await reached('before');
        const result = await next(input);
        await reached('after-commit');
        return result;
      } catch (error) {
        throw sanitised(error);
      } finally {
        clearInterval(beat);
      }
    },
  },
});

function signOfLife(): NodeJS.Timeout | undefined {
  const context = Context.current();
  return context.info.isLocal ? undefined : setInterval(() => context.heartbeat(), heartbeatMs);
}

/**
 * The error as it may leave: ours as it is, anything else as a known code. Where it came from is logged, without its
 * text.
 */
export function sanitised(error: unknown): unknown {
  if (error instanceof CancelledFailure) return new CancelledFailure('The step was cancelled.');
  if (isOurs(error)) {
    const [details] = (error.details ?? []) as readonly { readonly failpoint?: string }[];
    log('warn', error.message, { kind: error.type, code: details?.failpoint });
    return error;
  }
  const found = error instanceof Error ? error : new Error('not an error');
  const code =
    'code' in found && typeof found.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(found.code) ? found.code : '';
  const at = placeOf(found);
  log('warn', 'An activity met an error; it is tried again.', { kind: found.constructor.name.slice(0, 60), code, at });
  if (isAway(found, code)) return temporary('database-away');
  const refusal = codeOf(found);
  if (refusal === undefined) return temporary('unexpected');
  return isRefusedData(refusal)
    ? permanent('data-refused', { code: refusal })
    : temporary('database-refused', { code: refusal });
}

/** File and line of the first frame that is ours. The error's own text, which may look like one, is cut off first. */
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
