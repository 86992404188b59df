import type { Question } from '../claim/question.ts';
import type { SendAs } from '../claim/send-as.ts';
import type { Intake } from '../schema/intake.ts';

/** The next step after a rejection or a denial. `set` has the format that `correctIntake` reads. */
export type Decision =
  | {
      readonly kind: 'correct';
      readonly as: SendAs;
      readonly set: Readonly<Record<string, unknown>>;
      readonly why: string;
    }
  | { readonly kind: 'ask'; readonly as: SendAs; readonly question: Question }
  /** No action is needed: the payer will send another answer. */
  | { readonly kind: 'done'; readonly why: string; readonly isPending?: true };

/** How many automatic corrections the claim has had, and the limit. */
export interface CorrectionLimit {
  readonly automaticCorrections: number;
  readonly maxAutomaticCorrections: number;
}

/** Whether a rule may still correct the claim automatically. */
export function mayCorrect({ automaticCorrections, maxAutomaticCorrections }: CorrectionLimit): boolean {
  return automaticCorrections < maxAutomaticCorrections;
}

/** A correction of the patient file in the format that `correctIntake` reads, and why it is made. */
export interface RuleCorrection {
  readonly set: Readonly<Record<string, unknown>>;
  readonly why: string;
}

/**
 * The correction of a member id that the payer did not recognize: the id that the payer itself gave (NM1*74), else the
 * id without punctuation. Only an identifier on file changes. Undefined when nothing would.
 */
export function memberIdCorrection(intake: Intake, given?: string): RuleCorrection | undefined {
  const memberId = intake.insurance[0]?.memberId;
  const isGivenNew = given !== undefined && given !== memberId && /^[A-Za-z0-9][A-Za-z0-9 .-]{1,79}$/.test(given);
  if (isGivenNew)
    return {
      set: { 'insurance[0].memberId': given },
      why: 'The payer named the member id in its records; the claim is sent again with it.',
    };
  const set = withoutPunctuation(intake);
  return set && { set, why: 'The payer did not recognize the member id; it is sent again without punctuation.' };
}

/**
 * A correction that removes everything except letters and digits from the member id: cards print hyphens and spaces
 * that payers do not store. Undefined when nothing changes, or when fewer than two characters remain.
 */
function withoutPunctuation(intake: Intake): Readonly<Record<string, unknown>> | undefined {
  const memberId = intake.insurance[0]?.memberId;
  const stripped = memberId?.replace(/[^A-Za-z0-9]/g, '');
  return stripped === undefined || stripped === memberId || stripped.length < 2
    ? undefined
    : { 'insurance[0].memberId': stripped };
}
