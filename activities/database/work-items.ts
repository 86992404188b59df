import { askedOf, type Question } from '../../domain/claim/question.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { ActivityContext } from '../context.ts';
import { toColumn } from '../store/rows.ts';
import { recordWorkItem, settleWorkItem } from '../store/work-items.ts';

/** Opens a work item, once per key. */
export async function openWorkItem(
  { database }: ActivityContext,
  input: { claimId: string; key: string; question: Question; dueOn: IsoDate; today: IsoDate },
): Promise<{ workItemId: string }> {
  const { claimId, key, question, dueOn, today } = input;
  const id = await recordWorkItem(database.sql, {
    ...question,
    key,
    claimId,
    owner: askedOf[question.kind].owner,
    dueOn,
    openedOn: today,
  });
  return { workItemId: String(id) };
}

/** Closes a work item and records how it was resolved. */
export function closeWorkItem(
  { database }: ActivityContext,
  input: { workItemId: string; how: string; today: IsoDate },
): Promise<void> {
  return settleWorkItem(database.sql, input);
}

/** Sets the next due day of a work item that nobody answered, and marks it as escalated when it is. */
export async function escalateWorkItem(
  { database }: ActivityContext,
  { workItemId, dueOn, isEscalated }: { workItemId: string; dueOn: IsoDate; isEscalated: boolean },
): Promise<void> {
  await database.inTransaction((tx) =>
    tx.prisma.workItem.updateMany({
      where: { id: BigInt(workItemId), closedOn: null },
      data: { escalated: isEscalated, dueOn: toColumn(dueOn) },
    }),
  );
}
