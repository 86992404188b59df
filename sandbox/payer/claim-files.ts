import { claimAnswer } from '../write/claim-acknowledgment.ts';
import { remittance } from '../write/remittance.ts';
import { type ClaimAnswer, isAlone } from './answer-claim.ts';
import type { FileToSend } from './file-to-send.ts';

type Acknowledgment = Extract<ClaimAnswer, { payerControlNumber: string }>;
type Payments = Extract<ClaimAnswer, { payments: unknown }>;

/** The files with 277CAs and remittances: one for all claims that are answered alike at the same time. */
export function claimFiles(answers: readonly ClaimAnswer[]): readonly FileToSend[] {
  const acknowledged = answers.filter((one): one is Acknowledgment => one.step.kind === '277');
  const paid = answers.filter((one): one is Payments => one.step.kind === '835');
  return [
    ...groupsOf(acknowledged, batchOf).map((some): FileToSend => {
      const [{ dueMs, step }] = some;
      return { dueMs, kind: '277', copies: step.copies, write: (envelope) => claimAnswer(envelope, some) };
    }),
    ...groupsOf(paid, transferOf).map((some): FileToSend => {
      const [{ dueMs, step, trace }] = some;
      return { dueMs, kind: '835', copies: step.copies, write: (envelope) => remittance(envelope, some, trace) };
    }),
  ];
}

function batchOf({ dueMs, nth, step, claim }: Acknowledgment): readonly unknown[] {
  const above = step.level === 'claim' ? '' : step.status.join();
  return [dueMs, nth, claim.batchReference, claim.payerId, step.level, above, step.copies];
}

function transferOf({ dueMs, nth, step, claim, trace }: Payments, index: number): readonly unknown[] {
  return [dueMs, nth, claim.payerId, claim.providerNpi, trace, isAlone(step) ? index : ''];
}

/** Answers with the same key, in the order of their first. */
function groupsOf<T>(
  answers: readonly T[],
  keyOf: (answer: T, index: number) => readonly unknown[],
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const [index, answer] of answers.entries()) {
    const key = JSON.stringify(keyOf(answer, index));
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  return [...groups.values()];
}
