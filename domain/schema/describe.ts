import type { Step } from './path.ts';

/** Fields with a public code, whose value may be shown. */
const codeFields: ReadonlySet<string> = new Set([
  'procedureCode',
  'modifiers',
  'code',
  'placeOfServiceCode',
  'unitType',
  'units',
  'diagnosisPointers',
  'claimFrequencyCode',
  'delayReasonCode',
  'payerResponsibility',
  'claimFilingCode',
  'schemaVersion',
  'chargeAmountCents',
  'goodFaithEstimateCents',
  'taxIdType',
  'releaseOfInformation',
  'unit',
  'quantity',
]);

/**
 * Describes a rejected value without PHI. Only a code is shown; for anything else the type and the length, because a
 * wrong field may hold a name, a member id or a birth date. A text in a code field counts as a code only if it is short
 * and has a digit or at most three letters: it could be a name.
 */
export function describe(value: unknown, path: readonly Step[]): string {
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  const isCode = codeFields.has(field);
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return isCode ? `${value}` : 'a number';
  if (typeof value !== 'string') return `a ${typeof value}`;
  if (isCode && looksLikeCode(value)) return `"${value}"`;
  return describeText(value);
}

function looksLikeCode(text: string): boolean {
  return /^[A-Za-z0-9.]{1,8}$/.test(text) && (text.length <= 3 || (/\d/.test(text) && !/^\d{6,}$/.test(text)));
}

function describeText(text: string): string {
  const count = `${text.length} ${/^\d+$/.test(text) ? 'digit' : 'character'}${text.length === 1 ? '' : 's'}`;
  if (text.trim() === '') return text === '' ? 'an empty text' : `only spaces (${count})`;
  return `text of ${count}`;
}
