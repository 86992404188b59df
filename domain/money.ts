declare const brand: unique symbol;

/** Whole US cents. Negative only for credits and reversals. */
export type Cents = number & { readonly [brand]: 'Cents' };

/** Zero cents. An unknown amount is undefined, not zero. */
export const zero = 0 as Cents;

/** Brands a whole number as cents. Throws RangeError for a fraction or beyond 2^53, which is a bug. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError('cents must be a whole number within 2^53');
  return (amount === 0 ? 0 : amount) as Cents;
}

/** Adds amounts. The sum of an empty list is zero. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** Inverts the sign of an amount. */
export function negate(amount: Cents): Cents {
  return cents(-amount);
}

/** Subtracts the second amount from the first. */
export function minus(amount: Cents, less: Cents): Cents {
  return cents(amount - less);
}

/**
 * Reads an X12 amount: "125", "125.5", ".50", "-10".
 * Undefined for another format or a fraction of a cent.
 */
export function centsFromX12(text: string): Cents | undefined {
  const match = /^(-?)(\d{0,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match || (match[2] === '' && match[3] === undefined)) return undefined;
  const magnitude = Number(match[2] || '0') * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return cents(match[1] === '-' ? -magnitude : magnitude);
}

/** Formats cents as dollars: "$1,234.50", "-$3.00". */
export function dollars(amount: Cents): string {
  const magnitude = Math.abs(amount);
  const whole = Math.floor(magnitude / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${whole}.${(magnitude % 100).toString().padStart(2, '0')}`;
}
