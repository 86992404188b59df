import type { ActivityContext } from '../context.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { ClaimFile, ClaimSearch, FoundClaim } from '../report-contract.ts';
import { firstServiceDate, lastServiceDate } from '../../domain/policy/service-dates.ts';
import { paymentsOf, readClaim } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import type { Vault } from '../store/vault.ts';
import { billedOf } from '../claims/intake.ts';

/** Whose claim it is, what was billed, and what the payer has answered in codes and amounts. Throws `unknown-claim`. */
export async function claimFileOf(sql: Sql, claimId: string): Promise<ClaimFile> {
  const { intake, payerId } = await readClaim(sql, claimId);
  const { payments } = await paymentsOf(sql, claimId);
  const { patient, externalId, insurance } = intake;
  return {
    claimId,
    externalId,
    patient: `${patient.lastName}, ${patient.firstName}`,
    birthDate: patient.dateOfBirth,
    serviceFrom: firstServiceDate(intake),
    serviceTo: lastServiceDate(intake),
    payer: insurance[0] ? `${insurance[0].payerName} (${payerId})` : 'self-pay',
    chargedCents: billedOf(intake),
    answers: payments.map(({ statusCode, paidCents, adjustments, services, remarkCodes }) => ({
      statusCode,
      paidCents,
      adjustments: [...adjustments, ...services.flatMap((service) => service.adjustments)],
      remarkCodes: [...remarkCodes, ...services.flatMap((service) => service.remarkCodes)],
    })),
  };
}

/** Rows that are decrypted at once. */
const pageSize = 500;

/**
 * Claims by what a biller knows of them, newest first; every condition must hold. Names are encrypted: a search by name
 * decrypts the claims that the other conditions leave, page by page, until it has enough.
 */
export async function findClaims(
  sql: Sql,
  { today }: Pick<ActivityContext, 'today'>,
  search: ClaimSearch,
): Promise<readonly FoundClaim[]> {
  const found: FoundClaim[] = [];
  for (let offset = 0; found.length < search.limit; offset += pageSize) {
    const page = await pageOf(sql, { ...search, today: today(), offset });
    found.push(...page.flatMap((row) => matches(sql.vault, row, search)));
    if (page.length < pageSize) break;
  }
  return found.slice(0, search.limit);
}

type Row = Pick<FoundClaim, 'claimId' | 'openedOn'> & { readonly externalId: Uint8Array; readonly intake: Uint8Array };

function pageOf(
  sql: Sql,
  { externalId, payerId, olderThanDays, today, offset }: ClaimSearch & { today: string; offset: number },
): Promise<readonly Row[]> {
  return sql.rows<Row>(
    `select id as "claimId", external_id as "externalId", opened_on::text as "openedOn", intake
     from claim c join lateral (
       select intake, payer_id from claim_version where claim_id = c.id order by version desc limit 1
     ) newest on true
     where tenant = $1 and ($2::text is null or external_id_digest = $2) and ($3::text is null or payer_id = $3)
       and ($4::int is null or opened_on <= $5::date - $4::int)
     order by opened_on desc, id limit $6 offset $7`,
    [
      tenant,
      externalId === undefined ? null : sql.vault.digest(externalId),
      payerId ?? null,
      olderThanDays ?? null,
      today,
      pageSize,
      offset,
    ],
  );
}

/** The claim, if "last, first last" contains the text of the search, in any case. */
function matches(vault: Vault, { externalId, intake, ...row }: Row, { patient = '' }: ClaimSearch): FoundClaim[] {
  const file = vault.openJson<Intake>('claim_version.intake', intake);
  const { lastName, firstName } = file.patient;
  if (!`${lastName}, ${firstName} ${lastName}`.toLowerCase().includes(patient.toLowerCase())) return [];
  return [
    {
      ...row,
      externalId: vault.openText('claim.external_id', externalId),
      patient: `${lastName}, ${firstName}`,
      serviceFrom: firstServiceDate(file),
    },
  ];
}
