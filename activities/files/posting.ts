import type { IsoDate } from '../../domain/dates.ts';
import { type Finding, placeOf, type ReadValue } from '../../x12/index.ts';
import type { Transaction } from '../store/database.ts';
import { Quarantine } from './quarantine.ts';

/** A file that is being posted. */
export interface Posting {
  readonly tx: Transaction;
  readonly fileId: bigint;
  /** SHA-256 of the file: postings and facts name it as their source. */
  readonly sha256: string;
  readonly today: IsoDate;
}

/**
 * The value of a set that was read. Throws Quarantine for one that its guide does not allow; what a payer adds in a
 * place that the guide leaves empty has no meaning, and harms nothing.
 */
export function valueOf<V>(read: ReadValue<V>): V {
  const [finding] = read.findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'element.not-used');
  if (read.kind === 'read' && !finding) return read.value;
  throw new Quarantine(finding ? sentence(finding) : 'the transaction set is faulty');
}

/** A finding as a reason: rule and place, never a value. */
export function sentence(finding: Finding): string {
  const { loop, position, message } = finding;
  return `${placeOf(finding)} ${message} (segment ${position}${loop ? ` in loop ${loop}` : ''})`;
}
