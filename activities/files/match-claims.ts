import { billedClaim } from '../../domain/remittance/billed-claim.ts';
import { fitsClaim, guessNumbers } from '../../domain/remittance/match-claim.ts';
import type { Intake } from '../../domain/schema/intake.ts';
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
  const others = payments.filter(({ patientControlNumber }) => !known.has(patientControlNumber));
  const similar = others.length === 0 ? new Map<ClaimPayment, SimilarClaim>() : await similarClaims(sql, others);
  return payments.map((payment) => {
    const { patientControlNumber: claimId } = payment;
    return { payment, claimId, candidates: [], ...similar.get(payment) };
  });
}

type SimilarClaim = Omit<MatchedPayment, 'payment'>;

async function similarClaims(
  sql: Sql,
  payments: readonly ClaimPayment[],
): Promise<ReadonlyMap<ClaimPayment, SimilarClaim>> {
  const found = [await alikeNumbers(sql, payments), await answeredAs(sql, payments)];
  const all = found.flatMap((some) => [...some.values()].flat());
  const intakes = all.length === 0 ? new Map<string, Intake>() : await intakesOf(sql, [...new Set(all)]);
  const fits = (payment: ClaimPayment, id: string): boolean => {
    const intake = intakes.get(id);
    return intake !== undefined && fitsClaim(payment, billedClaim(id, intake));
  };
  return new Map(
    payments.map((payment, index) => {
      const lists = found.map((some) => some.get(index) ?? []);
      const [only] = lists.flatMap((ids) => {
        const fitting = ids.filter((id) => fits(payment, id));
        return fitting.length === 1 ? fitting : [];
      });
      const candidates = [...new Set(lists.flat())].slice(0, mostCandidates);
      return [payment, only === undefined ? { claimId: null, candidates } : { claimId: only, candidates: [] }];
    }),
  );
}

/** Claims by the index of a payment. */
type Found = ReadonlyMap<number, readonly string[]>;

async function alikeNumbers(sql: Sql, payments: readonly ClaimPayment[]): Promise<Found> {
  const guesses = payments.map(({ patientControlNumber }) => guessNumbers(patientControlNumber));
  // Ids are capital letters and digits, so every id with that beginning sorts between the two bounds.
  return byIndex(
    await sql.rows<{ index: number; id: string }>(
      `select (place - 1)::int as index, c.id
       from unnest($1::text[], $2::text[]) with ordinality as g (ids, beginning, place)
         cross join lateral (
           select id from claim
           where id = any(string_to_array(ids, ' ')) or (id > beginning and id < beginning || 'ZZZZZZZZZZZZZZZZZZZZ')
           order by id limit $3
         ) c order by place, c.id`,
      [guesses.map(({ ids }) => ids.join(' ')), guesses.map(({ beginning }) => beginning ?? null), mostCandidates],
    ),
  );
}

async function answeredAs(sql: Sql, payments: readonly ClaimPayment[]): Promise<Found> {
  return byIndex(
    await sql.rows<{ index: number; id: string }>(
      `select (place - 1)::int as index, c.id from unnest($1::text[]) with ordinality as g (number, place)
         cross join lateral (
           select id from claim where payer_control_number = number order by id limit $2
         ) c order by place, c.id`,
      [payments.map(({ payerControlNumber }) => payerControlNumber ?? null), mostCandidates],
    ),
  );
}

function byIndex(rows: readonly { readonly index: number; readonly id: string }[]): Found {
  const found = new Map<number, string[]>();
  for (const { index, id } of rows) found.set(index, [...(found.get(index) ?? []), id]);
  return found;
}
