import type { Finding, Rule, Trigger } from '../check/finding.ts';
import type { LoopGrammar, Member } from '../grammar/grammar.ts';
import type { OpenLoop } from '../values/open-loop.ts';
import type { ReadingState } from '../values/set-listener.ts';

/** A content rule for some loops, applied once such a loop is complete. */
export interface LoopRule {
  /** Names of the loops it applies to. */
  readonly loops: readonly string[];
  readonly look: (value: Readonly<Record<string, unknown>>, view: LoopView) => void;
}

/** Defines a rule for loops whose value has type V. */
export function rule<V>(loops: readonly string[], look: (value: V, view: LoopView) => void): LoopRule {
  return { loops, look: (value, view) => look(value as V, view) };
}

/** A place in a loop: one of its segments, and a position in it. */
export interface PlaceInLoop {
  /** Name of a member of the loop; an inner loop stands for its first segment. */
  readonly member: string;
  /** Which one of several, from 0. */
  readonly nth?: number;
  /** Within that inner loop: the names that lead to one of its segments. */
  readonly inside?: readonly string[];
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
}

/** A rule's view of its loop, and how it reports findings. */
export class LoopView {
  /** Totals over the whole set, by name. */
  readonly totals: Map<string, number>;
  readonly #open: readonly OpenLoop[];
  readonly #reader: ReadingState;
  /** Built on first use: a hostile loop may have very many segments, each with a fault. */
  #positions: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(open: readonly OpenLoop[], reader: ReadingState, totals: Map<string, number>) {
    this.#open = open;
    this.#reader = reader;
    this.totals = totals;
  }

  /** The value so far of an enclosing loop; undefined when there is none of that name. */
  outer<V>(loop: string): V | undefined {
    return this.#open.find(({ grammar }) => grammar.name === loop)?.value as V | undefined;
  }

  /** Number of occurrences of a member. */
  count(member: string): number {
    const open = this.#open.at(-1);
    return open?.counts[indexOf(open, member)] ?? 0;
  }

  /** Whether the loop has a segment, named with its qualifier as in "REF*G1". */
  has(segment: string): boolean {
    return this.count(this.memberFor(segment)) > 0;
  }

  /** The member of this loop that a segment name stands for; empty when the guide has none. */
  memberFor(segment: string): string {
    const [id = '', code = ''] = segment.split('*');
    const found = this.#open.at(-1)?.grammar.list.find(({ member: { first } }) => {
      const [mark] = first.marks;
      return first.id === id && (code === '' || (mark?.codes.includes(code) ?? false));
    });
    return found?.name ?? '';
  }

  /** Adds to a total. */
  add(name: string, amount: number): void {
    this.totals.set(name, (this.totals.get(name) ?? 0) + amount);
  }

  /** Reports a broken rule at a place of this loop; for a situational rule, with the place that makes it apply. */
  report(
    rule: Rule,
    place: PlaceInLoop,
    message: string,
    { severity = 'error', because }: { readonly severity?: Finding['severity']; readonly because?: PlaceInLoop } = {},
  ): void {
    const open = this.#open.at(-1);
    if (!open) return;
    const trigger = because && { trigger: this.#placeIn(open, because, false) };
    const isMissing = place.element === undefined && aboutMissing.has(rule);
    const repetition = place.repetition === undefined ? {} : { repetition: place.repetition };
    this.#reader.tell({ severity, rule, ...this.#placeIn(open, place, isMissing), ...repetition, message, ...trigger });
  }

  #placeIn(open: OpenLoop, place: PlaceInLoop, isMissing: boolean): Trigger {
    const { member, nth = 0, inside = [], element, component } = place;
    const index = indexOf(open, member);
    const told = open.grammar.list[index]?.member;
    const inner = placeInside({ grammar: open.grammar, member: told, part: partAt(open.value[member], nth) }, inside);
    const at = isMissing ? undefined : this.#positionOf(open, member, nth);
    return {
      segment: inner.member?.first.id ?? '',
      // The first segment of an inner loop belongs to that loop.
      loop: inner.member?.of.kind === 'loop' ? inner.member.of.name : inner.grammar.name,
      position: inner.position ?? at ?? this.#reader.missingAt(open, index),
      ...(element === undefined ? {} : { element }),
      ...(component === undefined ? {} : { component }),
    };
  }

  /** Undefined for an absent segment. */
  #positionOf({ grammar, value }: OpenLoop, member: string, nth: number): number | undefined {
    const part = partAt(value[member], nth);
    if (isObject(part) && 'position' in part) return Number(part['position']);
    const index = grammar.list.findIndex(({ name }) => name === member);
    this.#positions ??= positionsIn(this.#reader.places);
    return this.#positions.get(index)?.[nth];
  }
}

/** Rules about a segment that is not there; it is placed where it should stand. */
const aboutMissing: ReadonlySet<Rule> = new Set(['situation.required', 'payer.required', 'frequency.reference']);

interface Inside {
  readonly grammar: LoopGrammar;
  readonly member: Member | undefined;
  readonly part: unknown;
  readonly position?: number;
}

/** Follows names into a closed loop. Its segments stand in the guide's order, so positions follow from their number. */
function placeInside(from: Inside, names: readonly string[]): Inside {
  let found = from;
  for (const name of names) {
    const { member, part } = found;
    if (member?.of.kind !== 'loop' || !isObject(part)) return found;
    const index = member.of.list.findIndex((one) => one.name === name);
    const before = member.of.list.slice(0, index).reduce((sum, one) => sum + segmentsOf(part[one.name], one.member), 0);
    const position = Number(part['position']) + before;
    found = { grammar: member.of, member: member.of.list[index]?.member, part: part[name], position };
  }
  return found;
}

/** Number of segments of a member's value. */
function segmentsOf(value: unknown, { use, of }: Member): number {
  if (use === 'fixed') return 1;
  if (isList(value)) return of.kind === 'segment' ? value.length : value.reduce(addSegments, 0);
  if (!isObject(value)) return 0;
  return of.kind === 'segment' ? 1 : addSegments(0, value);
}

function addSegments(sum: number, loop: unknown): number {
  return sum + (isObject(loop) ? Number(loop['segments']) : 0);
}

function partAt(value: unknown, nth: number): unknown {
  return isList(value) ? value[nth] : value;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Positions of a loop's own segments, by member index. */
function positionsIn(places: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const positions = new Map<number, number[]>();
  for (let pair = 0; pair + 1 < places.length; pair += 2) {
    const [index = 0, position = 0] = [places[pair], places[pair + 1]];
    const known = positions.get(index);
    if (known) known.push(position);
    else positions.set(index, [position]);
  }
  return positions;
}

function indexOf({ grammar }: OpenLoop, member: string): number {
  return grammar.list.findIndex(({ name }) => name === member);
}
