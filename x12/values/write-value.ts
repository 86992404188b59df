import type { Delimiters } from '../segments/delimiters.ts';
import { type Finding, placeIn, type Rule } from '../check/finding.ts';
import type { WriteContext } from '../grammar/element.ts';
import type { Counted, LoopGrammar, Member, Members, SegmentGrammar, ValueOf } from '../grammar/grammar.ts';
import { pathAt } from '../grammar/names.ts';
import { put, trimmed, writeElements } from '../grammar/write-fields.ts';

/** How text is treated that X12 cannot carry: refused with its place, or changed until it can be carried. */
export type Characters = 'refuse' | 'clean';

/** How segments are written, and who takes them: each as text without its terminator. */
export interface SegmentOutput {
  readonly delimiters: Delimiters;
  readonly characters: Characters;
  readonly print: (segment: string) => void;
}

/**
 * Writes what stands between ST and SE by its grammar, segment by segment; what keeps the value from being written. A
 * list may be anything iterable, and is asked for one item at a time. Never throws, whatever the value: what does not
 * fit is refused with its place. Nothing is cut; nothing is replaced unless `characters` says so.
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

/** Where in the hierarchy a loop stands: the number of the level above, and its own place among its kind. */
interface Level {
  readonly parent: number;
  readonly index: number;
}

/** Findings kept of one value: past them it is hopeless. */
const findingsKept = 1_000;
/** What the reader gives with a loop, and the writer does not need. */
const given = new Set(['position', 'segments']);

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

  /** Tells of something that keeps the present element, segment or loop from being written. */
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
      message,
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
      }
      this.#checkCount(count, name, member);
    }
    this.#loop = outer;
  }

  #checkCount(count: number, name: string, { min, max, first }: Member): void {
    if (count >= min && count <= max) return;
    this.#grammar = first;
    this.#path.push(name);
    if (count < min) this.report('segment.missing', `${name} is required`);
    else this.report('segment.too-many', `stands more than ${max} times`);
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

  /** A name that the guide does not know is a slip of whoever made the value: what it says would be lost. */
  #reportUnknown(value: Value, isKnown: (name: string) => boolean): void {
    for (const name in value) {
      if (isKnown(name)) continue;
      this.#path.push(name);
      this.report('element.unknown', 'is no name that the guide knows here');
      this.#path.pop();
    }
  }
}

/** Whether a level of the hierarchy has another below it. */
function hasLowerLevel(grammar: LoopGrammar, value: Value): boolean {
  return grammar.list.some(({ name, member }) => {
    if (member.of.kind !== 'loop' || member.first.id !== 'HL') return false;
    const below = value[name];
    return Array.isArray(below) ? below.length > 0 : isList(below);
  });
}

/** What is given for a member, one after another. */
function partsOf(part: unknown, { use }: Member): Iterable<unknown> {
  if (use === 'fixed') return [{}];
  if (part === undefined || part === null) return [];
  return use === 'many' && isList(part) ? part : [part];
}

function isValue(one: unknown): one is Value {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

/** Whether a value is a list, or gives its items one at a time. */
export function isList(value: unknown): value is Iterable<unknown> {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}
