import type { TransactionSet } from './envelope/interchange.ts';
import type { Finding } from './finding.ts';
import { grammarOf } from './grammars.ts';
import { readValue } from './read-value.ts';

/**
 * Everything in a set that its guide does not allow: order and number of segments, and of each element whether it is
 * required or not used, its type, its length and its code. Empty when all is well. A guide that is not known is the
 * only finding.
 */
export function check(set: TransactionSet): readonly Finding[] {
  const grammar = grammarOf(set);
  return grammar ? readValue(grammar, set).findings : [...set.findings, unknownGuide];
}

const unknownGuide: Finding = {
  severity: 'error',
  rule: 'set.unsupported',
  segment: 'ST',
  position: 1,
  element: 3,
  message: 'is of a guide that is not known here',
};
