import type { Question } from '../../domain/claim/question.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { ActivityContext } from '../context.ts';
import { tenant, toColumn } from '../store/rows.ts';

const owners: Readonly<Record<Question['kind'], string>> = {
  coding: 'CODER',
  coverage: 'BILLER',
  correction: 'BILLER',
  silence: 'BILLER',
  'timely-filing': 'BILLER',
  agency: 'BILLER',
};

/** Opens a question for a person, once for its key. */
export function openWorkItem(
  { database }: ActivityContext,
  input: { claimId: string; key: string; question: Question; dueOn: IsoDate; today: IsoDate },
): Promise<{ workItemId: string }> {
  const { claimId, key, question, dueOn, today } = input;
  const { kind, found, canDo, category = null } = question;
  return database.inTransaction(async (tx) => {
    const { id } = await tx.workItem.upsert({
      where: { tenant_key: { tenant, key } },
      update: {},
      create: {
        tenant,
        key,
        claimId,
        kind,
        owner: owners[kind],
        category,
        found,
        canDo,
        openedOn: toColumn(today),
        dueOn: toColumn(dueOn),
      },
    });
    return { workItemId: String(id) };
  });
}

/** Closes a question with what settled it; one that is closed stays as it is. */
export async function closeWorkItem(
  { database }: ActivityContext,
  { workItemId, how, today }: { workItemId: string; how: string; today: IsoDate },
): Promise<void> {
  await database.inTransaction((tx) =>
    tx.workItem.updateMany({
      where: { id: BigInt(workItemId), closedOn: null },
      data: { closedOn: toColumn(today), how },
    }),
  );
}

/** Nobody answered in time: marks the question and sets the next day. */
export async function escalateWorkItem(
  { database }: ActivityContext,
  { workItemId, dueOn }: { workItemId: string; dueOn: IsoDate },
): Promise<void> {
  await database.inTransaction((tx) =>
    tx.workItem.updateMany({
      where: { id: BigInt(workItemId), closedOn: null },
      data: { escalated: true, dueOn: toColumn(dueOn) },
    }),
  );
}
