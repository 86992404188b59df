import type { InputKind } from '../domain/claim/inputs.ts';
import { isClosed } from '../domain/claim/status.ts';
import type { ClaimState } from './state.ts';

/** The fields each input must have as text; the rest is read where it is used. */
const requiredText: Record<InputKind, readonly string[]> = {
  correctClaim: ['correctionId', 'by', 'reason'],
  hold: ['name', 'by', 'reason'],
  release: ['name', 'by'],
  recordPayment: ['paymentId', 'receivedOn', 'method'],
  writeOff: ['writeOffId', 'reason', 'approvedBy'],
  addNote: ['by', 'text'],
};

/**
 * Why an input cannot be taken now, in one sentence; undefined when it can. Looks at its shape and at the claim's
 * state alone, so that it can run inside a validator; what a correction says is checked when it is applied.
 */
export function refusalOf(kind: InputKind, value: unknown, state: ClaimState): string | undefined {
  if (typeof value !== 'object' || value === null) return `${kind} takes one object`;
  if ('claimloopRefusedPayload' in value) return "the input was not encrypted with this installation's key";
  const fields: Record<string, unknown> = { ...value };
  const missing = requiredText[kind].filter((field) => typeof fields[field] !== 'string' || fields[field] === '');
  if (missing.length > 0) return `${kind} needs ${missing.join(', ')} as text`;
  if (isClosed(state.status)) return `the claim is closed (${state.status})`;
  return refusalInState(kind, fields, state);
}

function refusalInState(kind: InputKind, fields: Record<string, unknown>, state: ClaimState): string | undefined {
  switch (kind) {
    case 'correctClaim':
      if (typeof fields.set !== 'object' || fields.set === null)
        return 'correctClaim needs set, an object of path and value';
      return state.openQuestion || state.stage === 'to-send'
        ? undefined
        : `the claim is ${state.status}: it can be corrected when a person is asked, or before it is sent`;
    case 'release':
      return state.holds.includes(String(fields.name))
        ? undefined
        : `there is no hold of the name ${String(fields.name)}`;
    case 'hold':
      return state.holds.includes(String(fields.name))
        ? `a hold of the name ${String(fields.name)} is there already`
        : undefined;
    case 'recordPayment':
      return Number.isSafeInteger(fields.amountCents) && Number(fields.amountCents) > 0
        ? undefined
        : 'recordPayment needs amountCents, a whole number of cents above zero';
    case 'writeOff':
    case 'addNote':
      return undefined;
  }
}
