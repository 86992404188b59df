import { inputProblems } from '../../domain/claim/check-input.ts';
import type { PatientPayment, ReceivedPayment } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { patientPaymentEntry } from '../../domain/ledger/entries.ts';
import { dollars } from '../../domain/money.ts';
import { patientShareOf } from '../../domain/denial/patient-share.ts';
import { type Debtor, whoOwes as decideWhoOwes } from '../../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ActivityContext } from '../context.ts';
import type { PaymentResult } from '../contract.ts';
import type { Sql } from '../store/database.ts';
import { balancesOf, entryOf, post } from '../store/journal.ts';
import { readClaim } from '../store/claims.ts';
import { storedPayments } from '../store/remittance-claims.ts';
import { firstServiceDate } from '../../domain/policy/service-dates.ts';
import { hashOf, only, tenant } from '../store/rows.ts';

/** Who asks: a claim, with its policy. */
export interface Asking {
  readonly claimId: string;
  readonly policy: ClaimPolicy;
}

/** Determines from the journal who owes what on a claim. */
export function whoOwes({ database }: ActivityContext, asking: Asking): Promise<Debtor> {
  return debtorOf(database.sql, asking);
}

/** Like `whoOwes`, within the caller's transaction, including what it has posted. */
export async function debtorOf(sql: Sql, { claimId, policy: { smallBalanceCents } }: Asking): Promise<Debtor> {
  const balances = await balancesOf(sql, claimId);
  const exceptions = await openExceptions(sql, claimId);
  const debtor = decideWhoOwes({ balances, exceptions, smallBalanceCents });
  return debtor.kind === 'later-payer' || debtor.kind === 'patient' ? billable(sql, claimId, debtor) : debtor;
}

/** The patient or a later coverage as debtor, unless they must not be billed now. */
async function billable(
  sql: Sql,
  claimId: string,
  debtor: Extract<Debtor, { kind: 'later-payer' | 'patient' }>,
): Promise<Debtor> {
  const payments = (await storedPayments(sql, [claimId])).get(claimId) ?? [];
  if (debtor.kind === 'patient' && payments.length === 0) return debtor;
  const { intake, paidOn } = await readClaim(sql, claimId);
  const { balanceCents } = debtor;
  const { isForwarded, protection } = patientShareOf(intake, payments);
  if (debtor.kind === 'patient') {
    if (protection) return { kind: 'protected', balanceCents, ...protection };
    // With a later coverage on file, a person or that coverage left the amount to the patient.
    const isAwaited = isForwarded && intake.insurance.length === 1;
    return isAwaited && paidOn !== null ? { kind: 'forwarded', balanceCents, since: paidOn } : debtor;
  }
  const { coverage } = debtor;
  if (isForwarded && paidOn !== null) return { kind: 'forwarded', coverage, balanceCents, since: paidOn };
  const payerId = intake.insurance[coverage - 1]?.payerId;
  return payerId === undefined ? debtor : { ...debtor, payerId };
}

/** Open questions about remittances of the claim. */
async function openExceptions(sql: Sql, claimId: string): Promise<number> {
  const found = await sql.rows<{ open: number }>(
    `select count(*)::int as open from work_item
     where tenant = $1 and claim_id = $2 and kind = 'remittance' and closed_on is null`,
    [tenant, claimId],
  );
  return only(found).open;
}

/**
 * Posts a patient payment, once per paymentId. Refused: an invalid payment, or a paymentId that was recorded before
 * with different content.
 */
export async function recordPayment(
  { database }: ActivityContext,
  { claimId, payment, policy, today }: Asking & { readonly payment: PatientPayment; readonly today: IsoDate },
): Promise<PaymentResult> {
  const [problem] = inputProblems('recordPayment', payment, today);
  if (problem) return { kind: 'refused', reason: problem };
  const { paymentId, amountCents, receivedOn = today, method, by } = payment;
  const recorded: RecordedPayment = { claimId, amountCents, receivedOn, method, by };
  return database.inTransaction(async (tx): Promise<PaymentResult> => {
    const known = await knownPayment(tx, paymentId);
    // A payment without a date is the same payment when it is sent again on a later day.
    const sameDay = payment.receivedOn === undefined ? { receivedOn: known?.receivedOn } : {};
    if (known && hashOf(known) !== hashOf({ ...recorded, ...sameDay }))
      return { kind: 'refused', reason: `${paymentId} was recorded before: ${described(known, claimId)}` };
    if (!known) {
      await post(tx, [
        patientPaymentEntry({
          ...{ claimId, payment: { ...payment, receivedOn }, by, postedOn: today },
          servedOn: firstServiceDate((await readClaim(tx, claimId)).intake),
          balances: await balancesOf(tx, claimId),
        }),
      ]);
      const result = tx.vault.sealJson('activity_result.result', recorded);
      const made = { key: `payment:${paymentId}`, inputsDigest: tx.vault.digestOf(recorded), result };
      await tx.prisma.activityResult.create({ data: made });
    }
    const entry = await entryOf(tx, `payment:${paymentId}`);
    const isFromAgency = entry?.transfers.some(({ credit }) => credit === 'receivable:agency') ?? false;
    return { kind: 'recorded', debtor: await debtorOf(tx, { claimId, policy }), isFromAgency };
  });
}

async function knownPayment(sql: Sql, paymentId: string): Promise<RecordedPayment | undefined> {
  const [known] = await sql.rows<{ result: Uint8Array }>('select result from activity_result where key = $1', [
    `payment:${paymentId}`,
  ]);
  return known && sql.vault.openJson<RecordedPayment>('activity_result.result', known.result);
}

/** A payment as stored under its paymentId. */
interface RecordedPayment extends Pick<ReceivedPayment, 'amountCents' | 'receivedOn' | 'method'> {
  readonly claimId: string;
  readonly by: string;
}

function described({ amountCents, receivedOn, method, by, ...known }: RecordedPayment, claimId: string): string {
  const where = known.claimId === claimId ? '' : ', for another claim';
  return `${dollars(amountCents)} by ${method}, received on ${receivedOn}${where}, by ${by}`;
}
