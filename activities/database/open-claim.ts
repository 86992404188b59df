import { chargeEntry } from '../../domain/ledger/entries.ts';
import { type Cents, cents } from '../../domain/money.ts';
import { policyFor } from '../../domain/policy/default-policy.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { timelyFilingOn } from '../../domain/policy/timely-filing.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { ActivityContext } from '../context.ts';
import type { OpenClaim, OpenedClaim } from '../contract.ts';
import { readClaim, readIntakeOf } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { post } from '../store/journal.ts';
import { tenant, toColumn, toJson } from '../store/rows.ts';

/** Stores the patient file as version 1 and posts its charges. The same claim again is the same claim. */
export async function openClaim(
  { database, clock, profiles }: ActivityContext,
  input: OpenClaim,
): Promise<OpenedClaim | { kind: 'refused'; why: string }> {
  const { claimId, intake, intakeSha256 } = input;
  const policy = policyFor(intake.policy.profile, clock, profiles);
  if (!policy) return { kind: 'refused', why: 'the policy profile that the patient file names is not configured' };
  return database.inTransaction(async (tx) => {
    const known = await tx.claim.findFirst({
      where: { OR: [{ id: claimId }, { tenant, externalId: intake.externalId }] },
    });
    if (!known) await storeClaim(tx, input, policy);
    else if (known.id !== claimId || known.intakeSha256 !== intakeSha256) {
      return {
        kind: 'refused',
        why: `the externalId or the patient control number belongs to claim ${known.id}, whose content is different`,
      };
    }
    return opened(tx, claimId);
  });
}

async function storeClaim(
  tx: Transaction,
  { claimId, intake, intakeSha256, today }: OpenClaim,
  policy: ClaimPolicy,
): Promise<void> {
  await tx.claim.create({
    data: {
      id: claimId,
      tenant,
      externalId: intake.externalId,
      intakeSha256,
      payerId: intake.insurance[0]?.payerId ?? '',
      openedOn: toColumn(today),
      timelyFilingOn: toColumn(timelyFilingOn(intake, policy.timelyFilingDays)),
      policy: toJson(policy),
      versions: { create: { version: 1, madeBy: 'intake', reason: 'intake', intake: toJson(intake) } },
    },
  });
  await post(tx, [
    chargeEntry({
      claimId,
      version: 1,
      chargeCents: chargeOf(intake),
      responsibleParty: intake.responsibleParty,
      on: today,
    }),
  ]);
}

async function opened(tx: Transaction, claimId: string): Promise<OpenedClaim> {
  const { payerId, timelyFilingOn: filingOn, policy } = await readClaim(tx, claimId);
  const { intake } = await readIntakeOf(tx, claimId, 1);
  return { kind: 'opened', claimId, payerId, chargedCents: chargeOf(intake), timelyFilingOn: filingOn, policy };
}

/** Total charge of a patient file, in cents. */
export function chargeOf(intake: Intake): Cents {
  return cents(intake.claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0));
}
