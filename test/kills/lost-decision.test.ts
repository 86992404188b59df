import { test } from '@jest/globals';
import { bringUpToLose, expectKills, playToTheEnd } from '../support/lost-tasks.ts';

// The worker is killed after a decision is stored and before its workflow task ends: the same decision is made again.
// A small balance is written off, and not settled.

test('kills in the steps that decide change no end', async () => {
  const steps = ['reviewRejection', 'reviewAdjudication', 'openWorkItem', 'writeOff'];
  const office = await bringUpToLose(steps);
  try {
    await playToTheEnd(office, [2, 3, 4, 10], 42);
    expectKills(office, steps);
  } finally {
    await office.remove();
  }
}, 300_000);
