import { join } from 'node:path';
import { printerSubject } from '../../domain/partner-trouble.ts';
import { unprintableField } from '../../domain/dunning/printable.ts';
import { statementOf } from '../../domain/dunning/statement.ts';
import type { Statement } from '../../prisma/generated/client.ts';
import { writePrivately } from '../archive/private-file.ts';
import type { ActivityContext } from '../context.ts';
import type { OutboundActivities } from '../outbound-contract.ts';
import { outboundFileName } from '../../domain/file-names.ts';
import { renderStatement } from '../documents/statement-pdf.ts';
import { permanent } from '../failures.ts';
import { paymentsOf, readClaim } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { balancesOf } from '../store/journal.ts';
import { toCents, toColumn, toDay } from '../store/rows.ts';
import { saveStanding } from '../store/standing.ts';
import { deliver, type Outgoing, sendOnce } from './deliver.ts';

const column = 'statement.document';

type StatementRow = Omit<Statement, 'sentAt'>;

type SendStatement = Parameters<OutboundActivities['sendStatement']>[0];

/** Renders, stores and delivers a statement for mailing. A retry delivers the same document under the same name. */
export async function sendStatement(context: ActivityContext, input: SendStatement): Promise<void> {
  const { claimId, cycle, statement } = input;
  const id = { claimId, cycle, number: statement };
  const known = await context.database.inTransaction((tx) =>
    tx.prisma.statement.findUnique({ where: { claimId_cycle_number: id } }),
  );
  await mail(context, known ?? (await keepNew(context, input)));
  await context.database.inTransaction(async (tx) => {
    await tx.prisma.statement.updateMany({ where: { ...id, sentAt: null }, data: { sentAt: new Date() } });
    await saveStanding(tx, input.standing);
  });
}

// Rendered outside a transaction, then encrypted and stored. If two attempts race, the document stored first is mailed.
async function keepNew({ database }: ActivityContext, input: SendStatement): Promise<StatementRow> {
  const content = await database.inTransaction((tx) => contentOf(tx, input));
  const document = database.sql.vault.seal(column, await renderStatement(content));
  const { claimId, cycle, statement: number, isFinalNotice, dueOn, today } = input;
  return database.inTransaction((tx) =>
    tx.prisma.statement.upsert({
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
    }),
  );
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
    balances: await balancesOf(tx, claimId),
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
async function mail(context: ActivityContext, row: StatementRow): Promise<void> {
  const { claimId, cycle, number, isFinalNotice } = row;
  const service = context.partners.find(({ kind }) => kind === 'mail');
  const on = toDay(row.issuedOn);
  const values = { statement: `${claimId}-${cycle}-${number}`, date: on.replaceAll('-', '') };
  const name = outboundFileName(service ?? { kind: 'mail' }, values);
  const bytes = context.database.sql.vault.open(column, row.document);
  const amounts = { dueOn: toDay(row.dueOn), isFinalNotice, amountCents: toCents(row.amountCents) };
  const content = { kind: 'statement', claimId, cycle, number, ...amounts } as const;
  const file: Outgoing = { bytes, name, on, content };
  return service ? deliver(context, service, file) : leaveForPrinter(context, file);
}

/** The folder and the document are readable by their owner alone: the document names the patient. */
function leaveForPrinter(context: ActivityContext, file: Outgoing): Promise<void> {
  return sendOnce(context, printerSubject, file, async () => {
    try {
      await writePrivately(join(context.dataFolder, 'files', 'statements', file.name), file.bytes);
    } catch {
      throw permanent('inbox-refused', { partner: printerSubject });
    }
  });
}
