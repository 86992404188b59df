import type { Delimiters } from '../segments/delimiters.ts';
import { type Finding, placeIn, type Rule } from '../check/finding.ts';
import type { WriteContext } from '../grammar/element.ts';
import {
  type Counted,
  type LoopGrammar,
  type Member,
  type Members,
  type SegmentGrammar,
  segmentName,
  type ValueOf,
} from '../grammar/grammar.ts';
import { withElementName } from '../grammar/element-names.ts';
import { pathAt } from '../grammar/names.ts';
import { areEqual, elementsOf, fieldsOf, isLossless, isRawSegment } from './segment-text.ts';
import { isList, turnsOf } from './turns.ts';
import { UnexpectedSegments } from './unexpected-segments.ts';

/** How to treat text that X12 cannot carry: refuse it with its place, or replace the characters. */
export type Characters = 'refuse' | 'clean';

/** Delimiters and options for writing, and the receiver of each segment's text without its terminator. */
export interface SegmentOutput {
  readonly delimiters: Delimiters;
  readonly characters: Characters;
  /** Whether a value that its guide does not allow is written too, as long as nothing is lost. */
  readonly isUnchecked?: boolean;
  readonly print: (segment: string) => void;
}

/**
 * Writes the segments between ST and SE from a value by its grammar; returns what prevents writing. A list may be any
 * iterable and is read one item at a time. Never throws, whatever the value: anything unsuitable is a finding with its
 * path. Nothing is truncated, and nothing is replaced unless `characters` says so.
 */
export function writeValue<M extends Members>(
  grammar: LoopGrammar<M>,
  value: ValueOf<LoopGrammar<M>>,
  output: SegmentOutput,
): readonly Finding[] {
  const writer = new SetWriter(output);
  writer.loop(grammar, value, { parent: 0, index: 1 });
  return writer.findings;
}

type Value = Readonly<Record<string, unknown>>;

/** Position of a loop in the hierarchy: the number of its parent level, and its own ordinal among its kind. */
interface Level {
  readonly parent: number;
  readonly index: number;
}

/** Findings kept for one value. Stop here. */
const findingsKept = 1_000;
/** Names that the reader adds to a loop and to a segment. */
const given = new Set(['position', 'segments', 'unexpected', 'laterUnexpected', 'order', 'more']);
const givenInSegment = new Set(['raw', 'isElsewhere']);

class SetWriter implements WriteContext {
  readonly findings: Finding[] = [];
  readonly delimiters: Delimiters;
  readonly mayClean: boolean;
  element = 0;
  component = 0;
  repetition = 0;
  readonly #print: (segment: string) => void;
  readonly #isUnchecked: boolean;
  #written = 0;
  readonly #path: string[] = [];
  #levels = 0;
  #loop = '';
  #grammar: SegmentGrammar | undefined;

  constructor({ delimiters, characters, isUnchecked = false, print }: SegmentOutput) {
    this.delimiters = delimiters;
    this.mayClean = characters === 'clean';
    this.#isUnchecked = isUnchecked;
    this.#print = print;
  }

  /** Reports a finding at the current element, segment or loop. */
  report(rule: Rule, message: string): void {
    if (this.findings.length >= findingsKept || (this.#isUnchecked && isLossless(rule))) return;
    const name = this.#grammar && this.element > 0 ? pathAt(this.#grammar.fields, this.element, this.component) : '';
    this.findings.push({
      severity: 'error',
      rule,
      segment: this.#grammar?.id ?? '',
      loop: this.#loop,
      position: this.#written + 2,
      ...placeIn(this),
      path: [...this.#path, name].filter((part) => part !== '').join('.'),
      message: withElementName(message, rule, this.#grammar?.id ?? '', this),
    });
  }

  loop(grammar: LoopGrammar, value: Value, level: Level): void {
    const outer = this.#loop;
    this.#loop = grammar.name;
    this.#grammar = grammar.list[0]?.member.first;
    this.#reportUnknown(value, (name) => Object.hasOwn(grammar.members, name) || given.has(name));
    let { parent } = level;
    const unexpected = new UnexpectedSegments(value);
    for (const one of unexpected.before()) this.#rawSegment(one);
    const counts = new Map<string, number>();
    for (const { name, member, part } of turnsOf(grammar, value)) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      this.#path.push(member.use === 'many' ? `${name}[${count - 1}]` : name);
      this.#member(member, part, value, grammar, { parent, index: member.of.kind === 'loop' ? count : level.index });
      this.#path.pop();
      this.#loop = grammar.name;
      if (member.of.kind === 'segment' && member.of.id === 'HL') parent = this.#levels;
      for (const one of unexpected.after(name, count)) this.#rawSegment(one);
    }
    for (const { name, member } of grammar.list) this.#checkCount(counts.get(name) ?? 0, name, member);
    for (const one of unexpected.left()) this.#rawSegment(one);
    this.#loop = outer;
  }

  /** Writes a segment as a reader kept it. */
  #rawSegment(raw: unknown): void {
    if (!isRawSegment(raw, this.delimiters))
      return this.report('element.characters', 'is not a raw segment without delimiters');
    this.#print(raw.join(this.delimiters.element));
    this.#written += 1;
  }

  #checkCount(count: number, name: string, { min, max, first }: Member): void {
    if (count >= min && count <= max) return;
    this.#grammar = first;
    this.#path.push(name);
    if (count < min) this.report('segment.missing', `${segmentName(first)} is required`);
    else this.report('segment.too-many', `occurs more than ${max} times`);
    this.#path.pop();
    this.#grammar = undefined;
  }

  #member(member: Member, part: unknown, siblings: Value, within: LoopGrammar, level: Level): void {
    if (!isValue(part)) {
      this.#grammar = member.first;
      this.report('element.type', 'is not an object, or not a list of objects');
      this.#grammar = undefined;
    } else if (member.of.kind === 'loop') this.loop(member.of, part, level);
    else this.#segment(member.of, part, level, hasLowerLevel(within, siblings));
  }

  #segment(grammar: SegmentGrammar, value: Value, level: Level, hasChildren: boolean): void {
    this.#grammar = grammar;
    this.#reportUnknown(value, (name) => Object.hasOwn(grammar.fields, name) || givenInSegment.has(name));
    // What was missing is supplied, unless the file is to be written as it was.
    const isSupplied = isEmptyList(value['raw']) && !this.#isUnchecked;
    if (value['raw'] !== undefined && !isSupplied) this.#keptSegment(grammar, value);
    else {
      const counted = (what: Counted): string => this.#counted(what, level, hasChildren);
      this.#print(elementsOf(grammar, value, counted, this).join(this.delimiters.element));
      this.#written += 1;
    }
    this.#grammar = undefined;
  }

  /** Writes a segment as it was received. Fields that were changed since would be lost. */
  #keptSegment(grammar: SegmentGrammar, { raw, isElsewhere, ...fields }: Value): void {
    if (grammar.counted.some(({ what }) => what === 'hl')) this.#levels += 1;
    if (isEmptyList(raw)) return;
    if (isRawSegment(raw, this.delimiters) && !areEqual(fieldsOf(grammar, raw, this.delimiters), fields))
      this.report('element.unknown', 'differs from its `raw` elements: remove `raw` to write the fields');
    else if (isElsewhere !== true) this.#rawSegment(raw);
  }

  #counted(what: Counted, { parent, index }: Level, hasChildren: boolean): string {
    switch (what) {
      case 'hl':
        this.#levels += 1;
        return String(this.#levels);
      case 'hl-parent':
        return parent > 0 ? String(parent) : '';
      case 'hl-child':
        return hasChildren ? '1' : '0';
      case 'lx':
        return String(index);
    }
  }

  /** A name that the guide does not define is a mistake in the value: its content would be lost. */
  #reportUnknown(value: Value, isKnown: (name: string) => boolean): void {
    for (const name in value) {
      if (isKnown(name)) continue;
      this.#path.push(name);
      this.report('element.unknown', 'is not a name that the guide defines here');
      this.#path.pop();
    }
  }
}

/** Whether a level of the hierarchy has a level below it. */
function hasLowerLevel(grammar: LoopGrammar, value: Value): boolean {
  return grammar.list.some(({ name, member }) => {
    if (member.of.kind !== 'loop' || member.first.id !== 'HL') return false;
    const below = value[name];
    return Array.isArray(below) ? below.length > 0 : isList(below);
  });
}

function isEmptyList(one: unknown): boolean {
  return Array.isArray(one) && one.length === 0;
}

function isValue(one: unknown): one is Value {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
