import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import type { Question } from '../claim/question.ts';
import type { Intake } from '../schema/intake.ts';
import { type CorrectionLimit, type Decision, mayCorrect, memberIdCorrected, withoutPunctuation } from './decision.ts';
import { faultQuestion, statusQuestion } from './rejection-rules.ts';

/** The content of a rejection: syntax faults (999) or statuses (277CA). A TA1 has neither. */
export interface Rejection extends CorrectionLimit {
  readonly intake: Intake;
  readonly faults: readonly StructuralFault[];
  readonly statuses: readonly StatusCode[];
}

/**
 * The next step after a rejection. A rejected claim was never adjudicated: it is corrected and sent again as an
 * original, and the timely filing limit still applies. The only automatic correction removes punctuation from the
 * member id (status 164).
 */
export function nextStepAfterRejection(rejection: Rejection): Extract<Decision, { kind: 'correct' | 'ask' }> {
  const { intake, faults, statuses } = rejection;
  const set =
    statuses.some(({ status }) => status === '164') && mayCorrect(rejection) ? withoutPunctuation(intake) : undefined;
  if (set) return { kind: 'correct', as: 'original', set, why: memberIdCorrected };
  const [fault] = faults;
  return {
    kind: 'ask',
    as: 'original',
    question: worstStatus(statuses) ?? (fault && faultQuestion(fault)) ?? unexplained,
  };
}

/** The first rejecting status, else the first status: an A1 next to it gives no reason. */
function worstStatus(statuses: readonly StatusCode[]): Question | undefined {
  const status = statuses.find(({ category }) => /^A[34678]$/.test(category)) ?? statuses[0];
  return status && statusQuestion(status);
}

const unexplained: Question = {
  kind: 'correction',
  category: 'Unknown',
  found: 'The whole file was rejected, without a fault of this claim.',
  canDo:
    'Read the TA1 or 999, check the connection and the sender id with the payer, then correct the claim to send it ' +
    'again.',
};
