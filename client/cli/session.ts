import { BlockedClaimError, type Claimloop, connectClaimloop, UnknownClaimError } from '../index.ts';
import { badUsage, CommandProblem, finding } from './problem.ts';

/** Connects, does the work and disconnects. Every failure becomes one sentence. */
export async function withClaimloop<T>(data: string, work: (claimloop: Claimloop) => Promise<T>): Promise<T> {
  const claimloop = await connect(data);
  try {
    return await work(claimloop);
  } catch (error) {
    if (error instanceof CommandProblem) throw error;
    if (error instanceof UnknownClaimError || error instanceof BlockedClaimError) throw finding(error.message);
    throw finding(
      `The installation did not answer: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'}`,
    );
  } finally {
    await claimloop.close();
  }
}

async function connect(data: string): Promise<Claimloop> {
  try {
    return await connectClaimloop(data);
  } catch (error) {
    throw badUsage(error instanceof Error ? error.message : 'cannot connect');
  }
}
