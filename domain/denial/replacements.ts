import type { Question } from '../claim/question.ts';
import type { SendAs } from '../claim/send-as.ts';
import type { Intake } from '../schema/intake.ts';

/**
 * Programs (claim filing codes) that take no replacement claim (CLM05-3 = 7). They correct a decision by a reopening.
 * @source CMS, Medicare Claims Processing Manual, chapter 34; Noridian, reopenings
 */
export const programsWithoutReplacement = ['MB'] as const;

const without: ReadonlySet<string> = new Set(programsWithoutReplacement);

/** Asks before a replacement goes to a payer that takes none; undefined for what can be sent. */
export function replacementQuestion({ insurance: [payer] }: Intake, as: SendAs): Question | undefined {
  if (as !== 'replacement' || !payer || !without.has(payer.claimFilingCode)) return undefined;
  return {
    kind: 'correction',
    category: 'Billing Error',
    found: 'The claim was not sent: Medicare Part B takes no replacement claim.',
    canDo:
      'Ask the contractor for a reopening, within one year of its decision, or for a redetermination, within 120 ' +
      'days. The claim continues when its new remittance is posted.',
  };
}

/** Asked when a correction changes nothing that the payer gets. */
export const unchangedQuestion: Question = {
  kind: 'correction',
  category: 'Duplicate Claim',
  found: 'The claim was not sent: the payer has adjudicated exactly this claim and would deny it as a duplicate.',
  canDo: 'Correct a field that the payer gets, ask the payer to process the claim again, appeal, or write it off.',
};
