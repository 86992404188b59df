import type { IsoDate } from '../dates.ts';

/**
 * An answer from a trading partner about one claim: ids, codes and dates only. The ledger holds the amounts. `key`
 * identifies the cause (file and position); a second fact with the same key changes nothing.
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
