import { Context } from '@temporalio/activity';
import { temporary } from '../failures.ts';

/** Where an activity can be cut: before it does anything, after its effect is committed, after something was sent. */
export type Point = 'before' | 'after-commit' | 'after-send';

const left = new Map<string, number>();

/**
 * Switches failpoints on, for tests: "submitClaim:after-send:1,readFile:before:2" fails those activities there that
 * many times. An empty text switches all off. Throws on a text of another form.
 */
export function setFailpoints(text: string): void {
  left.clear();
  for (const part of text.split(',').filter((one) => one !== '')) {
    const match = /^([A-Za-z]+):(before|after-commit|after-send):(\d+)$/.exec(part);
    if (!match) throw new Error('CLAIMLOOP_FAILPOINTS takes activity:point:count, parted by commas');
    left.set(`${match[1]}:${match[2]}`, Number(match[3]));
  }
}

/**
 * Passes a point of the present activity. Throws a failure that is retried where a failpoint is on. Outside an
 * activity it does nothing.
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
