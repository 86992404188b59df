import type { Question } from '../claim/question.ts';
import type { Intake } from '../schema/intake.ts';

/** How a corrected claim is sent: as a new one, or in place of the one that the payer has adjudicated. */
export type SendAs = 'original' | 'replacement';

/** What a rejection or a denial calls for. `set` is a correction as `correctIntake` takes it. */
export type Decision =
  | {
      readonly kind: 'correct';
      readonly as: SendAs;
      readonly set: Readonly<Record<string, unknown>>;
      readonly why: string;
    }
  | { readonly kind: 'ask'; readonly as: SendAs; readonly question: Question }
  /** Nothing is to be done on our side: the payer will say more. */
  | { readonly kind: 'done'; readonly why: string };

/** How many corrections rules have made on the claim, and how many they may make. */
export interface CorrectionLimit {
  readonly automaticCorrections: number;
  readonly maxAutomaticCorrections: number;
}

/** Whether a rule may still correct the claim by itself. */
export function mayCorrect({ automaticCorrections, maxAutomaticCorrections }: CorrectionLimit): boolean {
  return automaticCorrections < maxAutomaticCorrections;
}

/**
 * A correction that takes everything but letters and digits out of the member id: cards print hyphens and spaces that
 * payers do not store. Undefined where nothing would change or too little would be left.
 */
export function withoutPunctuation(intake: Intake): Readonly<Record<string, unknown>> | undefined {
  const memberId = intake.insurance[0]?.memberId;
  const stripped = memberId?.replace(/[^A-Za-z0-9]/g, '');
  return stripped === undefined || stripped === memberId || stripped.length < 2
    ? undefined
    : { 'insurance[0].memberId': stripped };
}
