import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type IsoDate, isoDate } from '../../domain/dates.ts';
import { type Cents, cents } from '../../domain/money.ts';

/** The only tenant so far; every unique key includes it. */
export const tenant = 'main';

/** Converts a day to a date column. */
export function toColumn(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Converts a date column to a day. */
export function toDay(column: Date): IsoDate {
  return isoDate(column.toISOString().slice(0, 10));
}

/** Converts a column to cents. Throws RangeError beyond 2^53. */
export function toCents(column: bigint | null): Cents {
  return cents(Number(column ?? 0n));
}

/** The first row of a result that has one row. Throws TypeError if there is none. */
export function only<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new TypeError('a statement returned no row');
  return row;
}

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
