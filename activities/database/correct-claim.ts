import { inputProblems } from '../../domain/claim/check-input.ts';
import { sendAsOf } from '../../domain/claim/send-as.ts';
import type { Correction } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { chargeCorrectionEntries } from '../../domain/ledger/entries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { lastServiceDate } from '../../domain/policy/service-dates.ts';
import { correctIntake } from '../../domain/schema/correct-intake.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { ActivityContext } from '../context.ts';
import type { CorrectionResult } from '../contract.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { entriesOf, post } from '../store/journal.ts';
import { once } from '../store/results.ts';
import { debtorOf } from './money.ts';
import { settleWorkItem } from '../store/work-items.ts';
import { chargeOf, chargesOf, filedWith } from '../claims/intake.ts';

/**
 * Creates a new version of the patient file and closes the work item that asked for it, once per correctionId. Refused,
 * with a list of all errors: an invalid correction, one for another version of the file, or a correctionId that was
 * recorded before with different content.
 */
export async function applyCorrection(
  { database }: ActivityContext,
  input: { claimId: string; correction: Correction; workItemId: string | null; today: IsoDate },
): Promise<CorrectionResult> {
  const { claimId, correction, workItemId, today } = input;
  const problems = inputProblems('correctClaim', correction, today);
  if (problems.length > 0) return { kind: 'refused', reason: problems.join('. ') };
  const { correctionId } = correction;
  const made = await once(database, { key: `correct:${claimId}:${correctionId}`, inputs: correction }, async (tx) => {
    const result = await correctIn(tx, { claimId, correction, today });
    if (workItemId && result.kind === 'applied') await settleWorkItem(tx, { workItemId, how: 'corrected', today });
    return result;
  });
  if (made.kind === 'answer') return made.value;
  return { kind: 'refused', reason: `the correction ${correctionId} was recorded before with different content` };
}

/** Like `applyCorrection`, within the caller's transaction. */
export async function correctIn(
  tx: Transaction,
  { claimId, correction, today }: { claimId: string; correction: Correction; today: IsoDate },
): Promise<CorrectionResult> {
  const present = await readClaim(tx, claimId);
  const { expectedVersion = present.version } = correction;
  if (expectedVersion !== present.version)
    return { kind: 'refused', reason: `the file is at version ${present.version}, not ${expectedVersion}` };
  const corrected = correctIntake(present.intake, correction.set);
  if (corrected.kind === 'problems') {
    return {
      kind: 'refused',
      reason: corrected.problems
        .map(({ path, found, allowed }) => `${path}: found ${found}; allowed: ${allowed}`)
        .join('. '),
    };
  }
  const version = present.version + 1;
  const { intake } = corrected;
  const { correctionId, by: madeBy, reason } = correction;
  const made = { claimId, version, correctionId, madeBy, reason, intake, on: today };
  const { areChargesNew, ...filed } = await storeVersion(tx, made);
  const { claimFrequencyCode } = intake.claim;
  // The same code, said again, is an answer: send it as that, and not as what the denial suggests.
  const isKindSaid =
    claimFrequencyCode !== present.intake.claim.claimFrequencyCode || 'claim.claimFrequencyCode' in correction.set;
  // Another payer never adjudicated the claim.
  const isPayerNew = payerOf(intake) !== payerOf(present.intake) && claimFrequencyCode === '1';
  return {
    ...{ kind: 'applied', version, chargedCents: chargeOf(intake), ...filed },
    ...(isPayerNew && { sendAs: 'original' as const }),
    ...(isKindSaid && { sendAs: sendAsOf(claimFrequencyCode) }),
    ...(areChargesNew && { debtor: await debtorOf(tx, { claimId, policy: present.policy }) }),
  };
}

function payerOf({ insurance: [first] }: Intake): string | undefined {
  return first?.payerId;
}

/** A version of a patient file after the first. */
interface NextVersion {
  readonly claimId: string;
  readonly version: number;
  readonly correctionId: string | null;
  readonly madeBy: string;
  readonly reason: string;
  readonly intake: Intake;
  readonly on: IsoDate;
}

/**
 * Stores a version of a patient file, and posts what it charges instead of the version before it. Another payer,
 * program or date of service has another partner and another filing limit, which are returned.
 */
export async function storeVersion(tx: Transaction, made: NextVersion): Promise<Stored> {
  const { claimId, version, correctionId, madeBy, reason, intake, on } = made;
  const { policy } = await readClaim(tx, claimId, version - 1);
  const filed = filedWith(intake, policy);
  await tx.prisma.claimVersion.create({
    data: {
      ...{ claimId, version, correctionId, madeBy },
      reason: tx.vault.seal('claim_version.reason', reason),
      intake: tx.vault.sealJson('claim_version.intake', intake),
      payerId: filed.payerId,
      timelyFilingOn: new Date(filed.timelyFilingOn),
      billingNpi: intake.billing.npi ?? null,
      billingTaxId: intake.billing.taxId,
    },
  });
  return { ...filed, areChargesNew: await postNewCharges(tx, claimId, version, intake, on) };
}

interface Stored extends Pick<StoredClaim, 'payerId' | 'timelyFilingOn'> {
  /** False if the version charges the same as the one before. */
  readonly areChargesNew: boolean;
}

async function postNewCharges(
  tx: Transaction,
  claimId: string,
  version: number,
  intake: Intake,
  postedOn: IsoDate,
): Promise<boolean> {
  const { responsibleParty } = intake;
  const entries = chargeCorrectionEntries({
    claimId,
    version,
    lines: chargesOf(intake),
    responsibleParty,
    effectiveOn: lastServiceDate(intake),
    postedOn,
    previous: standingCharge(await entriesOf(tx, claimId)),
  });
  await post(tx, entries);
  return entries.length > 0;
}

/** The charge entry that has not been reversed. */
function standingCharge(entries: readonly Entry[]): Entry | undefined {
  const takenBack = new Set(entries.map(({ reverses }) => reverses));
  return entries.findLast(({ key, kind }) => kind === 'charge' && !takenBack.has(key));
}
