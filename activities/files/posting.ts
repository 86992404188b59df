import type { IsoDate } from '../../domain/dates.ts';
import { type Finding, placeOf, type ReadValue, type Rule } from '../../x12/index.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { Quarantine } from './quarantine.ts';

/** Claims of one set that are posted with one statement of each kind. */
const claimsInBatch = 500;

/** A file that is being read. */
export interface ReadingFile {
  readonly fileId: bigint;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly partner: TradingPartner;
  readonly today: IsoDate;
}

/** A transaction set or TA1 that is being posted, in a transaction of its own. */
export interface Posting extends ReadingFile {
  readonly sql: Sql;
  readonly transactionSetId: bigint;
  /**
   * Names the set as the source of postings and facts: the file's SHA-256, and the indexes of interchange, group and
   * set. Control numbers are left out: two sets of one file may share them.
   */
  readonly source: string;
}

/**
 * What payers do though the guides do not allow it, and what changes neither a sum nor whom it is about: elements that
 * have no meaning in their place, or are too long; numbers of the hierarchy; and what a value is whole without.
 */
const harmless: ReadonlySet<Rule> = new Set([
  ...(['element.not-used', 'element.missing', 'element.incomplete', 'element.excluded', 'segment.missing'] as const),
  ...(['element.too-short', 'element.too-long', 'element.characters'] as const),
  ...(['hierarchy.number', 'hierarchy.parent', 'hierarchy.children', 'line.number'] as const),
  // A control number that is used twice: no key of ours is made from one.
  'envelope.repeated',
]);

/** The value of a set that was read. Throws Quarantine for one that is not whole, or has faults that may do harm. */
export function valueOf<V>(read: ReadValue<V>): V {
  const [finding] = read.findings.filter(
    ({ severity, rule }) => severity === 'error' && (read.kind === 'faulty' || !harmless.has(rule)),
  );
  if (read.kind === 'read' && !finding) return read.value;
  throw new Quarantine(finding ? sentence(finding) : 'the transaction set is faulty');
}

/** A finding as a reason: rule and place, never a value. */
export function sentence(finding: Finding): string {
  const { loop, position, message } = finding;
  return `${placeOf(finding)} ${message} (segment ${position}${loop ? ` in loop ${loop}` : ''})`;
}

/** A long list in parts that fit into one statement. */
export function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += claimsInBatch) yield list.slice(start, start + claimsInBatch);
}
