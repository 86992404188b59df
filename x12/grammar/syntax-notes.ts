import type { ElementContext } from './element.ts';

/**
 * Which elements of a segment need or exclude each other, in the notation of the standard: P all or none, R at least
 * one, E at most one, C the first needs the others, L the first needs one of the others.
 * @source X12 005010 segment directory, syntax notes
 */
const notesOf: Readonly<Record<string, readonly string[]>> = {
  BPR: ['P0607', 'C0809', 'P1213', 'C1415'],
  CR1: ['P0102', 'P0506'],
  CTP: ['P0405'],
  DMG: ['P0102'],
  EB: ['P0910'],
  EQ: ['R0102'],
  FRM: ['R02030405'],
  HCP: ['R0113', 'P0910', 'P1112'],
  HSD: ['P0102', 'C0605'],
  III: ['P0102'],
  INS: ['P1112'],
  LQ: ['C0102'],
  N1: ['R0203', 'P0304'],
  N4: ['E0207', 'C0605', 'C0704'],
  NM1: ['P0809', 'C1110', 'C1203'],
  PAT: ['P0506', 'P0708'],
  PER: ['P0304', 'P0506', 'P0708'],
  PRV: ['P0203'],
  PWK: ['P0506'],
  QTY: ['R0204', 'E0204'],
  REF: ['R0203'],
  SV1: ['P0304'],
  SV5: ['R0405', 'C0605'],
};

/** One syntax note. */
export interface SyntaxNote {
  readonly kind: 'P' | 'R' | 'E' | 'C' | 'L';
  readonly places: readonly number[];
}

/** The syntax notes of a segment. */
export function syntaxNotesOf(segment: string): readonly SyntaxNote[] {
  return (notesOf[segment] ?? []).map((note) => ({
    kind: note.charAt(0) as SyntaxNote['kind'],
    places: (note.slice(1).match(/\d\d/g) ?? []).map(Number),
  }));
}

/** Reports what a segment breaks of its syntax notes; `elements[0]` is its id. */
export function checkSyntax(notes: readonly SyntaxNote[], elements: readonly string[], context: ElementContext): void {
  for (const note of notes) if (!holds(note, elements)) report(note, elements, context);
}

/** Every segment asks: no more is done than to count. */
function holds({ kind, places }: SyntaxNote, elements: readonly string[]): boolean {
  let present = 0;
  for (const at of places) if (isThere(elements, at)) present += 1;
  switch (kind) {
    case 'P':
      return present === 0 || present === places.length;
    case 'R':
      return present > 0;
    case 'E':
      return present < 2;
    case 'C':
      return present === places.length || !isThere(elements, places[0] ?? 0);
    case 'L':
      return present > 1 || !isThere(elements, places[0] ?? 0);
  }
}

function report({ kind, places }: SyntaxNote, elements: readonly string[], context: ElementContext): void {
  const present = places.filter((at) => isThere(elements, at));
  const absent = places.filter((at) => !isThere(elements, at));
  context.element = (kind === 'E' ? present.at(-1) : absent[0]) ?? 0;
  if (kind === 'E') context.report('element.excluded', `may not stand beside element ${present[0]}`);
  else if (kind === 'P' || kind === 'C') {
    context.report('element.incomplete', `is required beside element ${present[0]}`);
  } else context.report('element.incomplete', `is required, or one of the elements ${absent.slice(1).join(', ')}`);
  context.element = 0;
}

function isThere(elements: readonly string[], at: number): boolean {
  const text = elements[at];
  return text !== undefined && text !== '';
}
