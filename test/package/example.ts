import { readFileSync } from 'node:fs';
import {
  type Claimloop,
  claimloopOver,
  type ClaimView,
  connectClaimloop,
  connectClient,
  type Correction,
  type Receipt,
  type Started,
  UnknownClaimError,
} from 'claimloop/client';
import { read835, readInterchanges, type ReadValue, type Remittance835 } from 'claimloop/x12';

// Example code of a separate project. test/package.test.ts compiles and runs it there.

/** Starts a claim. Resolves to its status, or to undefined when the intake was rejected or the claim has ended. */
export async function open(claimloop: Claimloop, intake: unknown): Promise<ClaimView['status'] | undefined> {
  const started: Started = await claimloop.startClaim(intake);
  if (started.kind === 'problems') return undefined;
  try {
    return (await claimloop.status(started.claimId)).status;
  } catch (error) {
    if (error instanceof UnknownClaimError) return undefined;
    throw error;
  }
}

/** Sends a correction over a Temporal client that the project also uses for workflows of its own. */
export async function correct(claimId: string, correction: Correction): Promise<Receipt> {
  const { client, close } = await connectClient();
  try {
    return await claimloopOver(client).correctClaim(claimId, correction);
  } finally {
    await close();
  }
}

function remittances(path: string): readonly ReadValue<Remittance835>[] {
  const file = readInterchanges(readFileSync(path));
  if (file.kind === 'unreadable') throw new Error(`${file.reason} (segment ${file.segment}, byte ${file.offset})`);
  return file.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(read835)));
}

const [path = '', dataFolder] = process.argv.slice(2);
for (const read of remittances(path)) {
  if (read.kind === 'read') console.log(`paid ${read.value.payment.amountCents} cents`);
}
try {
  const claimloop = await connectClaimloop(dataFolder);
  await claimloop.close();
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
