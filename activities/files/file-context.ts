import type { IsoDate } from '../../domain/dates.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';

/** A file that is being read. */
export interface FileContext {
  readonly fileId: bigint;
  /** Name under which it was delivered last, printable. */
  readonly name: string;
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
  /** Where the set is in its file, for people: "interchange 1, group 1, set 2". */
  readonly place: string;
}

/** How a file or a set of it is named in a work item. */
export function fileText({ fileId, name }: Pick<FileContext, 'fileId' | 'name'>, place?: string): string {
  return `file-${fileId} "${name}"${place === undefined ? '' : `, ${place}`}`;
}
