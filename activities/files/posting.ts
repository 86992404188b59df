import type { IsoDate } from '../../domain/dates.ts';
import type { Finding, ReadValue } from '../../x12/index.ts';
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

/** The value of a set that was read. Throws Quarantine for a faulty one. */
export function valueOf<V>(read: ReadValue<V>): V {
  if (read.kind === 'read') return read.value;
  const [finding] = read.findings.filter(({ severity }) => severity === 'error');
  throw new Quarantine(finding ? sentence(finding) : 'the transaction set is faulty');
}

/** A finding as a reason: rule and place, never a value. */
export function sentence({ segment, element, loop, position, message }: Finding): string {
  const place = `${segment}${element ? String(element).padStart(2, '0') : ''}`;
  return `${place} ${message} (segment ${position}${loop ? ` in loop ${loop}` : ''})`;
}
