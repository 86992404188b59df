import { type ClaimView, viewOf } from '../../domain/claim/view.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { TimelineEntry } from '../../workflows/messages.ts';
import type { ClaimRow, KnownStanding, StandingFilter, StoredState } from '../standing-contract.ts';
import type { Sql } from '../store/database.ts';
import { readClaim } from '../store/claims.ts';
import type { RefusedState } from '../store/refusals.ts';
import { hashOf, tenant } from '../store/rows.ts';

const columns = `
  s.claim_id as "claimId", c.external_id as "sealedId", s.status, s.owner, s.next as "sealedNext",
  s.due_on::text as "dueOn",
  s.payer_id as "payerId", s.balance_cents::float8 as "balanceCents", s.denial_category as "denialCategory",
  (select timely_filing_on::text from claim_version v where v.claim_id = s.claim_id order by version desc limit 1)
    as "timelyFilingOn"`;

/** Rows at most, so that the answer fits in one payload. */
const mostRows = 2_000;

/** Claims, newest first. Reads no patient file. */
export async function listStandings(
  sql: Sql,
  filter: StandingFilter & { readonly today: IsoDate },
): Promise<readonly ClaimRow[]> {
  const { status, owner, payerId, isDenied, dueBy, externalId, olderThanDays, claimIds, today, limit = 100 } = filter;
  const rows = await sql.rows<Sealed<ClaimRow>>(
    `select ${columns} from claim_standing s left join claim c on c.id = s.claim_id
     where s.tenant = $1 and ($2::text is null or s.status = $2) and ($3::text is null or s.owner = $3)
       and ($4::text is null or s.payer_id = $4) and ($5::date is null or s.due_on <= $5::date)
       and ($6::bool is not true or s.status = 'DENIED' or s.denial_category is not null)
       and ($7::text is null or c.external_id_digest = $7)
       and ($8::int is null or coalesce(c.opened_on, s.opened_at::date) <= $9::date - $8::int)
       and ($10::text[] is null or s.claim_id = any($10::text[]))
     order by s.opened_at desc, s.claim_id limit $11`,
    [
      ...[tenant, status ?? null, owner ?? null, payerId ?? null, dueBy ?? null, isDenied ?? null],
      ...[
        externalId === undefined ? null : sql.vault.digest(externalId),
        olderThanDays ?? null,
        today,
        claimIds ?? null,
        Math.min(limit, mostRows),
      ],
    ],
  );
  return rows.map((row) => unsealed(sql, row));
}

/** A row as it is stored. */
type Sealed<Row extends ClaimRow> = Omit<Row, 'externalId' | 'next'> & {
  /** Null if the patient file was refused. */
  readonly sealedId: Uint8Array | null;
  readonly sealedNext: Uint8Array;
};

function unsealed<Row extends Sealed<ClaimRow>>(
  { vault }: Sql,
  { sealedId, sealedNext, ...row }: Row,
): Omit<Row, 'sealedId' | 'sealedNext'> & Pick<ClaimRow, 'externalId' | 'next'> {
  const externalId = vault.openText('claim.external_id', sealedId) ?? '';
  return { ...row, externalId, next: vault.openText('claim_standing.next', sealedNext) };
}

/** The claim of that id, externalId or payer claim control number, in this order; undefined if there is none. */
export async function findStanding(sql: Sql, reference: string): Promise<KnownStanding | undefined> {
  const [found] = await sql.rows<Found>(
    `select ${columns}, c.payer_control_number as "payerControlNumber", s.state
     from claim_standing s left join claim c on c.id = s.claim_id
     where s.tenant = $1 and s.claim_id in (
       select $2 union all
       select id from claim where tenant = $1 and (external_id_digest = $3 or payer_control_number = $2)
     )
     order by s.claim_id = $2 desc, (c.external_id_digest = $3) is true desc, s.opened_at desc limit 1`,
    [tenant, reference, sql.vault.digest(reference)],
  );
  if (!found) return undefined;
  const { state, ...known } = unsealed(sql, found);
  const stateAs = <T>(sealed: Uint8Array): T => sql.vault.openJson<T>('claim_standing.state', sealed);
  if (known.status === 'REFUSED') {
    const { problems } = state ? stateAs<RefusedState>(state) : { problems: [] };
    return { ...known, problems, view: firstView(known, '') };
  }
  if (state !== null) return { ...known, problems: [], view: viewOf(stateAs<StoredState>(state)) };
  const { intake } = await readClaim(sql, known.claimId, 1);
  return { ...known, problems: [], view: firstView(known, hashOf(intake)) };
}

type Found = Omit<Sealed<KnownStanding>, 'view' | 'problems'> & { readonly state: Uint8Array | null };

/** A claim that is stored and has done no step. */
function firstView({ claimId, status, owner, next, dueOn, balanceCents }: ClaimRow, intakeSha256: string): ClaimView {
  const nothingYet = { holds: [], version: 1, submissions: 0, statements: 0, workItemId: null };
  return { claimId, status, owner, next, dueOn, balanceCents, statuses: [status], intakeSha256, ...nothingYet };
}

/** The timeline of a claim, oldest first. */
export async function timelineOf(sql: Sql, claimId: string): Promise<readonly TimelineEntry[]> {
  const rows = await sql.rows<Omit<TimelineEntry, 'what'> & { readonly sealed: Uint8Array }>(
    `select "on"::text as "on", to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, status,
       what as sealed
     from claim_timeline where claim_id = $1 order by ordinal`,
    [claimId],
  );
  return rows.map(({ sealed, ...line }) => ({ ...line, what: sql.vault.openText('claim_timeline.what', sealed) }));
}
