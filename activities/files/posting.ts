import type { IsoDate } from '../../domain/dates.ts';
import { type Finding, placeOf, type ReadValue, type Rule } from '../../x12/index.ts';
import type { Sql } from '../store/database.ts';
import { Quarantine } from './quarantine.ts';

/** Claims of one file that are posted with one statement of each kind. */
const claimsInBatch = 500;

/** A file that is being posted. */
export interface Posting {
  readonly sql: Sql;
  readonly fileId: bigint;
  /** SHA-256 of the file: postings and facts name it as their source. */
  readonly sha256: string;
  readonly today: IsoDate;
}

/**
 * What payers do though the guides do not allow it, and what changes neither a sum nor whom it is about: elements that
 * have no meaning in their place, or are too long; numbers of the hierarchy; and what a value is whole without.
 */
const harmless: ReadonlySet<Rule> = new Set([
  ...(['element.not-used', 'element.missing', 'element.incomplete', 'element.excluded', 'segment.missing'] as const),
  ...(['element.too-short', 'element.too-long', 'element.characters'] as const),
  ...(['hierarchy.number', 'hierarchy.parent', 'hierarchy.children', 'line.number'] as const),
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
