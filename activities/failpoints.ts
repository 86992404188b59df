import { Context } from '@temporalio/activity';
import { temporary } from './failures.ts';

/** Where an activity can fail: before it starts, after its effect is committed, or after something was sent. */
export type Point = 'before' | 'after-commit' | 'after-send';

const left = new Map<string, number>();

/**
 * Enables failpoints, for tests: "submitClaim:after-send:1,readFile:before:2" makes these activities fail at these
 * points once and twice. An empty string disables all. Throws if the string has another form.
 */
export function setFailpoints(text: string): void {
  left.clear();
  for (const part of text.split(',').filter((one) => one !== '')) {
    const match = /^([A-Za-z]+):(before|after-commit|after-send):(\d+)$/.exec(part);
    if (!match) throw new Error('CLAIMLOOP_FAILPOINTS takes activity:point:count, separated by commas');
    left.set(`${match[1]}:${match[2]}`, Number(match[3]));
  }
}

/**
 * Marks a point of the running activity. Throws a temporary failure if a failpoint is enabled there.
 */
export function reached(point: Point): Promise<void> {
  return left.size === 0 ? Promise.resolve() : cut(Context.current().info.activityType, point);
}

async function cut(activity: string, point: Point): Promise<void> {
  const key = `${activity}:${point}`;
  const count = left.get(key) ?? 0;
  if (count === 0) return;
  left.set(key, count - 1);
  throw temporary('unexpected', { failpoint: key });
}
