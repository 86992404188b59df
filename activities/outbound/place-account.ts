import type { IsoDate } from '../../domain/dates.ts';
import { directPaymentFile, directPaymentOf, placementFile, recallFile } from '../../domain/dunning/placement-file.ts';
import type { RecallReason } from '../../domain/policy/placement.ts';
import { outboundFileName, placementBatchId } from '../../domain/file-names.ts';
import { placementRow } from '../../domain/dunning/placement-row.ts';
import { openOf } from '../../domain/ledger/balances.ts';
import { placementEntry, recallEntry } from '../../domain/ledger/entries.ts';
import type { Debtor } from '../../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ActivityContext } from '../context.ts';
import { debtorOf } from '../database/money.ts';
import { agencyOf } from '../partners.ts';
import { readClaim } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { balancesOf, entriesOf, post } from '../store/journal.ts';
import { toCents, toColumn, toDay } from '../store/rows.ts';
import { saveStanding } from '../store/standing.ts';
import type { StandingRecord } from '../standing-contract.ts';
import { deliver } from './deliver.ts';

interface Place {
  readonly claimId: string;
  readonly placement: number;
  readonly today: IsoDate;
  readonly standing: StandingRecord;
}

/** Moves the patient's balance to the agency in the ledger and stores the placement file, then sends the file. */
export async function placeAccount(
  context: ActivityContext,
  input: Place & { readonly policy: ClaimPolicy },
): Promise<{ debtor: Debtor }> {
  const { claimId, placement, today } = input;
  await keepOnce(context, { ...input, kind: 'placement', as: 'placement' }, async (tx) => {
    const balances = await balancesOf(tx, claimId);
    const statements = await tx.prisma.statement.findMany({
      where: { claimId },
      orderBy: [{ issuedOn: 'asc' }, { number: 'asc' }],
    });
    const [firstOn = today, ...othersOn] = statements.map(({ issuedOn }) => toDay(issuedOn));
    const batchId = placementBatchId(claimId, placement);
    const { intake } = await readClaim(tx, claimId);
    const row = placementRow({
      intake,
      claimId,
      batchId,
      entries: await entriesOf(tx, claimId),
      statementsOn: [firstOn, ...othersOn],
    });
    await post(tx, [placementEntry({ claimId, placement, balances, on: today })]);
    return { text: placementFile([row]), amountCents: openOf(balances, 'patient') };
  });
  return { debtor: await debtorOf(context.database.sql, input) };
}

/** Recalls an account: moves the remaining balance back to the patient and sends the agency a recall file. */
export async function recallAccount(
  context: ActivityContext,
  input: Place & { readonly reason: RecallReason },
): Promise<void> {
  const { claimId, placement, today, reason } = input;
  await keepOnce(context, { ...input, kind: 'recall', as: 'recall' }, async (tx) => {
    const balances = await balancesOf(tx, claimId);
    await post(tx, [recallEntry({ claimId, placement, balances, on: today })]);
    const recalls = [{ accountNumber: claimId, reason }];
    return { text: recallFile(recalls, today), amountCents: openOf(balances, 'agency') };
  });
}

/** Sends the agency a file with a payment that the patient made here. Nothing for one made before the placement. */
export async function reportDirectPayment(
  context: ActivityContext,
  input: Place & { readonly paymentId: string },
): Promise<void> {
  const { claimId, paymentId } = input;
  const paid = directPaymentOf(await entriesOf(context.database.sql, claimId), input);
  if (!paid) return saveStanding(context.database.sql, input.standing);
  await keepOnce(context, { ...input, kind: `payment:${paymentId}`, as: 'payment' }, async (tx) => {
    const balanceCents = openOf(await balancesOf(tx, claimId), 'agency');
    const payment = { accountNumber: claimId, ...paid, balanceCents };
    return { text: directPaymentFile([payment]), amountCents: paid.paymentCents };
  });
}

type PlacementRow = {
  readonly fileName: string;
  readonly document: Uint8Array;
  readonly madeOn: Date;
  readonly amountCents: bigint;
};

/** What a file tells the agency; part of its name. */
type Notice = 'placement' | 'recall' | 'payment';

/** Posts and stores the file in one transaction, once; then sends the file, with retries. */
async function keepOnce(
  context: ActivityContext,
  { claimId, placement, kind, as, today, standing }: Place & { readonly kind: string; readonly as: Notice },
  make: (tx: Transaction) => Promise<{ text: string; amountCents: number }>,
): Promise<void> {
  const partner = agencyOf(context.partners);
  const id = { claimId, placement, kind };
  const row: PlacementRow = await context.database.inTransaction(async (tx) => {
    const known = await tx.prisma.placement.findUnique({ where: { claimId_placement_kind: id } });
    if (known) return known;
    const { text, amountCents } = await make(tx);
    const like = { claimId, placement, kind: { startsWith: 'payment:' } };
    const batch =
      placementBatchId(claimId, placement) +
      (as === 'payment' ? `-${(await tx.prisma.placement.count({ where: like })) + 1}` : '');
    return tx.prisma.placement.create({
      data: {
        ...id,
        partnerId: partner.partnerId,
        madeOn: toColumn(today),
        amountCents: BigInt(amountCents),
        document: tx.vault.seal('placement.document', text),
        fileName: outboundFileName(partner, { kind: as, batch, date: today.replaceAll('-', '') }),
      },
    });
  });
  const bytes = context.database.sql.vault.open('placement.document', row.document);
  const on = toDay(row.madeOn);
  await deliver(context, partner, {
    ...{ name: row.fileName, bytes, on },
    content: { kind: 'placement', claimId, placement, notice: kind, amountCents: toCents(row.amountCents) },
  });
  await context.database.inTransaction(async (tx) => {
    await tx.prisma.placement.updateMany({ where: { ...id, sentAt: null }, data: { sentAt: new Date() } });
    await saveStanding(tx, standing);
  });
}
