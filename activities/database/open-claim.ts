import { createHash } from 'node:crypto';
import { patientControlNumberOf } from '../../domain/claim/patient-control-number.ts';
import { sendAsOf } from '../../domain/claim/send-as.ts';
import { isRefusedPayload } from '../../domain/claim/refused-payload.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { chargeEntry } from '../../domain/ledger/entries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { balancesAfter } from '../../domain/ledger/balances.ts';
import { whoOwes } from '../../domain/ledger/who-owes.ts';
import { policyFor } from '../../domain/policy/default-policy.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { lastServiceDate } from '../../domain/policy/service-dates.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { Problem } from '../../domain/schema/problems.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';
import { chargeOf, chargesOf, filedWith } from '../claims/intake.ts';
import type { ActivityContext } from '../context.ts';
import type { OpenClaim, RefusedClaim } from '../contract.ts';
import type { LoadedClaim, OpenedClaim } from '../standing-contract.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { post } from '../store/journal.ts';
import { readState } from '../store/loaded-claim.ts';
import { saveRefusal } from '../store/refusals.ts';
import { hashOf, tenant } from '../store/rows.ts';
import { loadClaim } from './load-claim.ts';

/** A valid patient file. */
interface Filed {
  readonly claimId: string;
  readonly intake: Intake;
  readonly intakeSha256: string;
  readonly runId: string;
  readonly today: IsoDate;
}

/**
 * Checks the patient file, stores it as version 1 and posts its charges. The same run gets the same answer again;
 * another run continues the claim that is stored. A refusal is stored with the list of problems.
 */
export async function openClaim(
  context: ActivityContext,
  input: OpenClaim,
): Promise<OpenedClaim | LoadedClaim | RefusedClaim> {
  const opened = await openOrRefuse(context, input);
  if (opened.kind !== 'refused') return opened;
  const { workflowId, runId } = input;
  const claimId = workflowId.replace(/^claim-/, '');
  await saveRefusal(context.database.sql, opened, { claimId, runId, today: context.today() });
  return opened;
}

async function openOrRefuse(
  context: ActivityContext,
  input: OpenClaim,
): Promise<OpenedClaim | LoadedClaim | RefusedClaim> {
  const { workflowId, runId } = input;
  if (isRefusedPayload(input.intake)) return refused('the patient file was not encrypted with a known key');
  const read = readIntake(input.intake);
  if (read.kind === 'problems') return refused(problemsWhy, read.problems);
  const { intake } = read;
  const claimId = claimIdOf(intake);
  if (workflowId !== `claim-${claimId}`) return refused(`the workflow id of this patient file is claim-${claimId}`);
  const policy = policyFor(intake.policy.profile, context.clock, context.profiles);
  if (!policy) return refused(problemsWhy, [unknownProfile(context)]);
  const filed = { claimId, intake, intakeSha256: hashOf(intake), runId, today: context.today() };
  const opened = await context.database.inSqlTransaction((sql) => open(sql, filed, policy));
  return opened === 'known' ? loadClaim(context, { claimId, runId }) : opened;
}

const problemsWhy = 'the patient file has problems';

function unknownProfile({ profiles }: ActivityContext): Problem {
  const names = [...new Set(['default', ...Object.keys(profiles)])];
  return { path: 'policy.profile', found: 'a profile that is not configured', allowed: names.join(', ') };
}

function refused(why: string, problems: readonly Problem[] = []): RefusedClaim {
  return { kind: 'refused', why, problems };
}

function claimIdOf({ patientControlNumber, externalId }: Intake): string {
  return patientControlNumber ?? patientControlNumberOf(createHash('sha256').update(externalId).digest());
}

async function open(sql: Sql, filed: Filed, policy: ClaimPolicy): Promise<OpenedClaim | RefusedClaim | 'known'> {
  const { claimId, intakeSha256, runId } = filed;
  if (await storeClaim(sql, filed, policy)) {
    await post(sql, [chargeOnOpening(filed)]);
    return openedClaim(filed, newClaim(filed, policy));
  }
  const known = await knownClaim(sql, filed);
  if (known && (known.claimId !== claimId || known.intakeDigest !== sql.vault.digest(intakeSha256))) {
    return refused(
      `the externalId or the patient control number belongs to claim ${known.claimId}, which has different content`,
    );
  }
  if (known && (await readState(sql, claimId)).runId === runId) return openedClaim(filed, known);
  return 'known';
}

type Agreed = Pick<StoredClaim, 'payerId' | 'timelyFilingOn' | 'policy'>;

/** The answer to the run that opens a claim: what is charged is owed. */
function openedClaim(input: Filed, { payerId, timelyFilingOn: lastDay, policy }: Agreed): OpenedClaim {
  const { claimId, intake, intakeSha256 } = input;
  const charged = chargeOnOpening(input);
  const debtor = whoOwes({
    balances: balancesAfter(charged ? [charged] : []),
    exceptions: 0,
    smallBalanceCents: policy.smallBalanceCents,
  });
  const sendAs = sendAsOf(intake.claim.claimFrequencyCode);
  const filed = { claimId, intakeSha256, chargedCents: chargeOf(intake), sendAs };
  return { kind: 'opened', ...filed, debtor, payerId, timelyFilingOn: lastDay, policy };
}

/** Columns of a new claim that are derived from its patient file. */
function newClaim({ intake }: Filed, policy: ClaimPolicy): Agreed {
  return { ...filedWith(intake, policy), policy };
}

/** Returns false if the patient control number or the externalId is in use. */
async function storeClaim(sql: Sql, input: Filed, policy: ClaimPolicy): Promise<boolean> {
  const { claimId, intake, intakeSha256, runId, today } = input;
  const { vault } = sql;
  const stored = await sql.rows(
    `with stored as (
       insert into claim
         (id, tenant, external_id, external_id_digest, intake_digest, opened_on, policy, payer_control_number)
       values ($1, $2, $3, $4, $5, $7::date, $9::jsonb, $10) on conflict do nothing returning id
     ), standing as (
       insert into claim_standing (claim_id, next, balance_cents, payer_id, run_id)
       select id, $15, $16, $6, $17 from stored
       -- An earlier patient file of that id was refused.
       on conflict (claim_id) do update set status = 'INTAKE', owner = 'SYSTEM', next = excluded.next,
         balance_cents = excluded.balance_cents, payer_id = excluded.payer_id, run_id = excluded.run_id, state = null,
         opened_at = now(), written_at = now()
     )
     insert into claim_version
       (claim_id, version, made_by, reason, intake, billing_npi, billing_tax_id, payer_id, timely_filing_on)
     select id, 1, 'intake', $11, $12, $13, $14, $6, $8::date from stored returning version`,
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
      ...[vault.seal('claim_standing.next', 'Check the claim'), chargeOf(intake), runId],
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
  const days = { effectiveOn: lastServiceDate(intake), postedOn: today };
  return chargeEntry({ claimId, version: 1, lines: chargesOf(intake), responsibleParty, ...days });
}
