import { type Coverage, coverages, type Party, receivable } from '../../domain/ledger/accounts.ts';
import { nextParty } from '../../domain/ledger/coverage.ts';
import type { Balance } from '../../domain/ledger/balances.ts';
import type { Cents } from '../../domain/money.ts';
import { billedClaim } from '../../domain/remittance/billed-claim.ts';
import type { ClaimBooks } from '../../domain/remittance/claim-books.ts';
import type { CoveragePlace } from '../../domain/remittance/adjustment-class.ts';
import type { TradingPartner } from '../config.ts';
import { intakesOf } from './claims.ts';
import type { Sql } from './database.ts';
import { balancesOfClaims } from './journal.ts';
import { storedPayments } from './remittance-claims.ts';

/** Reads what payments of claims are judged by, by claim. Read it in the transaction that posts them. */
export async function loadBooks(
  sql: Sql,
  claimIds: readonly string[],
  { capitatedPayerIds = [] }: Pick<TradingPartner, 'capitatedPayerIds'>,
): Promise<Map<string, ClaimBooks>> {
  const [intakes, balances, stored] = [
    await intakesOf(sql, claimIds),
    await balancesOfClaims(sql, claimIds),
    await storedPayments(sql, claimIds),
  ];
  return new Map(
    [...intakes].map(([claimId, intake]) => {
      const owed = coverages.map((coverage) => owedBy(balances.get(claimId) ?? [], coverage));
      const earlier = stored.get(claimId) ?? [];
      return [claimId, { billed: billedClaim(claimId, intake), owed, earlier, capitatedPayerIds }];
    }),
  );
}

function owedBy(balances: readonly Balance[], coverage: Coverage): ReadonlyMap<string, Cents> {
  const account = receivable(coverage);
  return new Map(balances.filter((one) => one.account === account).map(({ line, amountCents }) => [line, amountCents]));
}

/** The coverage that pays, and who owes what it leaves to the patient. */
export function partiesOf(
  { billed }: Pick<ClaimBooks, 'billed'>,
  place: CoveragePlace,
): { readonly payer: Coverage; readonly next: Party } {
  const payer: Coverage = `coverage-${place}`;
  return { payer, next: nextParty(payer, billed.coverages) };
}
