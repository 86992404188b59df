import type { TradingPartner } from '../config.ts';
import { isOurs, permanent } from '../failures.ts';

type Partner = Pick<TradingPartner, 'partnerId' | 'transport'>;

/**
 * Milliseconds after a refused login in which no other one is tried with the same settings. Each claim and each visit
 * would try by itself, and partners lock an account after a few.
 */
const quietMs = 15 * 60_000;

/** Partners whose login was refused: the settings that were refused, and when (milliseconds of this process). */
const refusals = new Map<string, { readonly settings: string; readonly at: number }>();

/** Runs work that logs in, unless the same login was refused shortly before: that fails in the same way. */
export async function sparingLogins<T>({ partnerId, transport }: Partner, work: () => Promise<T>): Promise<T> {
  const settings = JSON.stringify(transport);
  const refused = refusals.get(partnerId);
  if (refused && refused.settings === settings && performance.now() - refused.at < quietMs)
    throw permanent('credentials-refused');
  try {
    const result = await work();
    refusals.delete(partnerId);
    return result;
  } catch (error) {
    if (isOurs(error) && error.type === 'credentials-refused')
      refusals.set(partnerId, { settings, at: performance.now() });
    throw error;
  }
}

/** The next login is tried at once: a person says that the trouble with the partner is over. */
export function allowLogin(partnerId: string): void {
  refusals.delete(partnerId);
}
