import type { Delimiters } from './delimiters.ts';
import { type Finding, placeIn, type Rule } from './finding.ts';
import type { WriteContext } from './grammar/element.ts';
import type { Counted, LoopGrammar, Member, Members, SegmentGrammar, ValueOf } from './grammar/grammar.ts';
import { pathAt } from './grammar/names.ts';
import { put, trimmed, writeElements } from './grammar/write-fields.ts';

/** Segments of a set as text without terminators, or what keeps the value from being written. */
export type WrittenValue =
  | { readonly kind: 'written'; readonly segments: readonly string[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** How text is treated that X12 cannot carry: refused with its place, or changed until it can be carried. */
export type Characters = 'refuse' | 'clean';

/**
 * Writes what stands between ST and SE by its grammar. Never throws, whatever the value: what does not fit is refused
 * with its place. Nothing is cut; nothing is replaced unless `characters` says so.
 */
export function writeValue<M extends Members>(
  grammar: LoopGrammar<M>,
  value: ValueOf<LoopGrammar<M>>,
  delimiters: Delimiters,
  characters: Characters = 'refuse',
): WrittenValue {
  const writer = new SetWriter(delimiters, characters === 'clean');
  writer.loop(grammar, value, { parent: 0, index: 1 });
  return writer.findings.length > 0
    ? { kind: 'refused', findings: writer.findings }
    : { kind: 'written', segments: writer.segments };
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
  readonly segments: string[] = [];
  readonly findings: Finding[] = [];
  readonly delimiters: Delimiters;
  readonly mayClean: boolean;
  element = 0;
  component = 0;
  repetition = 0;
  readonly #path: string[] = [];
  #levels = 0;
  #loop = '';
  #grammar: SegmentGrammar | undefined;

  constructor(delimiters: Delimiters, mayClean: boolean) {
    this.delimiters = delimiters;
    this.mayClean = mayClean;
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
      position: this.segments.length + 2,
      ...placeIn(this),
      path: [...this.#path, name].filter((part) => part !== '').join('.'),
      message,
    });
  }

  loop(grammar: LoopGrammar, value: Value, level: Level): void {
    const outer = this.#loop;
    this.#loop = grammar.name;
    this.#reportUnknown(value, (name) => Object.hasOwn(grammar.members, name) || given.has(name));
    let { parent } = level;
    for (const { name, member } of grammar.list) {
      const parts = this.#partsOf(value[name], name, member);
      for (const [index, part] of parts.entries()) {
        this.#path.push(member.use === 'many' ? `${name}[${index}]` : name);
        this.#member(member, part, value, grammar, {
          parent,
          index: member.of.kind === 'loop' ? index + 1 : level.index,
        });
        this.#path.pop();
        this.#loop = grammar.name;
        if (member.of.kind === 'segment' && member.of.id === 'HL') parent = this.#levels;
      }
    }
    this.#loop = outer;
  }

  /** What is given for a member, as a list of values of the right kind. */
  #partsOf(part: unknown, name: string, { use, min, max, first }: Member): readonly Value[] {
    if (use === 'fixed') return [{}];
    const parts = part === undefined || part === null ? [] : use === 'many' && Array.isArray(part) ? part : [part];
    this.#grammar = first;
    const isOf = (one: unknown): one is Value => typeof one === 'object' && one !== null && !Array.isArray(one);
    this.#path.push(name);
    if (parts.length < min) this.report('segment.missing', `${name} is required`);
    if (parts.length > max) this.report('segment.too-many', `stands more than ${max} times`);
    if (!parts.every(isOf)) this.report('element.type', 'is not an object, or not a list of objects');
    this.#path.pop();
    return parts.filter(isOf);
  }

  #member(member: Member, part: Value, siblings: Value, within: LoopGrammar, level: Level): void {
    if (member.of.kind === 'loop') this.loop(member.of, part, level);
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
    this.segments.push(trimmed(elements).join(this.delimiters.element));
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
    const below = value[name];
    return member.of.kind === 'loop' && member.first.id === 'HL' && Array.isArray(below) && below.length > 0;
  });
}
