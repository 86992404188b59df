import type { ActivityContext } from '../context.ts';
import type { RecordInput } from '../contract.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import { saveStanding } from '../store/standing.ts';

/** Characters of an input that are kept; a larger one was refused for its size, and its beginning is kept. */
const contentKept = 200_000;

/** Keeps what a person sent and what came of it, once for its key. */
export async function recordInput({ database }: ActivityContext, input: RecordInput): Promise<void> {
  await database.inSqlTransaction(async (sql) => {
    await storeInput(sql, input);
    await saveStanding(sql, input.standing);
  });
}

/** Like `recordInput`, without the standing of the claim. */
export async function storeInput(sql: Sql, input: Omit<RecordInput, 'standing'>): Promise<void> {
  const { claimId, key, kind, content, refusal, at, today } = input;
  const { vault } = sql;
  // As JSON text: it escapes the characters that PostgreSQL refuses, so that a refused input can be kept too.
  const text = JSON.stringify(content ?? null).slice(0, contentKept);
  const values = [
    ...[tenant, claimId, key, kind, authorOf(content), at, today],
    vault.seal('claim_input.content', text),
    refusal === null ? null : vault.seal('claim_input.refusal', refusal),
  ];
  await sql.rows(
    `insert into claim_input (tenant, claim_id, key, kind, made_by, made_at, made_on, content, refusal)
     values ($1, $2, $3, $4, $5, $6::timestamptz, $7::date, $8, $9) on conflict (tenant, claim_id, key) do nothing`,
    values,
  );
}

/** Who sent it, as JSON text so that any character can be kept; null for an input that names nobody. */
function authorOf(content: unknown): string | null {
  if (typeof content !== 'object' || content === null) return null;
  const { by, approvedBy } = content as { readonly by?: unknown; readonly approvedBy?: unknown };
  const author = by ?? approvedBy;
  return typeof author === 'string' ? JSON.stringify(author.slice(0, 200)).slice(1, -1) : null;
}
