import { condition } from '@temporalio/workflow';

/** Does nothing for as long as the installation exists. Its memo names the keys of the installation. */
export async function installation(): Promise<void> {
  await condition(() => false);
}
