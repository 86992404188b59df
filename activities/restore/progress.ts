import type { Instant } from '../../domain/dates.ts';
import type { ActivityContext } from '../context.ts';
import type { Sql } from '../store/database.ts';
import type { Finding, RestoredInput } from './report.ts';

/** One thing that happened, to be done again. */
export interface Event {
  readonly at: Instant;
  /** `context.today` is the business day of the event. */
  run(context: ActivityContext): Promise<void>;
}

/** What has been brought forward so far. */
export interface Progress {
  received: number;
  sent: number;
  readonly opened: string[];
  readonly inputs: RestoredInput[];
  readonly findings: Finding[];
}

/** Whether PostgreSQL has the claim. */
export async function hasClaim(sql: Sql, claimId: string): Promise<boolean> {
  return (await sql.rows('select from claim where id = $1', [claimId])).length > 0;
}
