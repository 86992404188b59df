import type { ElementContext, ElementType } from './element.ts';

const [zero, nine, minus, point] = [48, 57, 45, 46];

/** The largest amount that the guides allow: ten digits including cents. @source X12 RFI 1526 */
const mostCents = 9_999_999_999;

/** A monetary amount (R), in whole cents. More than two decimals is a fault: nothing is rounded. */
export const money: ElementType<number> = {
  shape: { type: 'R', min: 1, max: 10 },
  read(from, to, context) {
    const cents = centsAt(context.piece.bytes, from, to);
    if (cents === undefined) context.report('element.type', amountFault(context.piece.cut(from, to)));
    else if (Math.abs(cents) > mostCents) context.report('element.too-long', 'has more than ten digits');
    return cents;
  },
  write(value, context) {
    if (!Number.isSafeInteger(value)) return refused(context, 'is not a whole number of cents');
    if (Math.abs(value) > mostCents) context.report('element.too-long', 'has more than ten digits');
    const magnitude = Math.abs(value);
    const fraction = magnitude % 100;
    const units = Math.floor(magnitude / 100);
    // Shortest form: 12, 12.5, .05.
    const decimals = fraction === 0 ? '' : `.${String(fraction).padStart(2, '0').replace(/0$/, '')}`;
    return `${value < 0 ? '-' : ''}${units === 0 && decimals !== '' ? '' : units}${decimals}`;
  },
};

function amountFault(text: string): string {
  return /^-?\d{14,}(\.\d{0,2})?$/.test(text)
    ? 'is too large: an amount has at most ten digits'
    : 'is not an amount with at most two decimals';
}

/** Cents of "12", "12.5", ".05", "-12.50" or "12."; undefined for anything else and beyond exact integers. */
function centsAt(bytes: Uint8Array, from: number, to: number): number | undefined {
  const isNegative = bytes[from] === minus;
  const first = isNegative ? from + 1 : from;
  let whole = 0;
  let at = first;
  for (let code = bytes[at] ?? 0; at < to && isDigit(code); code = bytes[at] ?? 0) {
    whole = whole * 10 + code - zero;
    at += 1;
  }
  const digits = at - first;
  const decimals = at < to ? to - at - 1 : 0;
  if (decimals > 2 || digits + decimals === 0 || digits > 13) return undefined;
  if (at < to && bytes[at] !== point) return undefined;
  let cents = whole * 100;
  for (let place = 1; place <= decimals; place += 1) {
    const code = bytes[at + place] ?? 0;
    if (!isDigit(code)) return undefined;
    cents += (code - zero) * (place === 1 ? 10 : 1);
  }
  return isNegative && cents !== 0 ? -cents : cents;
}

/**
 * A decimal number (R): units, quantities, percentages. At most 15 digits, which a double holds exactly, and at most
 * the given number of decimals.
 */
export function decimal(max: number, decimals = max): ElementType<number> {
  const digitsAllowed = Math.min(max, 15);
  return {
    shape: { type: 'R', min: 1, max },
    read(from, to, context) {
      const raw = context.piece.cut(from, to);
      const digits = decimalDigits(raw);
      // Normalizes minus zero.
      if (digits > 0 && digits <= digitsAllowed && decimalsIn(raw) <= decimals) return Number(raw) + 0;
      context.report('element.type', 'is not a number of that length');
      return undefined;
    },
    write(value, context) {
      if (!Number.isFinite(value)) return refused(context, 'is not a number');
      const text = String(value).replace(/^(-?)0\./, '$1.');
      // Very small and very large numbers print with an exponent, which few receivers can read.
      if (text.includes('e')) return refused(context, 'is too large or too small to be written');
      const isTooLong = decimalDigits(text) > digitsAllowed || decimalsIn(text) > decimals;
      if (isTooLong)
        context.report('element.too-long', `has more than ${digitsAllowed} digits, or ${decimals} decimals`);
      return text;
    },
  };
}

/** A whole number (N0), not negative. */
export function integer(max: number): ElementType<number> {
  return {
    shape: { type: 'N0', min: 1, max },
    read(from, to, context) {
      const raw = context.piece.cut(from, to);
      if (/^\d+$/.test(raw) && raw.length <= max) return Number(raw);
      context.report('element.type', 'is not a whole number of that length');
      return undefined;
    },
    write(value, context) {
      if (!Number.isSafeInteger(value) || value < 0) return refused(context, 'is not a whole number');
      if (String(value).length > max) context.report('element.too-long', `has more than ${max} digits`);
      return String(value);
    },
  };
}

function refused(context: ElementContext, message: string): string {
  context.report('element.type', message);
  return '';
}

/** Number of digits of "12", "12.5", ".5" or "-12."; 0 if it is not a decimal number. */
function decimalDigits(raw: string): number {
  let digits = 0;
  let points = 0;
  for (let at = raw.charCodeAt(0) === minus ? 1 : 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (isDigit(code)) digits += 1;
    else if (code === point) points += 1;
    else return 0;
  }
  return points > 1 ? 0 : digits;
}

function decimalsIn(text: string): number {
  const at = text.indexOf('.');
  return at < 0 ? 0 : text.length - at - 1;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}
