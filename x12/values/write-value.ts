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
  type UnexpectedSegment,
  type ValueOf,
} from '../grammar/grammar.ts';
import { withElementName } from '../grammar/element-names.ts';
import { pathAt } from '../grammar/names.ts';
import { put, trimmed, writeElements } from '../grammar/write-fields.ts';

/** How to treat text that X12 cannot carry: refuse it with its place, or replace the characters. */
export type Characters = 'refuse' | 'clean';

/** Delimiters and options for writing, and the receiver of each segment's text without its terminator. */
export interface SegmentOutput {
  readonly delimiters: Delimiters;
  readonly characters: Characters;
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
/** Names that the reader adds to a loop and the writer ignores. */
const given = new Set(['position', 'segments', 'unexpected', 'laterUnexpected']);

class SetWriter implements WriteContext {
  readonly findings: Finding[] = [];
  readonly delimiters: Delimiters;
  readonly mayClean: boolean;
  element = 0;
  component = 0;
  repetition = 0;
  readonly #print: (segment: string) => void;
  #written = 0;
  readonly #path: string[] = [];
  #levels = 0;
  #loop = '';
  #grammar: SegmentGrammar | undefined;

  constructor({ delimiters, characters, print }: SegmentOutput) {
    this.delimiters = delimiters;
    this.mayClean = characters === 'clean';
    this.#print = print;
  }

  /** Reports a finding at the current element, segment or loop. */
  report(rule: Rule, message: string): void {
    if (this.findings.length >= findingsKept) return;
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
    for (const { name, member } of grammar.list) {
      const parts = value[name];
      if (parts === undefined && member.min === 0) continue;
      let count = 0;
      for (const part of partsOf(parts, member)) {
        this.#path.push(member.use === 'many' ? `${name}[${count}]` : name);
        count += 1;
        this.#member(member, part, value, grammar, { parent, index: member.of.kind === 'loop' ? count : level.index });
        this.#path.pop();
        this.#loop = grammar.name;
        if (member.of.kind === 'segment' && member.of.id === 'HL') parent = this.#levels;
        this.#unexpected(value['unexpected'], (one) => one.after === name && one.nth === count);
      }
      this.#checkCount(count, name, member);
    }
    this.#unexpected(value['laterUnexpected'], () => true);
    this.#loop = outer;
  }

  /** Writes segments that a reader kept without understanding them. */
  #unexpected(all: unknown, isHere: (one: Partial<UnexpectedSegment>) => boolean): void {
    if (!Array.isArray(all)) return;
    for (const one of all as readonly unknown[]) {
      if (!isValue(one) || !isHere(one)) continue;
      const { elements } = one;
      const { element, terminator } = this.delimiters;
      const isText = (text: unknown): text is string =>
        typeof text === 'string' && !text.includes(element) && !text.includes(terminator);
      if (Array.isArray(elements) && elements.length > 0 && elements.every(isText)) {
        this.#print(elements.join(element));
        this.#written += 1;
      } else this.report('element.characters', 'is not a raw segment without delimiters');
    }
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
    this.#reportUnknown(value, (name) => Object.hasOwn(grammar.fields, name));
    const elements: string[] = [grammar.id];
    for (const { at, codes, isComposite } of grammar.marks) {
      if (codes.length === 1 && codes[0] && !isComposite) put(elements, at, codes[0]);
    }
    for (const { at, what } of grammar.counted) put(elements, at, this.#counted(what, level, hasChildren));
    writeElements(grammar.fields, value, elements, this);
    this.#print(trimmed(elements).join(this.delimiters.element));
    this.#written += 1;
    this.#grammar = undefined;
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

/** The items given for a member, one after another. */
function partsOf(part: unknown, { use }: Member): Iterable<unknown> {
  if (use === 'fixed') return [{}];
  if (part === undefined || part === null) return [];
  return use === 'many' && isList(part) ? part : [part];
}

function isValue(one: unknown): one is Value {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

/** Whether a value is a list or another iterable. */
export function isList(value: unknown): value is Iterable<unknown> {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}
