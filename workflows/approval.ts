import { approvalQuestion, type UnapprovedWriteOff } from '../domain/claim/workflow-questions.ts';
import type { WriteOff, WriteOffApproval } from '../domain/claim/inputs.ts';
import { addDays } from '../domain/dates.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { database } from './database.ts';
import type { Receipt } from './messages.ts';
import { approvalAsked, approvalEnded } from './question-transitions.ts';
import { note } from './standing.ts';
import type { AwaitedApproval } from './state.ts';
import { postWriteOff } from './write-off.ts';

/** Applies a write-off of a person; above the limit of its reason it waits for a second person. */
export async function enterWriteOff(context: ClaimContext, writeOff: WriteOff): Promise<Receipt> {
  const { writeOffId, reason, by, line } = writeOff;
  const result = await postWriteOff(context, writeOff);
  switch (result.kind) {
    case 'written-off':
      await closeApproval(context, writeOffId, 'approved');
      return { outcome: 'taken' };
    case 'needs-approval': {
      const { party, amountCents } = result;
      await askForApproval(context, {
        writeOffId,
        reason,
        by,
        party,
        amountCents,
        ...(line === undefined ? {} : { line }),
      });
      return { outcome: 'taken', remark: 'It waits for the approval of a second person.' };
    }
    case 'not-open':
      return { outcome: 'refused', reason: `${result.reason}${withdrawHint(context)}` };
    case 'refused':
      return { outcome: 'refused', reason: result.reason };
  }
}

/** Applies the decision of a second person about a write-off. */
export async function decideWriteOff(
  context: ClaimContext,
  { writeOffId, by, decision = 'approve' }: WriteOffApproval,
): Promise<Receipt> {
  const awaited = context.state.unapproved.find((one) => one.writeOffId === writeOffId);
  if (!awaited) return { outcome: 'refused', reason: `no write-off ${writeOffId} waits for approval` };
  const { workItemId: _, ...writeOff } = awaited;
  if (decision === 'refuse') {
    await closeApproval(context, writeOffId, `refused by ${by}`);
    note(context, `${by} refused the write-off ${writeOffId}.`);
    return { outcome: 'taken' };
  }
  const result = await postWriteOff(context, { ...writeOff, approvedBy: by });
  if (result.kind === 'needs-approval')
    return { outcome: 'refused', reason: 'the person who approves must be another than the one who entered it' };
  await closeApproval(context, writeOffId, result.kind === 'written-off' ? `approved by ${by}` : result.reason);
  return result.kind === 'written-off' ? { outcome: 'taken' } : { outcome: 'refused', reason: result.reason };
}

/** Opens a work item, once for each write-off. */
async function askForApproval(context: ClaimContext, writeOff: UnapprovedWriteOff): Promise<void> {
  const { claimId, policy, unapproved } = context.state;
  if (unapproved.some(({ writeOffId }) => writeOffId === writeOff.writeOffId)) return;
  const askedOn = today(context);
  const { workItemId } = await database.openWorkItem({
    claimId,
    key: `${claimId}:approval:${writeOff.writeOffId}`,
    question: approvalQuestion(writeOff),
    dueOn: addDays(askedOn, policy.workItemDays),
    today: askedOn,
  });
  approvalAsked(context, { ...writeOff, workItemId });
  note(context, 'The write-off waits for the approval of a second person.');
}

async function closeApproval(context: ClaimContext, writeOffId: string, how: string): Promise<void> {
  const awaited: AwaitedApproval | undefined = context.state.unapproved.find((one) => one.writeOffId === writeOffId);
  if (!awaited) return;
  await database.closeWorkItem({ workItemId: awaited.workItemId, how, today: today(context) });
  approvalEnded(context, writeOffId);
}

/** A write-off of nothing closes no claim that waits to be sent. */
function withdrawHint({ state: { isReplacementOpen, isZeroCharge } }: ClaimContext): string {
  return isReplacementOpen || isZeroCharge ? '; claimloop withdraw closes the claim unsent' : '';
}
