import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type IsoDate, isoDate } from '../../domain/dates.ts';
import { type Cents, cents } from '../../domain/money.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** The only tenant for now; every key holds one, so that more can come. */
export const tenant = 'main';

/** A day as a column of type date. */
export function toColumn(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** A column of type date as a day. */
export function toDay(column: Date): IsoDate {
  return isoDate(column.toISOString().slice(0, 10));
}

/** A column of cents. Throws RangeError past 2^53. */
export function toCents(column: bigint | null): Cents {
  return cents(Number(column ?? 0n));
}

/** The row that a statement always gives. Throws TypeError without it: a default would hide that nothing was done. */
export function only<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new TypeError('a statement gave no row');
  return row;
}

/** A value as a JSON column. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
