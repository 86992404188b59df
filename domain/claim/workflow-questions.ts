import type { Party } from '../ledger/accounts.ts';
import { partyNames } from '../ledger/part.ts';
import type { Debtor } from '../ledger/who-owes.ts';
import { type Cents, dollars } from '../money.ts';
import type { WriteOffReason } from './write-off-reasons.ts';
import { wordsOf } from './words.ts';
import type { Question } from './question.ts';

/** Asked when a claim charges nothing: nobody can owe, and payers reject it. */
export const zeroCharge: Question = {
  kind: 'correction',
  found: 'The total charge is $0.00, so the claim was not sent: payers reject it.',
  canDo: 'Correct claim.serviceLines[0].chargeAmountCents, or close it unsent: claimloop withdraw CLAIM --reason TEXT.',
};

/** Asked when a later coverage owes: claims are sent to the first coverage only. */
export function laterPayerQuestion({
  coverage,
  payerId,
  balanceCents,
}: Extract<Debtor, { kind: 'later-payer' }>): Question {
  const payer = payerId === undefined ? '' : `, payer ${payerId},`;
  return {
    kind: 'next-payer',
    found: `Coverage ${coverage}${payer} owes ${dollars(balanceCents)}.`,
    canDo:
      'Bill it, and post its answer: its remittance, or its paper EOB with claimloop remit post --manual. ' +
      `Or move the amount to the patient: claimloop transfer CLAIM --from coverage-${coverage} --to patient.`,
  };
}

/** Asked when the payer that a claim was forwarded to has not answered in time. */
export function forwardedQuestion({ coverage, balanceCents }: Extract<Debtor, { kind: 'forwarded' }>): Question {
  const transfer =
    coverage === undefined
      ? 'add the coverage with claimloop correct, and move the amount to it with claimloop transfer.'
      : `or move the amount to the patient: claimloop transfer CLAIM --from coverage-${coverage} --to patient.`;
  return {
    kind: 'next-payer',
    found: `The payer forwarded the claim to the next payer, which has not answered; ${dollars(balanceCents)} is open.`,
    canDo: `Ask the next payer, and post its answer when it comes; ${transfer}`,
  };
}

/** Asked when the patient must not be billed for what the payers leave. */
export function protectedQuestion({ balanceCents, found, canDo }: Extract<Debtor, { kind: 'protected' }>): Question {
  return {
    kind: 'unclear-balance',
    found: `${dollars(balanceCents)} is left to the patient. ${found} Nobody is billed.`,
    canDo: `${canDo} Use claimloop write-off or claimloop transfer.`,
  };
}

/** Asked when the patient owes, and money of somebody else may be the reason: nobody is billed meanwhile. */
export function unclearQuestion({
  balanceCents,
  creditCents,
  exceptions,
}: Extract<Debtor, { kind: 'unclear' }>): Question {
  const credit = creditCents > 0 ? `, and ${dollars(creditCents)} was paid too much` : '';
  const open =
    exceptions > 0
      ? `, and ${exceptions === 1 ? 'a remittance waits' : `${exceptions} remittances wait`} for a decision`
      : '';
  return {
    kind: 'unclear-balance',
    found: `The patient owes ${dollars(balanceCents)}${credit}${open}. Nobody is billed.`,
    canDo:
      'Compare what was charged and paid: claimloop ledger claim CLAIM. Then move or write off the amount that is ' +
      'wrong (claimloop transfer, claimloop write-off), correct the charge, or decide about the remittance ' +
      '(claimloop remit list).',
  };
}

/** Asked when a write-off is above the limit of its reason. */
export function approvalQuestion({ writeOffId, by, reason, party, amountCents }: UnapprovedWriteOff): Question {
  return {
    kind: 'approval',
    found: `${by} asks to write off ${dollars(amountCents)} that ${partyNames[party]} owes: ${reason}.`,
    canDo:
      `Approve it under another name: claimloop approve CLAIM ${writeOffId} --by NAME. ` +
      'To refuse it, add --refuse.',
  };
}

/** A write-off that waits for the name of a second person. */
export interface UnapprovedWriteOff {
  readonly writeOffId: string;
  readonly reason: WriteOffReason;
  readonly by: string;
  readonly party: Party;
  readonly line?: string;
  readonly amountCents: Cents;
}

/** A step that failed for good: what it is called, the type of its failure, and the path that it is about, if any. */
export interface RefusedStep {
  readonly step: string;
  readonly reason: string;
  readonly field?: string | undefined;
}

/** The question about a step that is refused for good. */
export function refusedStepQuestion({ step, reason, field = '' }: RefusedStep): Question {
  if (reason !== 'statement-not-printable')
    return {
      kind: 'correction',
      found: `${step} was refused (${reason}).`,
      canDo: 'Correct the claim, or write it off.',
    };
  const what = wordsOf(field) ?? 'a text of the statement';
  return {
    kind: 'correction',
    found: `${what.slice(0, 1).toUpperCase()}${what.slice(1)} has a letter that the statement cannot print.`,
    canDo: `Enter it in Latin letters${field === '' ? '' : `: correct ${field}`}.`,
  };
}
