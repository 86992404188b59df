import type { Delimiters } from '../segments/delimiters.ts';
import type { Counted, LoopGrammar, SegmentGrammar } from '../grammar/grammar.ts';
import type { Segment } from '../segments/segment.ts';
import { keepUnexpected, type OpenLoop } from './open-loop.ts';
import { Rewriter } from './segment-text.ts';

/** What is remembered of an open loop. */
interface LoopMemory {
  /** Indexes of the members that occurred, in the order of the file. */
  readonly sequence: number[];
  /** The member whose list of any length began first; undefined before. */
  list: number | undefined;
  /** Whether the order of what is before that list is part of the value. */
  isOrdered: boolean;
  /** Number that the writer gives to its HL; 0 without one. */
  level: number;
  /** Its HL as received. */
  hl: readonly string[];
}

/** A segment that was read, and whether its value is part of the loop's value. */
export interface ReadSegment {
  readonly segment: Segment;
  readonly value: Record<string, unknown>;
  readonly isKept: boolean;
}

/**
 * Adds to the values of a set what is needed to write the same bytes again: `raw`, the elements of a segment that its
 * value does not give; `isElsewhere`, for a segment that was received within a later loop, where `unexpected` has it;
 * `order`, the names of members that were received in another order than the guide's.
 */
export class RawKeeper {
  readonly #rewriter: Rewriter;
  readonly #memories = new WeakMap<OpenLoop, LoopMemory>();
  #levels = 0;

  constructor(delimiters: Delimiters) {
    this.#rewriter = new Rewriter(delimiters);
  }

  /** Notes that a member occurs in an open loop. `all` lists the open loops. */
  occurs(all: readonly OpenLoop[], open: OpenLoop, index: number): void {
    if (open === all.at(-1)) this.#memory(open).sequence.push(index);
  }

  /** Notes that the first list of any length begins in a loop: what is before it is complete. */
  beginsList(open: OpenLoop): void {
    const memory = this.#memory(open);
    if (memory.list !== undefined) return;
    memory.isOrdered = keepOrder(open, memory.sequence.slice(0, -1));
    memory.list = memory.sequence.at(-1);
  }

  /** Whether a member is a loop before a list that has begun: what is before the list cannot be added to any more. */
  isComplete(open: OpenLoop, index: number): boolean {
    const { list } = this.#memory(open);
    return list !== undefined && index < list && open.grammar.list[index]?.member.of.kind === 'loop';
  }

  /** Keeps a segment as it is, after what came last in the innermost of the open loops; true: it has its place. */
  keepAside(all: readonly OpenLoop[], segment: Segment): true {
    const innermost = all.at(-1);
    if (innermost) keepUnexpected(innermost, segment, this.last(innermost) ?? -1);
    return true;
  }

  /** Compares a segment with its value, and keeps it beside the value if needed. */
  read(all: readonly OpenLoop[], open: OpenLoop, index: number, { segment, value, isKept }: ReadSegment): void {
    const { name = '', member } = open.grammar.list[index] ?? {};
    const innermost = all.at(-1);
    if (member?.of.kind !== 'segment' || !innermost) return;
    const grammar = member.of;
    // It was missing where it belongs.
    if (member.use === 'fixed') delete open.value[name];
    const numbers = this.#numbers(all, open, grammar, segment);
    const { elements } = segment;
    if (!isKept) open.value['omitted'] = true;
    else if (open !== innermost) {
      Object.assign(member.use === 'fixed' ? (open.value[name] = {}) : value, { raw: elements, isElsewhere: true });
      keepUnexpected(innermost, segment, this.last(innermost));
    } else if (!this.#rewriter.gives(elements, grammar, value, numbers)) keepRaw(open, name, value, elements);
  }

  /** Notes that a loop was opened although its first segment is missing. */
  lacksFirst(open: OpenLoop): void {
    const [first] = open.grammar.list;
    if (first?.member.first.id === 'HL') {
      this.#levels += 1;
      this.#memory(open).level = this.#levels;
    }
    if (first) keepRaw(open, first.name, open.value[first.name], []);
  }

  /** Completes the value of a loop. */
  closes(open: OpenLoop): void {
    const memory = this.#memories.get(open);
    if (!memory) return;
    const { level, counts } = open;
    for (const [index, { name, member }] of open.grammar.list.entries()) {
      if (member.use === 'fixed' && counts[index] === 0) keepRaw(open, name, open.value[name], []);
    }
    const [first] = open.grammar.list;
    const isWrong = level?.saysChildren !== undefined && level.saysChildren !== level.hasChildren;
    if (isWrong && first && numbersChildren(open.grammar)) keepRaw(open, first.name, open.value[first.name], memory.hl);
    if (!memory.isOrdered) keepOrder(open, memory.sequence);
  }

  /** The member of a loop that occurred last; undefined before the first. */
  last(open: OpenLoop): number | undefined {
    return this.#memory(open).sequence.at(-1);
  }

  /** The numbers that the writer gives to a segment. */
  #numbers(
    all: readonly OpenLoop[],
    open: OpenLoop,
    { counted }: SegmentGrammar,
    segment: Segment,
  ): (what: Counted) => string {
    const above = all.findLast((one) => one !== open && this.#memory(one).level > 0);
    const memory = this.#memory(open);
    if (counted.some(({ what }) => what === 'hl')) {
      if (memory.level === 0) this.#levels += 1;
      Object.assign(memory, { level: memory.level || this.#levels, hl: segment.elements });
    }
    return (what) => {
      switch (what) {
        case 'hl':
          return String(memory.level);
        case 'hl-parent':
          return above ? String(this.#memory(above).level) : '';
        case 'hl-child':
          return segment.element(4) === '1' ? '1' : '0';
        case 'lx':
          return String(open.ordinal);
      }
    };
  }

  #memory(open: OpenLoop): LoopMemory {
    const known = this.#memories.get(open);
    if (known) return known;
    const memory: LoopMemory = { sequence: [], list: undefined, isOrdered: false, level: 0, hl: [] };
    this.#memories.set(open, memory);
    return memory;
  }
}

/** Keeps the elements of a segment beside its value, or in place of one. */
function keepRaw(open: OpenLoop, name: string, value: unknown, raw: readonly string[]): void {
  const part = open.value[name] === undefined ? (open.value[name] = {}) : value;
  if (typeof part === 'object' && part !== null) Object.assign(part, { raw });
}

/** Keeps the order of members if it is not that of the guide; returns whether it was kept. */
function keepOrder({ value, grammar }: OpenLoop, sequence: readonly number[]): boolean {
  if (sequence.every((index, at) => at === 0 || index >= (sequence[at - 1] ?? 0))) return false;
  value['order'] = sequence.map((index) => grammar.list[index]?.name ?? '');
  return true;
}

function numbersChildren({ list }: LoopGrammar): boolean {
  return list[0]?.member.first.counted.some(({ what }) => what === 'hl-child') ?? false;
}
