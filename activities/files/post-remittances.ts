import { imbalances } from '../../domain/edi/imbalance.ts';
import { remittanceFrom835 } from '../../domain/edi/remittance-from-835.ts';
import {
  paymentEntries,
  providerLevelEntry,
  reversalEntries,
  unappliedEntry,
} from '../../domain/ledger/payment-entries.ts';
import { isReversal } from '../../domain/remittance/classify.ts';
import type { ClaimPayment, RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import { type Interchange, read835, type TransactionSet } from '../../x12/index.ts';
import { entriesOf, post } from '../store/journal.ts';
import { hashOf, tenant, toColumn, toJson } from '../store/rows.ts';
import { type Posting, valueOf } from './posting.ts';
import { Quarantine } from './quarantine.ts';
import { tellLater } from './tell-later.ts';

/** Posts every remittance advice of an interchange. */
export async function postRemittances(
  posting: Posting,
  interchange: Interchange,
  interchangeId: bigint,
): Promise<void> {
  for (const group of interchange.groups) {
    for (const set of group.sets.filter((one) => one.set === '835')) {
      const canonicalSha256 = canonicalHash(set);
      const row = await posting.tx.transactionSet.create({
        data: { interchangeId, groupControl: group.control, setControl: set.control, set: set.set, canonicalSha256 },
      });
      const remittance = remittanceFrom835(valueOf(read835(set)));
      refuseImbalance(remittance);
      const remittanceId = await remember(posting, remittance, row.id, canonicalSha256);
      if (remittanceId !== undefined) await postAll(posting, remittance, remittanceId, set.control);
    }
  }
}

/** Envelope, delimiters and white space do not count: a clearinghouse may wrap the same remittance anew. */
function canonicalHash({ segments, delimiters }: TransactionSet): string {
  return hashOf(
    segments.slice(1, -1).map(({ elements }) => elements.map((element) => element.split(delimiters.component))),
  );
}

function refuseImbalance(remittance: RemittanceAdvice): void {
  const [first] = imbalances(remittance);
  if (first)
    throw new Quarantine(`the ${first.level} does not balance, by ${first.byCents} cents (segment ${first.position})`);
}

/**
 * The new remittance's id; undefined for one that was posted before. Other content under the same trace number is a
 * conflict.
 */
async function remember(
  { tx }: Posting,
  remittance: RemittanceAdvice,
  transactionSetId: bigint,
  canonicalSha256: string,
): Promise<bigint | undefined> {
  const { originatorId, payeeId, traceNumber, paidOn, amountCents, method } = remittance;
  const key = { tenant, payerKey: originatorId, payeeId, traceNumber, paidOn: toColumn(paidOn) };
  const known = await tx.remittance.findUnique({ where: { tenant_payerKey_payeeId_traceNumber_paidOn: key } });
  if (known?.canonicalSha256 === canonicalSha256) return undefined;
  if (known)
    throw new Quarantine(
      'a remittance of the same payer, trace number and day was posted with other content (segment 3)',
    );
  const { id } = await tx.remittance.create({
    data: { ...key, transactionSetId, amountCents: BigInt(amountCents), method, canonicalSha256 },
  });
  return id;
}

async function postAll(
  posting: Posting,
  remittance: RemittanceAdvice,
  remittanceId: bigint,
  setControl: string,
): Promise<void> {
  const source = `${posting.sha256}:${setControl}`;
  for (const payment of remittance.claims) await postClaimPayment(posting, payment, { remittanceId, source });
  for (const [index, adjustment] of remittance.providerLevelAdjustments.entries()) {
    await posting.tx.remittanceProviderAdjustment.create({
      data: {
        remittanceId,
        position: adjustment.position,
        ordinal: index,
        reasonCode: adjustment.reasonCode,
        reference: adjustment.reference ?? null,
        amountCents: BigInt(adjustment.amountCents),
      },
    });
    await post(posting.tx, [providerLevelEntry({ adjustment, index, source, on: posting.today })]);
  }
}

async function postClaimPayment(
  posting: Posting,
  payment: ClaimPayment,
  { remittanceId, source }: { remittanceId: bigint; source: string },
): Promise<void> {
  const { tx, today: on } = posting;
  const claimId =
    (await tx.claim.findUnique({ where: { id: payment.patientControlNumber }, select: { id: true } }))?.id ?? null;
  await tx.remittanceClaim.create({
    data: {
      remittanceId,
      position: payment.position,
      claimId,
      statusCode: payment.statusCode,
      paidCents: BigInt(payment.paidCents),
      detail: toJson(payment),
    },
  });
  if (claimId === null) return postUnapplied(posting, payment, source);
  const entries = isReversal(payment)
    ? reversalEntries({ payment, claimId, source, on, earlier: await entriesOf(tx, claimId) })
    : paymentEntries({ payment, claimId, source, on });
  await post(tx, entries);
  if (payment.payerControlNumber && !isReversal(payment)) {
    await tx.claim.update({ where: { id: claimId }, data: { payerControlNumber: payment.payerControlNumber } });
  }
  await tellLater(tx, claimId, { kind: 'adjudicated', key: source, on });
}

/** Money for a claim that is not ours, or not known: it stays in sight until a person has found where it belongs. */
async function postUnapplied({ tx, fileId, today }: Posting, payment: ClaimPayment, source: string): Promise<void> {
  await post(tx, [unappliedEntry({ payment, source, on: today })]);
  const key = `${source}:${payment.position}:unapplied`;
  await tx.workItem.upsert({
    where: { tenant_key: { tenant, key } },
    update: {},
    create: {
      tenant,
      key,
      kind: 'unknown-claim',
      owner: 'BILLER',
      openedOn: toColumn(today),
      dueOn: toColumn(today),
      found:
        `file-${fileId}: the claim payment at segment ${payment.position} is for a claim that is not ours; ` +
        `${payment.paidCents} cents are unapplied.`,
      canDo: 'Find out whose payment it is and ask the payer; its other claims are posted.',
    },
  });
}
