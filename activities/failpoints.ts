import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import { temporary } from './failures.ts';

/**
 * Where an activity can fail: before it starts, after its effect is committed, or after something was sent. At
 * `task-lost` it has returned, and the worker is killed before its workflow task ends.
 */
export type Point = 'before' | 'after-commit' | 'after-send' | 'task-lost';

/** Where kills are counted: the next worker must know of them. */
let folder = '';
const left = new Map<string, number>();

/**
 * Enables failpoints, for tests: "submitClaim:after-send:1,readFile:before:2" makes these activities fail at these
 * points once and twice. An empty string disables all. Kills are counted in the data folder. Throws if the string has
 * another form.
 */
export function setFailpoints(text: string, dataFolder: string): void {
  left.clear();
  folder = join(dataFolder, 'failpoints');
  for (const part of text.split(',').filter((one) => one !== '')) {
    const match = /^([A-Za-z]+):(before|after-commit|after-send|task-lost):(\d+)$/.exec(part);
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
  if (point === 'task-lost') return kill(activity, count);
  throw temporary('unexpected', { failpoint: key });
}

function kill(activity: string, count: number): void {
  const mark = join(folder, `${activity}-${count}`);
  if (existsSync(mark)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(mark, '');
  process.kill(process.pid, 'SIGKILL');
}
