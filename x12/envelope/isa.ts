import { type Delimiters, usualDelimiters } from '../segments/delimiters.ts';
import { elementsOf, fieldsOf, Rewriter } from '../values/segment-text.ts';
import { interchangeHeader, receivedHeader } from './envelope-segments.ts';

type Value = Readonly<Record<string, unknown>>;

/** The elements of ISA in their fixed widths, the year without its century. */
export function paddedHeader(
  isa: readonly string[],
  asks: boolean,
  { repetition, component }: Delimiters,
): readonly string[] {
  const at = (index: number, width: number): string => (isa[index] ?? '').padEnd(width);
  const parties = [at(5, 2), at(6, 15), at(7, 2), at(8, 15)];
  const moment = [at(9, 8).slice(2), at(10, 4)];
  return [
    'ISA',
    ...[isa[1] || '00', at(2, 10), isa[3] || '00', at(4, 10)],
    ...parties,
    ...moment,
    repetition ?? 'U',
    '00501',
    nineDigits(isa),
    asks ? '1' : '0',
    at(15, 1),
    component,
  ];
}

/** ISA13, repeated by IEA02. */
export function nineDigits(isa: readonly string[]): string {
  return (isa[13] ?? '').padStart(9, '0');
}

/** Whether a received ISA is written again from its fields. */
export function isWrittenAgain(
  fields: Value & { readonly asksAcknowledgment: boolean; readonly delimiters: Delimiters },
  isa: readonly string[],
): boolean {
  const made = elementsOf(interchangeHeader, fields, () => '', new Rewriter(usualDelimiters));
  const padded = paddedHeader(made, fields.asksAcknowledgment, fields.delimiters);
  return padded.length === isa.length && padded.every((text, at) => text === isa[at]);
}

/** The fields of a received ISA, as far as they can be read. */
export function receivedInterchange(raw: readonly string[]): Value {
  const trimmed = raw.map((text) => text.trim());
  // ISA09 has no century, which the grammar requires.
  trimmed[9] = `20${trimmed[9] ?? ''}`;
  const {
    asksAcknowledgment,
    version: _version,
    repetitionSeparator: _repetition,
    componentSeparator: _component,
    ...fields
  } = fieldsOf(receivedHeader, trimmed, usualDelimiters);
  return { ...fields, asksAcknowledgment: asksAcknowledgment === '1' };
}
