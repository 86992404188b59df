import { goOnName } from './names.ts';
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

/** Three no-op activities. */
export interface BareActivities {
  noOp(): Promise<void>;
}

const { noOp } = proxyActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });

/** The signal that a bare workflow waits for. */
export const goOn = defineSignal(goOnName);

/** Three no-op activities and one signal: the baseline of claim-throughput. */
export async function bare(): Promise<void> {
  let isSignaled = false;
  setHandler(goOn, () => {
    isSignaled = true;
  });
  await noOp();
  await condition(() => isSignaled);
  await noOp();
  await noOp();
}
