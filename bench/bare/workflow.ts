import { goOnName } from './names.ts';
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

/** Three steps that do nothing. */
export interface BareActivities {
  noOp(): Promise<void>;
}

const { noOp } = proxyActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });

/** The one signal that a bare workflow waits for. */
export const goOn = defineSignal(goOnName);

/** What any workflow costs: three activities that do nothing and one signal. The yardstick of claim-throughput. */
export async function bare(): Promise<void> {
  let isTold = false;
  setHandler(goOn, () => {
    isTold = true;
  });
  await noOp();
  await condition(() => isTold);
  await noOp();
  await noOp();
}
