import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type {
  BalanceTransfer,
  Correction,
  Hold,
  InputKind,
  Note,
  PatientPayment,
  Release,
  Withdrawal,
  WriteOff,
  WriteOffApproval,
} from '../domain/claim/inputs.ts';
import type { claim } from '../workflows/claim.ts';
import {
  addNote,
  approveWriteOff,
  claimWorkflowId,
  correctClaim,
  hold,
  type Receipt,
  recordPayment,
  release,
  transfer,
  withdraw,
  writeOff,
} from '../workflows/messages.ts';
import { unlessBlocked } from './blocked-claim.ts';
import { digestOf } from './encryption/digest.ts';
import { continuedRun } from './continued-run.ts';
import type { Claimloop } from './claimloop.ts';
import { sendInput } from './send-input.ts';

/** What people do to a claim, by its id, its externalId or the payer's number; a closed claim is opened again. */
export function inputsOver(client: Client, books: Pick<Claimloop, 'standing'>): Pick<Claimloop, InputKind> {
  const send =
    <Input>(update: UpdateDefinition<Receipt, [Input]>, idOf: (input: Input) => string) =>
    (reference: string, input: Input): Promise<Receipt> => {
      // Made once: however often the Update is sent, it is the same one.
      const updateId = `${idOf(input)}-${digestOf(client, input)}`;
      const options = { updateId, args: [input] as [Input] };
      const toOpen = () => client.workflow.getHandle(claimWorkflowId(reference)).executeUpdate(update, options);
      const toStored = async () => {
        const { claimId } = await books.standing(reference);
        const startWorkflowOperation = new WithStartWorkflowOperation<typeof claim>('claim', continuedRun(claimId));
        return client.workflow.executeUpdateWithStart(update, { ...options, startWorkflowOperation });
      };
      const toClaim = () => unlessBlocked(client, reference, () => unlessUnknown(toOpen, toStored));
      return sendInput(update.name as InputKind, input, toClaim);
    };
  return {
    // The update id comes from the input's id and content: a repeat is applied once, different content is refused.
    correctClaim: send<Correction>(correctClaim, ({ correctionId }) => `correct-${correctionId}`),
    recordPayment: send<PatientPayment>(recordPayment, ({ paymentId }) => `pay-${paymentId}`),
    writeOff: send<WriteOff>(writeOff, ({ writeOffId }) => `write-off-${writeOffId}`),
    approveWriteOff: send<WriteOffApproval>(approveWriteOff, ({ writeOffId }) => `approve-${writeOffId}`),
    transfer: send<BalanceTransfer>(transfer, ({ transferId }) => `transfer-${transferId}`),
    hold: send<Hold>(hold, () => randomUUID()),
    release: send<Release>(release, () => randomUUID()),
    withdraw: send<Withdrawal>(withdraw, () => randomUUID()),
    addNote: send<Note>(addNote, () => randomUUID()),
  };
}

/** A claim without an open workflow is continued from what is stored of it, under whichever number it is known. */
async function unlessUnknown<T>(toOpen: () => Promise<T>, toStored: () => Promise<T>): Promise<T> {
  try {
    return await toOpen();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return toStored();
    throw error;
  }
}
