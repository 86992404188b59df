import type { Finding, Rule, Trigger } from '../check/finding.ts';
import type { OpenLoop } from '../values/open-loop.ts';
import type { SetReader } from '../values/set-reader.ts';

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
  readonly element?: number;
  readonly component?: number;
}

/** A rule's view of its loop, and how it reports findings. */
export class LoopView {
  /** Totals over the whole set, by name. */
  readonly totals: Map<string, number>;
  readonly #open: readonly OpenLoop[];
  readonly #reader: SetReader;
  /** Built on first use: a hostile loop may have very many segments, each with a fault. */
  #positions: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(open: readonly OpenLoop[], reader: SetReader, totals: Map<string, number>) {
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
    const trigger = because && { trigger: this.#placeIn(open, because) };
    this.#reader.tell({ severity, rule, ...this.#placeIn(open, place), message, ...trigger });
  }

  #placeIn(open: OpenLoop, { member, nth = 0, element, component }: PlaceInLoop): Trigger {
    const told = open.grammar.list[indexOf(open, member)]?.member;
    return {
      segment: told?.first.id ?? '',
      // The first segment of an inner loop belongs to that loop.
      loop: told?.of.kind === 'loop' ? told.of.name : open.grammar.name,
      position: this.#positionOf(open, member, nth) ?? this.#reader.position,
      ...(element === undefined ? {} : { element }),
      ...(component === undefined ? {} : { component }),
    };
  }

  /** Undefined for an absent segment, which is then reported after the loop's last one. */
  #positionOf({ grammar, value }: OpenLoop, member: string, nth: number): number | undefined {
    const within = value[member];
    const part: unknown = Array.isArray(within) ? within[nth] : within;
    if (typeof part === 'object' && part !== null && 'position' in part) return Number(part.position);
    const index = grammar.list.findIndex(({ name }) => name === member);
    this.#positions ??= positionsIn(this.#reader.places);
    return this.#positions.get(index)?.[nth];
  }
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
