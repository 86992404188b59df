import type { SegmentGrammar } from '../grammar/grammar.ts';
import type { Delimiters } from '../segments/delimiters.ts';
import { fieldsOf, Rewriter } from '../values/segment-text.ts';

type Value = Readonly<Record<string, unknown>>;

/**
 * The fields of an envelope segment, with its elements as `raw` if they cannot be written again from the fields; then
 * the fields are those that the elements give.
 */
export function withRaw(
  grammar: SegmentGrammar,
  fields: Value,
  elements: readonly string[],
  delimiters: Delimiters,
): Value {
  if (new Rewriter(delimiters).gives(elements, grammar, fields)) return fields;
  return { ...fieldsOf(grammar, elements, delimiters), raw: elements };
}
