import type { IsoDate } from '../../domain/dates.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';

/** A file that is being read. */
export interface FileContext {
  readonly fileId: bigint;
  /** Keyed digest of the file's bytes, in hexadecimal; see `Vault.digest`. */
  readonly digest: string;
  readonly partner: TradingPartner;
  readonly today: IsoDate;
}

/** A transaction set or TA1 that is being posted, in its own transaction. */
export interface SetContext extends FileContext {
  readonly sql: Sql;
  readonly transactionSetId: bigint;
  /**
   * Identifies the set as the source of journal entries and facts: the file's digest and the indexes of interchange,
   * group and set. Control numbers are not included, because two sets of one file may share them.
   */
  readonly source: string;
}
