import type { Claimloop } from '../index.ts';
import { finding } from './problem.ts';

/** Throws when a list is empty because its payer id is wrong: no claim has it, and no partner lists it. */
export async function refuseUnknownPayer(
  claimloop: Pick<Claimloop, 'payers'>,
  payerId: string | undefined,
  rows: readonly unknown[],
): Promise<void> {
  if (payerId === undefined || rows.length > 0) return;
  const payers = await claimloop.payers();
  if (payers.includes(payerId)) return;
  const known = payers.length === 0 ? '' : ` Known payers: ${payers.slice(0, 20).join(', ')}.`;
  throw finding(`No claim has the payer ${payerId}, and partners.json does not list it.${known}`);
}
