import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import { shownCode } from '../codes.ts';
import type { Question } from '../claim/question.ts';
import type { Intake } from '../schema/intake.ts';
import { type Classification, classify } from './classify.ts';
import { type CorrectionLimit, type Decision, mayCorrect, memberIdCorrection } from './decision.ts';
import { faultFacts, interchangeFacts, statusFacts } from './facts.ts';
import { rejectionQuestion, shownFault, shownStatus } from './question.ts';

/** The content of a rejection: syntax faults (999), statuses (277CA), or the note code of a TA1. */
export interface Rejection extends CorrectionLimit {
  readonly intake: Intake;
  readonly faults: readonly StructuralFault[];
  readonly statuses: readonly StatusCode[];
  /** TA105. */
  readonly noteCodes: readonly string[];
  /** The payer accepted the same submission before. */
  readonly wasAccepted: boolean;
}

/**
 * The next step after a rejection. A rejected claim was never adjudicated: it is corrected and sent again as an
 * original, and the timely filing limit still applies. The only automatic correction removes punctuation from the
 * member id, if the payer names the member id of the subscriber or the patient (status 164) and had not accepted the
 * same submission before.
 */
export function nextStepAfterRejection(rejection: Rejection): Extract<Decision, { kind: 'correct' | 'ask' }> {
  const { intake, statuses } = rejection;
  const isMemberId = ({ status, entity = 'IL' }: StatusCode): boolean =>
    status === '164' && ['IL', 'QC'].includes(entity);
  const isCertain = !rejection.wasAccepted && mayCorrect(rejection);
  const correction = statuses.some(isMemberId) && isCertain ? memberIdCorrection(intake) : undefined;
  if (correction) return { kind: 'correct', as: 'original', ...correction };
  const { meaning, codes } = meaningOf(rejection);
  const question = rejectionQuestion(meaning, codes);
  return { kind: 'ask', as: 'original', question: rejection.wasAccepted ? contradictory(question) : question };
}

/** The first rejecting status explains a rejection, else the first status; then the first fault, then the TA1. */
function meaningOf({ statuses, faults, noteCodes }: Rejection): { meaning: Classification; codes: string } {
  const status = statuses.find(({ category }) => /^A[34678]$/.test(category)) ?? statuses[0];
  if (status) return { meaning: classify(statusFacts('277CA', status)), codes: shownStatus(status) };
  const [fault] = faults;
  if (fault) return { meaning: classify(faultFacts(fault)), codes: shownFault(fault) };
  const [noteCode = ''] = noteCodes;
  return {
    meaning: classify(interchangeFacts(noteCode)),
    codes: noteCode === '' ? '' : `TA1: TA105 ${shownCode(noteCode)}`,
  };
}

/** The payer may have the claim: sent again, it would be a duplicate. */
function contradictory(question: Question): Question {
  return {
    ...question,
    found: `${question.found} The payer had accepted the claim before.`,
    canDo: `Ask the payer which answer counts before you correct anything. ${question.canDo}`,
  };
}
