import type { Delimiters } from './delimiters.ts';
import type { TransactionSet } from './envelope/interchange.ts';
import { type Finding, type Rule, severityOf } from './finding.ts';
import { readFields } from './grammar/element.ts';
import {
  type LoopGrammar,
  matches,
  type Member,
  type Members,
  type SegmentGrammar,
  type ValueOf,
} from './grammar/grammar.ts';
import type { Segment } from './segment.ts';

/** A set's value, with everything found on the way; faulty when a fault is an error. */
export type ReadValue<V> =
  | { readonly kind: 'read'; readonly value: V; readonly findings: readonly Finding[] }
  | { readonly kind: 'faulty'; readonly findings: readonly Finding[] };

/** Findings kept of one set: past them the set is hopeless. */
const findingsKept = 1_000;

/**
 * Reads what stands between ST and SE by its grammar. Never throws on any segments: what does not fit is a finding
 * with its place.
 */
export function readValue<M extends Members>(
  grammar: LoopGrammar<M>,
  set: TransactionSet,
): ReadValue<ValueOf<LoopGrammar<M>>> {
  if (set.set !== grammar.name) return { kind: 'faulty', findings: [...set.findings, ofAnotherKind] };
  const reader = new ValueReader(set.segments.slice(1, -1), set.delimiters);
  const value = reader.loop(grammar, []) as ValueOf<LoopGrammar<M>>;
  const findings = [...set.findings, ...reader.findings];
  return findings.some(({ severity }) => severity === 'error')
    ? { kind: 'faulty', findings }
    : { kind: 'read', value, findings };
}

/** Where in its guide a segment of a set belongs. */
export interface Placed {
  readonly loop: string;
  readonly grammar: SegmentGrammar;
}

/** The place of each segment by its index in the set; none for what is not expected where it stands. */
export function placesIn(grammar: LoopGrammar, set: TransactionSet): ReadonlyMap<number, Placed> {
  const placed = new Map<number, Placed>();
  new ValueReader(set.segments.slice(1, -1), set.delimiters, placed).loop(grammar, []);
  return placed;
}

const ofAnotherKind: Finding = {
  severity: 'error',
  rule: 'set.unsupported',
  segment: 'ST',
  position: 1,
  element: 1,
  message: 'names another transaction set than the one that is read',
};

/** Where a loop stands: which of its members came how often, and how far in the guide's order it is. */
interface OpenLoop {
  readonly members: readonly (readonly [string, Member])[];
  readonly counts: number[];
  order: number;
}

class ValueReader {
  readonly findings: Finding[] = [];
  readonly #segments: readonly Segment[];
  readonly #delimiters: Delimiters;
  readonly #placed: Map<number, Placed> | undefined;
  #at = 0;

  constructor(segments: readonly Segment[], delimiters: Delimiters, placed?: Map<number, Placed>) {
    this.#placed = placed;
    this.#segments = segments;
    this.#delimiters = delimiters;
  }

  loop(grammar: LoopGrammar, ancestors: readonly OpenLoop[]): Record<string, unknown> {
    const members = grammar.list;
    const open: OpenLoop = { members, counts: new Array<number>(members.length).fill(0), order: 0 };
    const value: Record<string, unknown> = { position: this.#at + 2 };
    for (let segment = this.#segments[this.#at]; segment; segment = this.#segments[this.#at]) {
      const index = this.#memberFor(open, segment);
      const found = members[index];
      if (found) this.#take(found, index, open, value, grammar, ancestors);
      else if (ancestors.some((outer) => this.#memberFor(outer, segment) >= 0)) break;
      else this.#skip(segment, grammar);
    }
    this.#reportMissing(grammar, open);
    return value;
  }

  /** The member that a segment belongs to: the next in order that has room, else an earlier one that has. */
  #memberFor(open: OpenLoop, segment: Segment): number {
    let earlier = -1;
    for (let index = 0; index < open.members.length; index += 1) {
      const member = open.members[index]?.[1];
      if (member?.first.id !== segment.id || !matches(member.first, segment.elements, this.#delimiters.component))
        continue;
      if ((open.counts[index] ?? 0) >= member.max) continue;
      // Only its first segment opens a loop: the second of its kind belongs to the next one.
      if (index >= open.order) return index;
      earlier = index;
    }
    return earlier;
  }

  #take(
    [name, member]: readonly [string, Member],
    index: number,
    open: OpenLoop,
    value: Record<string, unknown>,
    grammar: LoopGrammar,
    ancestors: readonly OpenLoop[],
  ): void {
    const segment = this.#segments[this.#at];
    if (index < open.order && !this.#mayStandBefore(open, index)) {
      this.#report('segment.order', segment?.id ?? '', grammar.name, 'stands after segments that it must precede');
    }
    open.counts[index] = (open.counts[index] ?? 0) + 1;
    open.order = Math.max(open.order, index);
    const part =
      member.of.kind === 'loop' ? this.loop(member.of, [...ancestors, open]) : this.#segment(member.of, grammar);
    if (member.use !== 'many') value[name] = part;
    else if (Array.isArray(value[name])) value[name].push(part);
    else value[name] = [part];
  }

  /** Segments of one id that follow each other in the guide may come in any order. */
  #mayStandBefore(open: OpenLoop, index: number): boolean {
    const idOf = (at: number): string | undefined => {
      const member = open.members[at]?.[1];
      return member && member.first.id;
    };
    for (let at = index; at <= open.order; at += 1) if (idOf(at) !== idOf(index)) return false;
    return true;
  }

  #segment(grammar: SegmentGrammar, within: LoopGrammar): Record<string, unknown> {
    const { elements } = this.#segments[this.#at] ?? { elements: [] };
    const place = (
      element: number,
    ): { delimiters: Delimiters; report(rule: Rule, message: string, component?: number): void } => ({
      delimiters: this.#delimiters,
      report: (rule, message, component) => this.#report(rule, grammar.id, within.name, message, element, component),
    });
    const value = readFields(grammar.fields, elements, { place });
    this.#reportUnused(grammar, elements, within);
    this.#placed?.set(this.#at + 1, { loop: within.name, grammar });
    this.#at += 1;
    return value;
  }

  #reportUnused(grammar: SegmentGrammar, elements: readonly string[], within: LoopGrammar): void {
    const known = placesOf(grammar);
    for (let at = 1; at < elements.length; at += 1) {
      if (elements[at] !== '' && !known.has(at)) {
        this.#report('element.not-used', grammar.id, within.name, 'is not used in this place', at);
      }
    }
  }

  #skip(segment: Segment, grammar: LoopGrammar): void {
    this.#report('segment.unexpected', segment.id, grammar.name, 'is not expected here');
    this.#at += 1;
  }

  #reportMissing(grammar: LoopGrammar, open: OpenLoop): void {
    for (const [index, [name, member]] of open.members.entries()) {
      if ((open.counts[index] ?? 0) < member.min) {
        this.#report('segment.missing', member.first.id, grammar.name, `${name} is required`);
      }
    }
  }

  #report(rule: Rule, segment: string, loopName: string, message: string, element?: number, component?: number): void {
    if (this.findings.length >= findingsKept) return;
    this.findings.push({
      severity: severityOf(rule),
      rule,
      segment,
      loop: loopName,
      position: this.#at + 2,
      message,
      ...(element === undefined ? {} : { element }),
      ...(component === undefined ? {} : { component }),
    });
  }
}

const places = new WeakMap<SegmentGrammar, ReadonlySet<number>>();

function placesOf(grammar: SegmentGrammar): ReadonlySet<number> {
  let known = places.get(grammar);
  if (!known) {
    known = new Set([
      ...Object.values(grammar.fields).map(({ at }) => at),
      ...Object.keys(grammar.marks).map(Number),
      ...Object.keys(grammar.counted).map(Number),
    ]);
    places.set(grammar, known);
  }
  return known;
}
