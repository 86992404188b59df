import type { ElementContext } from './element.ts';

/**
 * Relations between the elements of a segment, in the notation of the standard: P all or none, R at least one, E at
 * most one, C the first requires the others, L the first requires one of the others. @source X12 005010 segment
 * directory, syntax notes
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
  III: ['P0102', 'L030405'],
  INS: ['P1112'],
  LQ: ['C0102'],
  MPI: ['P0607'],
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
  SV5: ['R0405', 'C0604'],
};

/** One syntax note of a segment. */
export interface SyntaxNote {
  readonly segment: string;
  readonly kind: 'P' | 'R' | 'E' | 'C' | 'L';
  readonly places: readonly number[];
  /** Bit of the first place, and bits of all of them. */
  readonly first: number;
  readonly all: number;
}

/** The bit of a place in a bit set of non-empty places; 0 past the thirtieth. */
export function bitOf(at: number): number {
  return at <= 30 ? 1 << at : 0;
}

/** The bits of several places. */
export function bitsOf(places: readonly number[]): number {
  return places.reduce((bits, at) => bits | bitOf(at), 0);
}

/** The syntax notes of a segment. */
export function syntaxNotesOf(segment: string): readonly SyntaxNote[] {
  return (notesOf[segment] ?? []).map((note) => {
    const places = (note.slice(1).match(/\d\d/g) ?? []).map(Number);
    const kind = note.charAt(0) as SyntaxNote['kind'];
    return { segment, kind, places, first: bitOf(places[0] ?? 0), all: bitsOf(places) };
  });
}

/** Whether a note holds for a segment whose non-empty places have those bits. */
export function holds({ kind, first, all }: SyntaxNote, present: number): boolean {
  const found = present & all;
  switch (kind) {
    case 'P':
      return found === 0 || found === all;
    case 'R':
      return found !== 0;
    case 'E':
      return (found & (found - 1)) === 0;
    case 'C':
      return (found & first) === 0 || found === all;
    case 'L':
      return (found & first) === 0 || found !== first;
  }
}

/** Reports a note that does not hold. */
export function reportNote({ segment, kind, places }: SyntaxNote, present: number, context: ElementContext): void {
  const there = places.filter((at) => (present & bitOf(at)) !== 0);
  const absent = places.filter((at) => (present & bitOf(at)) === 0);
  const name = (at: number | undefined): string => `${segment}${String(at).padStart(2, '0')}`;
  context.element = (kind === 'E' ? there.at(-1) : absent[0]) ?? 0;
  if (kind === 'E') context.report('element.excluded', `is not allowed together with ${name(there[0])}`);
  else if (kind === 'P' || kind === 'C') {
    context.report('element.incomplete', `is required together with ${name(there[0])}`);
  } else context.report('element.incomplete', `is required, or ${absent.slice(1).map(name).join(' or ')}`);
  context.element = 0;
}
