import { expect, test } from '@jest/globals';
import { bringUpToLose, expectKills, playToTheEnd } from '../support/lost-tasks.ts';

// The worker is killed after a step has committed and before its workflow task ends, once for each step: the task is
// done again, and each step gives the answer that it gave first. Meanwhile the claims are queried all the time.

test('kills in the steps of every claim change no end', async () => {
  const steps = ['openClaim', 'checkClaim', 'whoOwes', 'writeStanding'];
  const office = await bringUpToLose(steps);
  try {
    await playToTheEnd(office, [1, 7, 9, 11, 12], 41);
    expectKills(office, steps);
    expect(await office.claimloop.trialBalance()).toMatchObject({ balanced: true });
  } finally {
    await office.remove();
  }
}, 300_000);
