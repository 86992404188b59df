import type { IsoDate } from '../dates.ts';

/**
 * What came back from outside about one claim. Small on purpose: ids, codes and dates; what was paid stands in the
 * ledger. `key` names the cause (file and position); a second fact with the same key changes nothing.
 */
export type Fact =
  | { readonly kind: 'accepted'; readonly key: string; readonly on: IsoDate; readonly submission: number }
  | {
      readonly kind: 'rejected';
      readonly key: string;
      readonly on: IsoDate;
      readonly submission: number;
      readonly by: '999' | 'TA1' | '277CA';
    }
  | { readonly kind: 'adjudicated'; readonly key: string; readonly on: IsoDate }
  | { readonly kind: 'agencyAnswered'; readonly key: string; readonly on: IsoDate; readonly accepted: boolean };
