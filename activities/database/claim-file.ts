import type { ActivityContext } from '../context.ts';
import type { ClaimFile, ClaimSearch, FoundClaim } from '../contract.ts';
import { firstServiceDate, lastServiceDate } from '../../domain/policy/timely-filing.ts';
import { paymentsOf, readClaim } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import { chargeOf } from './open-claim.ts';

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
    chargedCents: chargeOf(intake),
    answers: payments.map(({ statusCode, paidCents, adjustments, services, remarkCodes }) => ({
      statusCode,
      paidCents,
      adjustments: [...adjustments, ...services.flatMap((service) => service.adjustments)],
      remarkCodes: [...remarkCodes, ...services.flatMap((service) => service.remarkCodes)],
    })),
  };
}

/** Claims by what a biller knows of them, newest first; every condition must hold. */
export function findClaims(
  sql: Sql,
  { today }: Pick<ActivityContext, 'today'>,
  { patient, externalId, payerId, olderThanDays, limit }: ClaimSearch,
): Promise<readonly FoundClaim[]> {
  return sql.rows<FoundClaim>(
    `select id as "claimId", external_id as "externalId", opened_on::text as "openedOn",
       (intake #>> '{patient,lastName}') || ', ' || (intake #>> '{patient,firstName}') as patient,
       (select min(line ->> 'serviceDate') from jsonb_array_elements(intake #> '{claim,serviceLines}') line)
         as "serviceFrom"
     from claim c join lateral (
       select intake from claim_version v where v.claim_id = c.id order by version desc limit 1
     ) newest on true
     where tenant = $1 and ($2::text is null or external_id = $2) and ($3::text is null or payer_id = $3)
       and ($4::int is null or opened_on <= $5::date - $4::int)
       and ($6::text is null or strpos(lower((intake #>> '{patient,lastName}') || ', ' ||
         (intake #>> '{patient,firstName}') || ' ' || (intake #>> '{patient,lastName}')), lower($6)) > 0)
     order by opened_on desc, id limit $7`,
    [tenant, externalId ?? null, payerId ?? null, olderThanDays ?? null, today(), patient ?? null, limit],
  );
}
