import { billedClaim } from '../../domain/remittance/billed-claim.ts';
import { fitsClaim, guessNumbers } from '../../domain/remittance/match-claim.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import { intakesOf } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';

/** A claim payment, and the claim that it is about. */
export interface MatchedPayment {
  readonly payment: ClaimPayment;
  /** Null if no claim has its number, and not exactly one claim fits. */
  readonly claimId: string | null;
  /** Claims that it may be about if `claimId` is null. */
  readonly candidates: readonly string[];
}

/** Candidates that are compared and proposed. */
const mostCandidates = 5;

/**
 * Finds the claim of each payment, in their order: by its control number (CLP01); else the one claim with a similar
 * number, or else with the payer's control number, that fits in name, date and charge.
 */
export async function matchClaims(sql: Sql, payments: readonly ClaimPayment[]): Promise<readonly MatchedPayment[]> {
  const numbers = payments.map(({ patientControlNumber }) => patientControlNumber);
  const rows = await sql.rows<{ id: string }>('select id from claim where id = any($1::text[])', [numbers]);
  const known = new Set(rows.map(({ id }) => id));
  const matched: MatchedPayment[] = [];
  for (const payment of payments) {
    const { patientControlNumber: claimId } = payment;
    matched.push(
      known.has(claimId) ? { payment, claimId, candidates: [] } : { payment, ...(await similarClaim(sql, payment)) },
    );
  }
  return matched;
}

async function similarClaim(sql: Sql, payment: ClaimPayment): Promise<Omit<MatchedPayment, 'payment'>> {
  const { ids, beginning } = guessNumbers(payment.patientControlNumber);
  // Ids are capital letters and digits, so every id with that beginning sorts between the two bounds.
  const alike = await sql.rows<{ id: string }>(
    `select id from claim where id = any($1::text[]) or (id > $2 and id < $2 || 'ZZZZZZZZZZZZZZZZZZZZ')
     order by id limit $3`,
    [ids, beginning ?? null, mostCandidates],
  );
  const answered = await sql.rows<{ id: string }>(
    'select id from claim where payer_control_number = $1 order by id limit $2',
    [payment.payerControlNumber ?? null, mostCandidates],
  );
  const candidates: string[] = [];
  for (const some of [alike, answered]) {
    const found = some.map(({ id }) => id);
    const fitting = await fittingClaims(sql, payment, found);
    const [claimId] = fitting;
    if (claimId !== undefined && fitting.length === 1) return { claimId, candidates: [] };
    candidates.push(...found);
  }
  return { claimId: null, candidates: [...new Set(candidates)].slice(0, mostCandidates) };
}

async function fittingClaims(sql: Sql, payment: ClaimPayment, ids: readonly string[]): Promise<readonly string[]> {
  const intakes = [...(await intakesOf(sql, ids))];
  return intakes.filter(([id, intake]) => fitsClaim(payment, billedClaim(id, intake))).map(([id]) => id);
}
