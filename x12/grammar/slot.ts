import type { ElementType, ReadContext } from './element.ts';

/** Reads what stands from one character to another, and puts it into a value; whether something was made of it. */
export type Put = (from: number, to: number, value: Record<string, unknown>, context: ReadContext) => boolean;

/**
 * What is done with what stands in one place: read as a type and kept under a name; or, where it has none, put where it
 * belongs. Nearly every element has one, and is read more quickly so.
 */
export interface Slot {
  readonly name: string;
  readonly type: ElementType<unknown> | undefined;
  readonly put: Put;
}

/** A slot for what has no type of its own. */
export function slotOf(put: Put): Slot {
  return { name: '', type: undefined, put };
}

/** Fills a slot; whether something was made of what stands there. */
export function fill(
  { name, type, put }: Slot,
  from: number,
  to: number,
  value: Record<string, unknown>,
  context: ReadContext,
): boolean {
  if (type === undefined) return put(from, to, value, context);
  const read = type.read(from, to, context);
  if (read === undefined) return false;
  value[name] = read;
  return true;
}
