import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import { temporary } from './failures.ts';

/**
 * Where an activity can fail: before it starts, after its effect is committed, or after something was sent. At
 * `task-lost` it has returned, and the worker is killed before its workflow task ends.
 */
export type Point = 'before' | 'after-commit' | 'after-send' | 'task-lost';

/** Where it is counted how often each has fired: the next worker must know. */
let folder = '';
const enabled = new Map<string, number>();

/**
 * Enables failpoints, for tests: "submitClaim:after-send:1,readFile:before:2" makes these activities fail at these
 * points once and twice. An empty string disables all. They are counted in the data folder, over all workers. Throws if
 * the string has another form.
 */
export function setFailpoints(text: string, dataFolder: string): void {
  enabled.clear();
  folder = join(dataFolder, 'failpoints');
  for (const part of text.split(',').filter((one) => one !== '')) {
    const match = /^([A-Za-z]+):(before|after-commit|after-send|task-lost):(\d+)$/.exec(part);
    if (!match) throw new Error('CLAIMLOOP_FAILPOINTS takes activity:point:count, separated by commas');
    enabled.set(`${match[1]}:${match[2]}`, Number(match[3]));
  }
}

/**
 * Marks a point of the running activity. Throws a temporary failure if a failpoint is enabled there.
 */
export function reached(point: Point): Promise<void> {
  return enabled.size === 0 ? Promise.resolve() : cut(Context.current().info.activityType, point);
}

async function cut(activity: string, point: Point): Promise<void> {
  const key = `${activity}:${point}`;
  if (!isDue(key, enabled.get(key) ?? 0)) return;
  if (point === 'task-lost') process.kill(process.pid, 'SIGKILL');
  throw temporary('unexpected', { failpoint: key });
}

/** Marks that the point has fired once more; false if it has fired as often as it should. */
function isDue(key: string, count: number): boolean {
  const marks = Array.from({ length: count }, (_, index) => join(folder, `${key.replace(':', '-')}-${index + 1}`));
  const next = marks.find((mark) => !existsSync(mark));
  if (next === undefined) return false;
  mkdirSync(folder, { recursive: true });
  writeFileSync(next, '');
  return true;
}
