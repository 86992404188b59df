import { wordsOf } from './words.ts';
import type { Question } from './question.ts';

/** Asked when a claim charges nothing: nobody can owe, and payers reject it. */
export const zeroCharge: Question = {
  kind: 'correction',
  category: 'Billing Error',
  found: 'The total charge is $0.00, so the claim was not sent: payers reject it.',
  canDo: 'Correct claim.serviceLines[0].chargeAmountCents, or write the claim off to close it unsent.',
};

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
