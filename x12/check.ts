import type { TransactionSet } from './envelope/interchange.ts';
import type { Finding } from './finding.ts';
import type { LoopGrammar } from './grammar/grammar.ts';
import { readValue } from './read-value.ts';
import { grammar277CA } from './sets/277ca.ts';
import { grammar835 } from './sets/835.ts';
import { grammar837P } from './sets/837p/set.ts';
import { grammar999 } from './sets/999.ts';

/** Guides by the start of their name: errata of one guide differ in their last letters. */
const grammars: readonly { readonly guide: string; readonly grammar: LoopGrammar }[] = [
  { guide: '005010X222', grammar: grammar837P },
  { guide: '005010X221', grammar: grammar835 },
  { guide: '005010X231', grammar: grammar999 },
  { guide: '005010X214', grammar: grammar277CA },
];

/**
 * Everything in a set that its guide does not allow: order and number of segments, and of each element whether it is
 * required or not used, its type, its length and its code. Empty when all is well. A guide that is not known is the
 * only finding.
 */
export function check(set: TransactionSet): readonly Finding[] {
  const known = grammars.find(({ guide, grammar }) => set.guide.startsWith(guide) && set.set === grammar.name);
  return known ? readValue(known.grammar, set).findings : [...set.findings, unknownGuide];
}

const unknownGuide: Finding = {
  severity: 'error',
  rule: 'set.unsupported',
  segment: 'ST',
  position: 1,
  element: 3,
  message: 'is of a guide that is not known here',
};
