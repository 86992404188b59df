import { askedOf, type Question } from '../../domain/claim/question.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { ActivityContext } from '../context.ts';
import { toColumn } from '../store/rows.ts';
import { keepWorkItem, settleWorkItem } from '../store/work-items.ts';

/** Opens a question for a person, once for its key. */
export async function openWorkItem(
  { database }: ActivityContext,
  input: { claimId: string; key: string; question: Question; dueOn: IsoDate; today: IsoDate },
): Promise<{ workItemId: string }> {
  const { claimId, key, question, dueOn, today } = input;
  const id = await keepWorkItem(database.sql, {
    ...question,
    key,
    claimId,
    owner: askedOf[question.kind].owner,
    dueOn,
    openedOn: today,
  });
  return { workItemId: String(id) };
}

/** Closes a question with what settled it. */
export function closeWorkItem(
  { database }: ActivityContext,
  input: { workItemId: string; how: string; today: IsoDate },
): Promise<void> {
  return settleWorkItem(database.sql, input);
}

/** Nobody answered in time: marks the question and sets the next day. */
export async function escalateWorkItem(
  { database }: ActivityContext,
  { workItemId, dueOn }: { workItemId: string; dueOn: IsoDate },
): Promise<void> {
  await database.inTransaction((tx) =>
    tx.prisma.workItem.updateMany({
      where: { id: BigInt(workItemId), closedOn: null },
      data: { escalated: true, dueOn: toColumn(dueOn) },
    }),
  );
}
