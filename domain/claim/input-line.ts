import { assertNever } from '../assert-never.ts';
import { partyNames } from '../ledger/part.ts';
import { dollars } from '../money.ts';
import type { InputKind, InputOf } from './inputs.ts';

/** An input with its kind. */
export type Input = { readonly [K in InputKind]: { readonly kind: K; readonly value: InputOf[K] } }[InputKind];

/** Paths of a correction that a line names. */
const namedPaths = 5;

/**
 * Who did what, and how much, as a line of the timeline. Free text may describe a patient, so it is not repeated:
 * `notes` shows it.
 */
export function inputLine(input: Input): string {
  switch (input.kind) {
    case 'correctClaim':
      return `${input.value.by} corrected ${pathsOf(input.value.set)}.`;
    case 'recordPayment': {
      const { by, amountCents, method, receivedOn } = input.value;
      const day = receivedOn ? ` on ${receivedOn}` : '';
      return `${by} recorded a payment of ${dollars(amountCents)} by ${method}${day}.`;
    }
    case 'writeOff':
      return `${input.value.by} entered a write-off: ${input.value.reason}.`;
    case 'approveWriteOff':
      return `${input.value.by} ${input.value.decision === 'refuse' ? 'refused' : 'approved'} a write-off.`;
    case 'transfer':
      return `${input.value.by} moved a balance from ${partyNames[input.value.from]} to ${partyNames[input.value.to]}.`;
    case 'hold':
      return `${input.value.by} held the claim (${input.value.name}).`;
    case 'release':
      return `${input.value.by} released the hold (${input.value.name}).`;
    case 'withdraw':
      return `${input.value.by} closed the claim unsent.`;
    case 'addNote':
      return `${input.value.by} added a note.`;
    default:
      return assertNever(input);
  }
}

function pathsOf(set: Readonly<Record<string, unknown>>): string {
  const paths = Object.keys(set);
  const more = paths.length - namedPaths;
  return [...paths.slice(0, namedPaths), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
