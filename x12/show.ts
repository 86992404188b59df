import type { TransactionSet } from './envelope/interchange.ts';
import type { Fields, Shape } from './grammar/element.ts';
import type { SegmentGrammar } from './grammar/grammar.ts';
import { grammarOf } from './grammars.ts';
import { placesIn } from './read-value.ts';
import type { Segment } from './segment.ts';

/** One element as a person can read it. Its text may name a patient: never to be logged. */
export interface ShownElement {
  /** "03", or "03-2" for a component of a composite. */
  readonly place: string;
  /** Industry name; absent for what the guide does not use, and for codes that only tell segments apart. */
  readonly name?: string;
  readonly text: string;
}

/** One segment of a set with its place in the guide. */
export interface ShownSegment {
  /** ST = 1. */
  readonly position: number;
  readonly id: string;
  /** Absent where the segment is not expected, and for ST and SE. */
  readonly loop?: string;
  readonly elements: readonly ShownElement[];
}

/** Every segment of a set with loop and names. A guide that is not known gives segments without names. */
export function show(set: TransactionSet): readonly ShownSegment[] {
  const grammar = grammarOf(set);
  const places = grammar ? placesIn(grammar, set) : undefined;
  return set.segments.map((segment, index) => {
    const placed = places?.get(index);
    const elements = shownElements(segment, placed?.grammar, set.delimiters.component);
    return { position: index + 1, id: segment.id, ...(placed ? { loop: placed.loop } : {}), elements };
  });
}

function shownElements(
  { elements }: Segment,
  grammar: SegmentGrammar | undefined,
  separator: string,
): readonly ShownElement[] {
  return elements.flatMap((text, at) => {
    if (at === 0 || text === '') return [];
    const place = String(at).padStart(2, '0');
    const [name, shape] = named(grammar?.fields ?? {}, at);
    if (shape?.type !== 'composite') return [{ place, ...(name ? { name } : {}), text }];
    return text.split(separator).flatMap((part, index) => {
      const [inner] = named(shape.fields, index + 1);
      const full = [name, inner].filter((word) => word !== undefined).join('.');
      return part === '' ? [] : [{ place: `${place}-${index + 1}`, name: full, text: part }];
    });
  });
}

function named(fields: Fields, at: number): readonly [name?: string, shape?: Shape] {
  const found = Object.entries(fields).find(([, field]) => field.at === at);
  return found ? [found[0], found[1].type.shape] : [];
}
