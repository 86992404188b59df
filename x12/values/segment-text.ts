import type { Rule } from '../check/finding.ts';
import type { ReadContext, WriteContext } from '../grammar/element.ts';
import type { Counted, SegmentGrammar } from '../grammar/grammar.ts';
import { readElements } from '../grammar/read-fields.ts';
import { put, trimmed, writeElements } from '../grammar/write-fields.ts';
import type { Delimiters } from '../segments/delimiters.ts';
import { segmentOf } from '../segments/segment.ts';

type Value = Readonly<Record<string, unknown>>;

/** The elements of a segment: its id, constant codes, numbers that `counted` gives, and fields. */
export function elementsOf(
  grammar: SegmentGrammar,
  value: Value,
  counted: (what: Counted) => string,
  context: WriteContext,
): readonly string[] {
  const elements: string[] = [grammar.id];
  for (const { at, codes, isComposite } of grammar.marks) {
    if (codes.length === 1 && codes[0] && !isComposite) put(elements, at, codes[0]);
  }
  for (const { at, what } of grammar.counted) put(elements, at, counted(what));
  writeElements(grammar.fields, value, elements, context);
  return trimmed(elements);
}

/** Rules that a value may break and still be written without a loss. */
const lossless: ReadonlySet<Rule> = new Set<Rule>([
  ...(['segment.missing', 'segment.too-many', 'loop.too-many', 'element.missing', 'element.incomplete'] as const),
  ...(['element.too-short', 'element.too-long', 'element.code'] as const),
]);

/** Whether a value that breaks a rule is written without a loss. */
export function isLossless(rule: Rule): boolean {
  return lossless.has(rule);
}

/** Writes segments from their values to compare them with what was read. */
export class Rewriter implements WriteContext {
  readonly delimiters: Delimiters;
  readonly mayClean = false;
  element = 0;
  component = 0;
  repetition = 0;
  #isLossless = true;

  constructor(delimiters: Delimiters) {
    this.delimiters = delimiters;
  }

  report(rule: Rule): void {
    this.#isLossless &&= isLossless(rule);
  }

  /**
   * Whether a segment written from its value is the same as the elements that were read, apart from the form of numbers
   * and empty parts at the end.
   */
  gives(
    elements: readonly string[],
    grammar: SegmentGrammar,
    value: Value,
    counted: (what: Counted) => string = () => '',
  ): boolean {
    this.#isLossless = true;
    const made = elementsOf(grammar, value, counted, this);
    return this.#isLossless && areSame(trimmed(elements), made, this.delimiters);
  }
}

function areSame(found: readonly string[], made: readonly string[], { component, repetition }: Delimiters): boolean {
  if (found.length !== made.length) return false;
  const parts = (text: string, by: string | undefined): readonly string[] => (by ? text.split(by) : [text]);
  const isSamePart = (one: string, other: string | undefined): boolean =>
    one === other || (other !== undefined && isSameNumber(one, other));
  const isSameComposite = (one: string, other: string | undefined): boolean => {
    const [some, others] = [trimmed(parts(one, component)), trimmed(parts(other ?? '', component))];
    return some.length === others.length && some.every((part, at) => isSamePart(part, others[at]));
  };
  return found.every((text, at) => {
    const other = made[at] ?? '';
    if (text === other) return true;
    const [some, others] = [parts(text, repetition), parts(other, repetition)];
    return some.length === others.length && some.every((one, nth) => isSameComposite(one, others[nth]));
  });
}

/** Digits that a number holds exactly. */
const exactDigits = 15;

/** Whether two texts are one number in two forms: "125.50" and "125.5". */
function isSameNumber(one: string, other: string): boolean {
  const isNumber = (text: string): boolean =>
    /^-?\d*\.?\d*$/.test(text) && /\d/.test(text) && text.replace(/\D|^-?0+/g, '').length <= exactDigits;
  return isNumber(one) && isNumber(other) && Number(one) === Number(other);
}

/** Whether a value is a list of the elements of one segment, without delimiters. */
export function isRawSegment(raw: unknown, { element, terminator }: Delimiters): raw is readonly string[] {
  const isText = (text: unknown): boolean =>
    typeof text === 'string' &&
    !text.includes(element) &&
    !text.includes(terminator) &&
    // One byte per character.
    !/[^\0-\xff]/.test(text);
  return Array.isArray(raw) && raw.length > 0 && raw.every(isText);
}

/** The fields of a segment given as elements, as far as they can be read. */
export function fieldsOf(grammar: SegmentGrammar, elements: readonly string[], delimiters: Delimiters): Value {
  const segment = segmentOf(elements);
  const context: ReadContext = {
    ...{ delimiters, piece: segment.piece, parts: [], element: 0, component: 0, repetition: 0 },
    report: () => undefined,
    lack: () => undefined,
  };
  return readElements(grammar.plan, segment, context);
}

/** Whether two values are the same; an absent field is the same as an empty one. */
export function areEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return (one ?? '') === (other ?? '');
  const [some, others] = [one as Value, other as Value];
  return [...new Set([...Object.keys(some), ...Object.keys(others)])].every((name) =>
    areEqual(some[name], others[name]),
  );
}
