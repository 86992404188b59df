import type { Delimiters } from '../segments/delimiters.ts';
import type { Shape } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import { namedAt } from '../grammar/names.ts';
import type { Segment } from '../segments/segment.ts';
import { meaningOf } from './meanings.ts';

/** One segment as a line for people: "CLP claim: patientControlNumber V88121A7K2, chargeCents $215.00, ...". */
export function lineOf(
  segment: Segment,
  grammar: SegmentGrammar | undefined,
  member: string,
  delimiters: Delimiters,
): string {
  const { id, elements } = segment;
  const parts = elements.slice(1).flatMap((text, index) => elementOf(id, index + 1, text, grammar, delimiters));
  return `${id.padEnd(3)} ${member}${member ? ': ' : ' '}${parts.join(', ')}`;
}

function elementOf(
  id: string,
  at: number,
  text: string,
  grammar: SegmentGrammar | undefined,
  delimiters: Delimiters,
): readonly string[] {
  if (text === '') return [];
  const place = `${id}${String(at).padStart(2, '0')}`;
  const named = grammar && namedAt(grammar.fields, at);
  if (!named) return [grammar ? withMeaning(place, text) : `${String(at).padStart(2, '0')} ${text}`];
  const shape = named.shape.type === 'repeated' ? named.shape.of : named.shape;
  if (shape.type !== 'composite') return [`${named.name} ${valueOf(place, named.name, text, shape)}`];
  const parts = text.split(delimiters.component).flatMap((part, index) => {
    const inner = namedAt(shape.fields, index + 1);
    const within = `${place}-${index + 1}`;
    if (part === '') return [];
    return [inner ? `${inner.name} ${valueOf(within, inner.name, part, inner.shape)}` : withMeaning(within, part)];
  });
  return [`${named.name} (${parts.join(', ')})`];
}

function valueOf(place: string, name: string, text: string, shape: Shape): string {
  if (shape.type === 'R' && name.endsWith('Cents')) return dollars(text);
  if (shape.type === 'DT' || shape.type === 'moment') return day(text);
  return withMeaning(place, text);
}

function withMeaning(place: string, code: string): string {
  const meaning = meaningOf(place, code);
  return meaning ? `${code} (${meaning})` : code;
}

/** A date, period or date with time in readable form; anything else unchanged. */
function day(text: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:-(\d{4})(\d\d)(\d\d)|(\d\d)(\d\d))?$/.exec(text);
  if (!match) return text;
  const [year, month, ofMonth, ...rest] = match.slice(1);
  const first = `${year}-${month}-${ofMonth}`;
  const [toYear, toMonth, toDay, hour, minute] = rest;
  if (toYear) return `${first} to ${toYear}-${toMonth}-${toDay}`;
  return hour ? `${first} ${hour}:${minute}` : first;
}

/** An amount in dollars; anything else unchanged. */
function dollars(text: string): string {
  const match = /^(-?)(\d*)(?:\.(\d{0,2}))?$/.exec(text);
  if (!match || text === '') return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const grouped = (whole || '0').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${sign}$${grouped}.${fraction.padEnd(2, '0')}`;
}
