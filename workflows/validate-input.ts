import { inputProblems } from '../domain/claim/check-input.ts';
import type { InputKind, InputOf } from '../domain/claim/inputs.ts';
import { isClosed } from '../domain/claim/status.ts';
import { type ClaimContext, today } from './claim-context.ts';
import type { ClaimState } from './state.ts';

/**
 * Why an input cannot be taken now, in one sentence; undefined when it can. Looks at the input and at the claim's state
 * alone, so that it can run in an Update's validator; what a correction says of the file is checked when it is applied.
 */
export function refusalOf(context: ClaimContext, kind: InputKind, value: unknown): string | undefined {
  // The loop looks at it again, once it knows the claim.
  if (!context.isOpen) return undefined;
  const problems = inputProblems(kind, value, today(context));
  if (problems.length > 0) return problems.join('. ');
  const { state } = context;
  return refusalInState(kind, value as InputOf[InputKind], state);
}

function refusalInState(kind: InputKind, value: InputOf[InputKind], state: ClaimState): string | undefined {
  switch (kind) {
    case 'correctClaim':
      return correctionRefusal(state);
    case 'release':
    case 'hold': {
      const { name } = value as InputOf['hold'];
      const isHeld = state.holds.includes(name);
      if (kind === 'release') return isHeld ? undefined : `there is no hold named ${name}`;
      return isHeld ? `there is a hold named ${name} already` : undefined;
    }
    case 'withdraw':
      return withdrawalRefusal(state);
    case 'recordPayment':
    case 'writeOff':
    case 'approveWriteOff':
    case 'transfer':
    case 'addNote':
      return undefined;
  }
}

function correctionRefusal({ openQuestion, stage, status, isSending }: ClaimState): string | undefined {
  if (isSending) return 'the claim is being sent: hold it first, and correct it when the hold has stopped the sending';
  if (openQuestion || stage === 'to-send' || status === 'REOPENED' || isClosed(status)) return undefined;
  return `the claim is ${status}: it can be corrected when a person is asked, or before it is sent`;
}

function withdrawalRefusal({ isReplacementOpen, isZeroCharge, openQuestion, stage, isSending }: ClaimState) {
  if (isSending) return 'the claim is being sent: hold it first, and withdraw it when the hold has stopped the sending';
  if (!isReplacementOpen && !isZeroCharge)
    return 'only a claim on which nobody owes, and that waits to be sent, is withdrawn: write off a balance instead';
  if (openQuestion || stage === 'to-send') return undefined;
  return 'the payer has the claim: it can be withdrawn when a person is asked';
}
