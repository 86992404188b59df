declare const brand: unique symbol;

/** Whole US cents. Negative only for reversals and take-backs. */
export type Cents = number & { readonly [brand]: 'Cents' };

/** No money at all. Absent is not zero: use it only where zero was said. */
export const zero = 0 as Cents;

/** Brands a whole number as cents. Throws RangeError on a fraction or past 2^53: that is a bug, not input. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError('cents must be a whole number within 2^53');
  return (amount === 0 ? 0 : amount) as Cents;
}

/** Adds amounts; the sum of none is zero. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** The same amount with the other sign. */
export function negate(amount: Cents): Cents {
  return cents(-amount);
}

/** First amount less the second. */
export function minus(amount: Cents, less: Cents): Cents {
  return cents(amount - less);
}

/**
 * Reads an X12 amount: "125", "125.5", ".50", "-10".
 * Undefined if it is not one, or is finer than a cent.
 */
export function centsFromX12(text: string): Cents | undefined {
  const match = /^(-?)(\d{0,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match || (match[2] === '' && match[3] === undefined)) return undefined;
  const magnitude = Number(match[2] || '0') * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return cents(match[1] === '-' ? -magnitude : magnitude);
}

/** Prints cents for a person: "$1,234.50", "-$3.00". */
export function dollars(amount: Cents): string {
  const magnitude = Math.abs(amount);
  const whole = Math.floor(magnitude / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${whole}.${(magnitude % 100).toString().padStart(2, '0')}`;
}
