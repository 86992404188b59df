import type { Sql } from '../store/database.ts';
import { only } from '../store/rows.ts';

/** A set that is posted in part counts as posted and as quarantined. */
interface Summary {
  readonly sets: number;
  readonly posted: number;
  readonly quarantined: number;
  readonly isMisdirected: boolean;
  /** The position and reason of the first quarantined set; null if there is none. */
  readonly first: string | null;
}

/** What reading a file came to. */
export interface FileOutcome {
  /** Rows of a table that were posted; transaction sets are counted here. */
  readonly postedRows: number;
  /** Why the file, or the rest of it, cannot be read; undefined if all of it was. */
  readonly problem: string | undefined;
}

/**
 * Records that a file was read and whether a person must look at it: `read`, `partly-read` or `quarantined`.
 */
export async function summarize(sql: Sql, fileId: bigint, { postedRows, problem }: FileOutcome): Promise<void> {
  const { sets, posted, quarantined, isMisdirected, first } = only(
    await sql.rows<Summary>(
      `select count(*)::int as sets, count(*) filter (where s.state <> 'quarantined')::int as posted,
         count(*) filter (where s.state <> 'posted')::int as quarantined,
         coalesce(bool_or(s.is_misdirected), false) as "isMisdirected",
         (array_agg(
            'interchange ' || interchange_index
            || case when set = 'TA1' then ', TA1 ' || set_index
                 else ', group ' || group_index || ', set ' || set_index || ' (' || set || ')' end
            || ': ' || s.reason
            order by interchange_index, group_index, set_index) filter (where s.state <> 'posted'))[1] as first
       from transaction_set s join interchange i on i.id = s.interchange_id where file_id = $1`,
      [fileId],
    ),
  );
  const reasons = [problem, first ?? undefined].filter((reason) => reason !== undefined);
  const state = reasons.length === 0 ? 'read' : posted + postedRows > 0 ? 'partly-read' : 'quarantined';
  const count = quarantined > 0 ? [`${quarantined} of ${sets} transaction sets`] : [];
  await sql.rows(
    `update inbound_file set state = $2, reason = $3, is_misdirected = $4, read_at = now()
     where id = $1 and state = 'received'`,
    [fileId, state, reasons.length === 0 ? null : [...count, ...reasons].join('; '), isMisdirected],
  );
}
