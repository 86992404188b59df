import type { Delimiters } from './delimiters.ts';
import type { Finding } from './finding.ts';
import { put, writeFields } from './grammar/element.ts';
import { trimmed } from './grammar/element-types.ts';
import {
  type Counted,
  type LoopGrammar,
  type Member,
  type Members,
  type SegmentGrammar,
  type ValueOf,
} from './grammar/grammar.ts';

/** Segments of a set as text without terminators, or what keeps the value from being written. */
export type WrittenValue =
  | { readonly kind: 'written'; readonly segments: readonly string[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/**
 * Writes what stands between ST and SE by its grammar. Nothing is cut or replaced: what does not fit is refused with
 * its place.
 */
export function writeValue<M extends Members>(
  grammar: LoopGrammar<M>,
  value: ValueOf<LoopGrammar<M>>,
  delimiters: Delimiters,
): WrittenValue {
  const writer = new ValueWriter(delimiters);
  writer.loop(grammar, value as Record<string, unknown>, { parent: 0, index: 1 });
  return writer.findings.length > 0
    ? { kind: 'refused', findings: writer.findings }
    : { kind: 'written', segments: writer.segments };
}

/** Where in the hierarchy a loop stands: the number of the level above, and its own place among its kind. */
interface Level {
  readonly parent: number;
  readonly index: number;
}

class ValueWriter {
  readonly segments: string[] = [];
  readonly findings: Finding[] = [];
  readonly #delimiters: Delimiters;
  #levels = 0;

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters;
  }

  loop(grammar: LoopGrammar, value: Readonly<Record<string, unknown>>, level: Level): void {
    let { parent } = level;
    for (const [name, member] of grammar.list) {
      const given = value[name];
      const parts = given === undefined ? [] : member.use === 'many' ? (given as readonly unknown[]) : [given];
      if (parts.length < member.min) this.#report('segment.missing', member.first.id, grammar, `${name} is required`);
      if (parts.length > member.max)
        this.#report('segment.too-many', member.first.id, grammar, `${name} stands more than ${member.max} times`);
      for (const [index, part] of parts.entries()) {
        this.#member(
          member,
          part as Readonly<Record<string, unknown>>,
          grammar,
          { parent, index: level.index },
          index + 1,
          value,
        );
        if (member.of.kind === 'segment' && member.of.id === 'HL') parent = this.#levels;
      }
    }
  }

  #member(
    member: Member,
    part: Readonly<Record<string, unknown>>,
    within: LoopGrammar,
    level: Level,
    index: number,
    siblings: Readonly<Record<string, unknown>>,
  ): void {
    if (member.of.kind === 'loop') return this.loop(member.of, part, { parent: level.parent, index });
    this.#segment(member.of, part, within, level, siblings);
  }

  #segment(
    grammar: SegmentGrammar,
    value: Readonly<Record<string, unknown>>,
    within: LoopGrammar,
    level: Level,
    siblings: Readonly<Record<string, unknown>>,
  ): void {
    const elements: string[] = [grammar.id];
    for (const [at, codes] of Object.entries(grammar.marks)) {
      if (codes.length === 1 && codes[0]) put(elements, Number(at), codes[0]);
    }
    for (const [at, what] of Object.entries(grammar.counted)) {
      put(elements, Number(at), this.#counted(what, level, hasLowerLevel(within, siblings)));
    }
    writeFields(grammar.fields, value, elements, {
      place: (element) => ({
        delimiters: this.#delimiters,
        report: (rule, message, component) => this.#report(rule, grammar.id, within, message, element, component),
      }),
    });
    this.segments.push(trimmed(elements).join(this.#delimiters.element));
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

  #report(
    rule: Finding['rule'],
    segment: string,
    within: LoopGrammar,
    message: string,
    element?: number,
    component?: number,
  ): void {
    this.findings.push({
      severity: 'error',
      rule,
      segment,
      loop: within.name,
      position: this.segments.length + 2,
      message,
      ...(element === undefined ? {} : { element }),
      ...(component === undefined ? {} : { component }),
    });
  }
}

/** Whether a level of the hierarchy has another below it. */
function hasLowerLevel(grammar: LoopGrammar, value: Readonly<Record<string, unknown>>): boolean {
  return grammar.list.some(
    ([name, member]) =>
      member.of.kind === 'loop' && member.first.id === 'HL' && Array.isArray(value[name]) && value[name].length > 0,
  );
}
