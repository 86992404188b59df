import type { Finding, ReadValue, Rule } from '../../x12/index.ts';
import { findingReason, Quarantine } from './quarantine.ts';

/**
 * Errors that are common in payers' files and affect neither an amount nor the claim it belongs to: unused or missing
 * elements, elements of a wrong length, and hierarchy numbers.
 */
const harmless: ReadonlySet<Rule> = new Set([
  ...(['element.not-used', 'element.missing', 'element.incomplete', 'element.excluded', 'segment.missing'] as const),
  ...(['element.too-short', 'element.too-long', 'element.characters'] as const),
  ...(['hierarchy.number', 'hierarchy.parent', 'hierarchy.children', 'line.number'] as const),
  // A repeated control number: no key is derived from one.
  'envelope.repeated',
]);

/** Whether a finding is an error that may change an amount or the claim it belongs to. */
export function isHarmful({ severity, rule }: Finding): boolean {
  return severity === 'error' && !harmless.has(rule);
}

/** The value of a transaction set. Throws Quarantine if the set is incomplete or has an error that is not harmless. */
export function acceptSet<V>(read: ReadValue<V>): V {
  const finding = read.findings.find((one) => (read.kind === 'faulty' ? one.severity === 'error' : isHarmful(one)));
  if (read.kind === 'read' && !finding) return read.value;
  throw new Quarantine(finding ? findingReason(finding) : 'the transaction set is faulty');
}
