import type { IsoDate } from '../dates.ts';

/**
 * What arrived about one claim, most of it from trading partners: ids, codes and dates only. The ledger holds the
 * amounts. `key` identifies the cause (file and position); a second fact with the same key changes nothing.
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
  | {
      /** The question about a partner is closed: claims that wait for it go on. */
      readonly kind: 'partnerAnswered';
      readonly key: string;
      readonly on: IsoDate;
      readonly workItemId: string;
    }
  | { readonly kind: 'agencyAnswered'; readonly key: string; readonly on: IsoDate; readonly accepted: boolean };
