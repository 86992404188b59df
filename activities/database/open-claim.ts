import { createHash } from 'node:crypto';
import { patientControlNumberOf } from '../../domain/claim/patient-control-number.ts';
import { isRefusedPayload } from '../../domain/claim/refused-payload.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { chargeEntry } from '../../domain/ledger/entries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { type Cents, cents } from '../../domain/money.ts';
import { policyFor } from '../../domain/policy/default-policy.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { timelyFilingOn } from '../../domain/policy/timely-filing.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { Problem } from '../../domain/schema/problems.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';
import type { ActivityContext } from '../context.ts';
import type { OpenClaim, OpenedClaim, RefusedClaim } from '../contract.ts';
import { debtorOf } from './money.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { post } from '../store/journal.ts';
import { hashOf, tenant } from '../store/rows.ts';

/** A valid patient file. */
interface Filed {
  readonly claimId: string;
  readonly intake: Intake;
  readonly intakeSha256: string;
  readonly today: IsoDate;
}

/** Checks the patient file, stores it as version 1 and posts its charges. Opening it again changes nothing. */
export async function openClaim(context: ActivityContext, input: OpenClaim): Promise<OpenedClaim | RefusedClaim> {
  const { workflowId } = input;
  if (isRefusedPayload(input.intake)) return refused('the patient file was not encrypted with a known key');
  const read = readIntake(input.intake);
  if (read.kind === 'problems') return refused('the patient file has problems', read.problems);
  const { intake } = read;
  const claimId = claimIdOf(intake);
  if (workflowId !== `claim-${claimId}`) return refused(`the workflow id of this patient file is claim-${claimId}`);
  const policy = policyFor(intake.policy.profile, context.clock, context.profiles);
  if (!policy) return refused('the policy profile named in the patient file is not configured');
  const filed = { claimId, intake, intakeSha256: hashOf(intake), today: context.today() };
  return context.database.inSqlTransaction((sql) => open(sql, filed, policy));
}

function refused(why: string, problems: readonly Problem[] = []): RefusedClaim {
  return { kind: 'refused', why, problems };
}

function claimIdOf({ patientControlNumber, externalId }: Intake): string {
  return patientControlNumber ?? patientControlNumberOf(createHash('sha256').update(externalId).digest());
}

async function open(sql: Sql, filed: Filed, policy: ClaimPolicy): Promise<OpenedClaim | RefusedClaim> {
  const { claimId, intake, intakeSha256 } = filed;
  const isNew = await storeClaim(sql, filed, policy);
  if (isNew) await post(sql, [chargeOnOpening(filed)]);
  const known = isNew ? undefined : await knownClaim(sql, filed);
  if (known && (known.claimId !== claimId || known.intakeDigest !== sql.vault.digest(intakeSha256))) {
    return refused(
      `the externalId or the patient control number belongs to claim ${known.claimId}, which has different content`,
    );
  }
  const { payerId, timelyFilingOn, policy: agreed } = known ?? newClaim(filed, policy);
  const debtor = await debtorOf(sql, { claimId, policy: agreed });
  const chargedCents = chargeOf(intake);
  const sendAs = intake.claim.claimFrequencyCode === '7' ? 'replacement' : 'original';
  const agreedOn = { payerId, timelyFilingOn, policy: agreed };
  return { kind: 'opened', claimId, intakeSha256, chargedCents, debtor, sendAs, ...agreedOn };
}

/** Columns of a new claim that are derived from its patient file. */
function newClaim({ intake }: Filed, policy: ClaimPolicy): Pick<StoredClaim, 'payerId' | 'timelyFilingOn' | 'policy'> {
  return {
    payerId: intake.insurance[0]?.payerId ?? '',
    timelyFilingOn: timelyFilingOn(intake, policy.timelyFilingDays),
    policy,
  };
}

/** Returns false if the patient control number or the externalId is in use. */
async function storeClaim(sql: Sql, input: Filed, policy: ClaimPolicy): Promise<boolean> {
  const { claimId, intake, intakeSha256, today } = input;
  const { vault } = sql;
  const stored = await sql.rows(
    `with stored as (
       insert into claim
         (id, tenant, external_id, external_id_digest, intake_digest, payer_id, opened_on, timely_filing_on, policy,
          payer_control_number)
       values ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $9::jsonb, $10) on conflict do nothing returning id
     )
     insert into claim_version (claim_id, version, made_by, reason, intake, billing_npi, billing_tax_id)
     select id, 1, 'intake', $11, $12, $13, $14 from stored returning version`,
    [
      claimId,
      tenant,
      vault.seal('claim.external_id', intake.externalId),
      vault.digest(intake.externalId),
      vault.digest(intakeSha256),
      newClaim(input, policy).payerId,
      today,
      newClaim(input, policy).timelyFilingOn,
      JSON.stringify(policy),
      intake.claim.payerControlNumber ?? null,
      vault.seal('claim_version.reason', 'intake'),
      vault.sealJson('claim_version.intake', intake),
      intake.billing.npi ?? null,
      intake.billing.taxId,
    ],
  );
  return stored.length > 0;
}

async function knownClaim(sql: Sql, { claimId, intake }: Filed): Promise<StoredClaim | undefined> {
  const [known] = await sql.rows<{ id: string }>(
    'select id from claim where id = $1 or (tenant = $2 and external_id_digest = $3) order by id = $1 limit 1',
    [claimId, tenant, sql.vault.digest(intake.externalId)],
  );
  return known && readClaim(sql, known.id, 1);
}

function chargeOnOpening({ claimId, intake, today }: Filed): Entry | undefined {
  const { responsibleParty } = intake;
  return chargeEntry({ claimId, version: 1, chargeCents: chargeOf(intake), responsibleParty, on: today });
}

/** Total charge of a patient file, in cents. */
export function chargeOf(intake: Intake): Cents {
  return cents(intake.claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0));
}
