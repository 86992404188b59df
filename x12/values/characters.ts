import type { ElementContext } from '../grammar/element.ts';
import { isPrintable } from '../segments/delimiters.ts';
import type { Segment } from '../segments/segment.ts';
import { toldId } from '../segments/segment-ids.ts';

/** Reports characters that X12 does not allow in a known segment. The text is read unchanged. */
export function reportCharacters({ id, elements }: Segment, context: ElementContext): void {
  for (const [at, text] of elements.entries()) {
    context.element = at;
    if (at > 0 && toldId(id) !== '' && !isPrintable(text, context.delimiters))
      context.report('element.characters', 'contains a character that X12 does not allow');
  }
  context.element = 0;
}
