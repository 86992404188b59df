import type { Question } from '../claim/question.ts';

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
