import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import type { Question } from '../claim/question.ts';
import type { Intake } from '../schema/intake.ts';
import { type CorrectionLimit, type Decision, mayCorrect, withoutPunctuation } from './decision.ts';
import { faultQuestion, statusQuestion } from './rejection-rules.ts';

/** What came back instead of an acceptance: faults of form (999) or statuses (277CA); a TA1 names neither. */
export interface Rejection extends CorrectionLimit {
  readonly intake: Intake;
  readonly faults: readonly StructuralFault[];
  readonly statuses: readonly StatusCode[];
}

/**
 * What a rejection calls for. A rejected claim was never adjudicated: it is corrected and sent anew as an original, and
 * its filing clock runs on. The one thing that a rule mends by itself is punctuation in the member id (status 164).
 */
export function nextStepAfterRejection(rejection: Rejection): Extract<Decision, { kind: 'correct' | 'ask' }> {
  const { intake, faults, statuses } = rejection;
  const set =
    statuses.some(({ status }) => status === '164') && mayCorrect(rejection) ? withoutPunctuation(intake) : undefined;
  if (set) {
    return {
      kind: 'correct',
      as: 'original',
      set,
      why: 'The payer did not know the member id; sent anew without punctuation.',
    };
  }
  const [fault] = faults;
  return {
    kind: 'ask',
    as: 'original',
    question: worstStatus(statuses) ?? (fault && faultQuestion(fault)) ?? unexplained,
  };
}

/** The first status that refuses, or else the first: A1 may stand beside the reason and explains nothing. */
function worstStatus(statuses: readonly StatusCode[]): Question | undefined {
  const status = statuses.find(({ category }) => /^A[34678]$/.test(category)) ?? statuses[0];
  return status && statusQuestion(status);
}

const unexplained: Question = {
  kind: 'correction',
  category: 'Unknown',
  found: 'The file was refused as a whole, and no fault of this claim is named.',
  canDo:
    'Read the answer of the payer (TA1 or 999), check the connection and the sender id with the payer, then correct ' +
    'the claim, which sends it anew.',
};
