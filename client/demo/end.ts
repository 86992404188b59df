import { parties, type Party } from '../../domain/ledger/accounts.ts';
import type { Claimloop, ClaimMoney, ClaimView } from '../index.ts';
import { money } from '../cli/print.ts';
import { someAtOnce } from './at-once.ts';
import type { ScenarioEnd } from './scenario.ts';

/** What the books say of a claim. */
export interface End extends ClaimMoney {
  /** What each party owes, without those that owe nothing; negative if it paid too much. */
  readonly open: Partial<Record<Party, number>>;
  /** Parts of remittances that wait for a person. */
  readonly exceptions: number;
}

type ReadingClient = Pick<Claimloop, 'claimMoney' | 'ledgerClaim' | 'remittances'>;

/**
 * Asks the books about claims, and then about the parties of those whose sum is not zero. `isThorough` asks about the
 * parties of all, since a debt and a credit may cancel out.
 */
export async function endsOf(
  claimloop: ReadingClient,
  claimIds: readonly string[],
  { isThorough }: { readonly isThorough: boolean },
): Promise<ReadonlyMap<string, End>> {
  const [{ parts }, money] = await Promise.all([claimloop.remittances(), claimloop.claimMoney(claimIds)]);
  const waiting = parts.filter(({ state }) => state === 'exception').map(({ claimId }) => claimId);
  const ends = await someAtOnce(money, async (of): Promise<readonly [string, End]> => {
    const closedCents = of.paidCents + of.adjustedCents + of.patientPaidCents + of.writtenOffCents;
    const open = isThorough || of.chargedCents !== closedCents ? await openOf(claimloop, of.claimId) : {};
    return [of.claimId, { ...of, open, exceptions: waiting.filter((claimId) => claimId === of.claimId).length }];
  });
  return new Map(ends);
}

async function openOf(claimloop: ReadingClient, claimId: string): Promise<End['open']> {
  const { balances } = await claimloop.ledgerClaim(claimId);
  return Object.fromEntries(
    parties.flatMap((party) => {
      const own = new Set([`receivable:${party}`, `credits:${party}`]);
      const open = balances.reduce((sum, { account, amountCents }) => sum + (own.has(account) ? amountCents : 0), 0);
      return open === 0 ? [] : [[party, open]];
    }),
  );
}

/** How a claim's end differs from the expected one, to the cent, in words; empty if it does not. */
export function differencesOf(expected: ScenarioEnd, view: ClaimView, end: End): readonly string[] {
  const amounts: readonly (readonly [string, number, number])[] = [
    ['paid by payers', expected.paidCents, end.paidCents],
    ['contractual', expected.contractualCents, end.adjustedCents],
    ['paid by the patient', expected.patientPaidCents, end.patientPaidCents],
    ['written off', expected.writtenOffCents, end.writtenOffCents],
    ...parties.map((party) => [`open of ${party}`, expected.open[party] ?? 0, end.open[party] ?? 0] as const),
  ];
  const counts: readonly (readonly [string, number | string, number | string])[] = [
    ['status', expected.status, view.status],
    ['submissions', expected.submissions, view.submissions],
    ['statements', expected.statements ?? view.statements, view.statements],
    ['exceptions', expected.exceptions, end.exceptions],
  ];
  return [
    ...counts.map(([name, wanted, found]) => [name, wanted, found, String] as const),
    ...amounts.map(([name, wanted, found]) => [name, wanted, found, money] as const),
  ].flatMap(([name, wanted, found, print]) =>
    wanted === found ? [] : [`${name}: expected ${print(wanted as never)}, found ${print(found as never)}`],
  );
}
