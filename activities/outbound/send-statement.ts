import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { printerSubject } from '../../domain/partner-trouble.ts';
import { unprintableField } from '../../domain/dunning/printable.ts';
import { statementOf } from '../../domain/dunning/statement.ts';
import type { ActivityContext } from '../context.ts';
import type { OutboundActivities } from '../outbound-contract.ts';
import { outboundFileName } from '../../domain/file-names.ts';
import { renderStatement } from '../documents/statement-pdf.ts';
import { permanent } from '../failures.ts';
import { paymentsOf, readClaim } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { entriesOf } from '../store/journal.ts';
import { toColumn, toDay } from '../store/rows.ts';
import { saveStanding } from '../store/standing.ts';
import { deliver } from './deliver.ts';

const column = 'statement.document';

type SendStatement = Parameters<OutboundActivities['sendStatement']>[0];

/** Renders, stores and delivers a statement for mailing. A retry delivers the same document under the same name. */
export async function sendStatement(context: ActivityContext, input: SendStatement): Promise<void> {
  const { claimId, cycle, statement } = input;
  const id = { claimId, cycle, number: statement };
  const known = await context.database.inTransaction((tx) =>
    tx.prisma.statement.findUnique({ where: { claimId_cycle_number: id } }),
  );
  const { vault } = context.database.sql;
  const document = vault.open(column, known?.document ?? (await keepNew(context, input)));
  await mail(context, input, document);
  await context.database.inTransaction(async (tx) => {
    await tx.prisma.statement.updateMany({ where: { ...id, sentAt: null }, data: { sentAt: new Date() } });
    await saveStanding(tx, input.standing);
  });
}

// Rendered outside a transaction, then encrypted and stored. If two attempts race, the document stored first is mailed.
async function keepNew({ database }: ActivityContext, input: SendStatement): Promise<Uint8Array> {
  const content = await database.inTransaction((tx) => contentOf(tx, input));
  const document = database.sql.vault.seal(column, await renderStatement(content));
  const { claimId, cycle, statement: number, isFinalNotice, dueOn, today } = input;
  return database.inTransaction(async (tx) => {
    const kept = await tx.prisma.statement.upsert({
      where: { claimId_cycle_number: { claimId, cycle, number } },
      update: {},
      create: {
        claimId,
        cycle,
        number,
        issuedOn: toColumn(today),
        dueOn: toColumn(dueOn),
        isFinalNotice,
        amountCents: BigInt(content.totals.amountDueCents),
        document,
      },
    });
    return kept.document;
  });
}

async function contentOf(
  tx: Transaction,
  { claimId, cycle, statement, isFinalNotice, dueOn, today }: SendStatement,
): Promise<ReturnType<typeof statementOf>> {
  const { intake } = await readClaim(tx, claimId);
  const field = unprintableField(intake);
  if (field !== undefined) throw permanent('statement-not-printable', { field });
  const { payments } = await paymentsOf(tx, claimId);
  const first = await tx.prisma.statement.findFirst({
    where: { claimId },
    orderBy: [{ issuedOn: 'asc' }],
    select: { issuedOn: true },
  });
  return statementOf({
    intake,
    claimId,
    entries: await entriesOf(tx, claimId),
    payments,
    cycle,
    statement,
    isFinalNotice,
    issuedOn: today,
    dueOn,
    ...(first ? { firstStatementOn: toDay(first.issuedOn) } : {}),
  });
}

/**
 * Sends the document to the mailing service if one is configured; otherwise leaves it in the folder `files/statements`
 * of the installation, for printing.
 */
async function mail(
  context: ActivityContext,
  { claimId, cycle, statement, today }: SendStatement,
  bytes: Uint8Array,
): Promise<void> {
  const service = context.partners.find(({ kind }) => kind === 'mail');
  const values = { statement: `${claimId}-${cycle}-${statement}`, date: today.replaceAll('-', '') };
  const name = outboundFileName(service ?? { kind: 'mail' }, values);
  if (service) return deliver(context, service, { name, bytes });
  const inbox = join(context.dataFolder, 'files', 'statements');
  // A folder that cannot be created cannot be written to either, and the write then fails.
  await mkdir(inbox, { recursive: true, mode: 0o750 }).catch(() => undefined);
  const printer = { partnerId: printerSubject, transport: { kind: 'folder', inbox, outbox: inbox } } as const;
  return deliver(context, printer, { name, bytes });
}
