import type { TransactionSet } from '../envelope/interchange.ts';
import type { Delimiters } from '../segments/delimiters.ts';
import type { LoopGrammar, SegmentGrammar } from '../grammar/grammar.ts';
import { namedAt } from '../grammar/names.ts';
import { guideOf } from '../guides.ts';
import { readValue } from '../values/read-value.ts';
import type { Segment } from '../segments/segment.ts';

/** One element in readable form. Its text may identify a patient: never log it. */
export interface ShownElement {
  /** "03", or "03-2" for a component of a composite. */
  readonly place: string;
  /** Field name; absent for unused places and for codes that only distinguish segments. */
  readonly name?: string;
  readonly text: string;
}

/** One segment of a set with its place in the guide. */
export interface ShownSegment {
  /** ST = 1. */
  readonly position: number;
  readonly id: string;
  /** Absent for an unexpected segment, and for ST and SE. */
  readonly loop?: string;
  readonly elements: readonly ShownElement[];
}

/** Every segment of a set with loop and field names. Segments of an unknown guide have no names. */
export function show(set: TransactionSet): readonly ShownSegment[] {
  const grammar = guideOf(set)?.grammar;
  const places = new Map<number, { readonly loop: LoopGrammar; readonly grammar: SegmentGrammar }>();
  const placed = (position: number, loop: LoopGrammar, segment: SegmentGrammar): void =>
    void places.set(position, { loop, grammar: segment });
  if (grammar) readValue(grammar, set, { placed });
  return set.segments.map((segment, index) => {
    const place = places.get(index + 1);
    const elements = shownElements(segment, place?.grammar, set.delimiters);
    return { position: index + 1, id: segment.id, ...(place ? { loop: place.loop.name } : {}), elements };
  });
}

function shownElements(
  { elements }: Segment,
  grammar: SegmentGrammar | undefined,
  delimiters: Delimiters,
): readonly ShownElement[] {
  return elements.flatMap((text, at) => {
    if (at === 0 || text === '') return [];
    const place = String(at).padStart(2, '0');
    const named = grammar && namedAt(grammar.fields, at);
    if (named?.shape.type !== 'composite') return [{ place, ...(named ? { name: named.name } : {}), text }];
    const { fields } = named.shape;
    return text.split(delimiters.component).flatMap((part, index) => {
      const inner = namedAt(fields, index + 1);
      const name = inner ? `${named.name}.${inner.name}` : named.name;
      return part === '' ? [] : [{ place: `${place}-${index + 1}`, name, text: part }];
    });
  });
}
