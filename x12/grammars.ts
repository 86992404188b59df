import type { TransactionSet } from './envelope/interchange.ts';
import type { LoopGrammar } from './grammar/grammar.ts';
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

/** The grammar of the guide that a set names; undefined for a guide that is not known. */
export function grammarOf(set: TransactionSet): LoopGrammar | undefined {
  return grammars.find(({ guide, grammar }) => set.guide.startsWith(guide) && set.set === grammar.name)?.grammar;
}
