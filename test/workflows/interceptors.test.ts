import { expect, test } from '@jest/globals';
import { interceptors } from '../../workflows/interceptors.ts';

// Events that a query brings ahead of their workflow task are refused: they come in the time of the task before.

type Input = Parameters<NonNullable<NonNullable<ReturnType<typeof interceptors>['internals']>[number]['activate']>>[0];
type Job = NonNullable<Input['activation']['jobs']>[number];

const signal: Job = { signalWorkflow: { signalName: 'fact' } };
const fired: Job = { fireTimer: { seq: 1 } };
const localDone: Job = { resolveActivity: { seq: 2, isLocal: true, result: { completed: {} } } };
const sent: Job = { resolveActivity: { seq: 3, result: { completed: {} } } };
const stopped: Job = { resolveActivity: { seq: 3, result: { cancelled: {} } } };

/** The jobs that reach a workflow whose last activation was at second 1. */
function activated(jobs: readonly Job[], at: number, options: Partial<Input['activation']> = {}): readonly Job[] {
  const [internals] = interceptors().internals ?? [];
  const taken: Job[] = [];
  const activate = (second: number, some: readonly Job[]): void => {
    const timestamp = { seconds: second as never, nanos: 5 };
    internals?.activate?.({ activation: { timestamp, jobs: [...some], ...options }, batchIndex: 0 }, ({ activation }) =>
      taken.push(...(activation.jobs ?? [])),
    );
  };
  activate(1, []);
  activate(at, jobs);
  return taken;
}

test.each([
  ['a signal', signal],
  ['a timer', fired],
  ['a sent file', sent],
] as const)('%s is refused in the time of the task before, and taken in its own workflow task', (_, job) => {
  expect(() => activated([job], 1)).toThrow('there is no workflow task yet');
  expect(activated([job], 2)).toEqual([job]);
});

test('what a workflow task does itself, and what is replayed, is never refused', () => {
  expect(activated([localDone, stopped], 1)).toEqual([localDone, stopped]);
  expect(activated([signal], 1, { isReplaying: true })).toEqual([signal]);
});
