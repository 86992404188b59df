import { type Finding, placeIn } from '../check/finding.ts';
import type { ReadContext } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import { withElementName } from '../grammar/element-names.ts';
import { readElements } from '../grammar/read-fields.ts';
import { isDelimiter, usualDelimiters } from '../segments/delimiters.ts';
import { type Segment, segmentOf } from '../segments/segment.ts';
import { groupHeader, interchangeAcknowledgment, receivedHeader, setHeader } from './envelope-segments.ts';
import { guideOf } from '../guides.ts';
import type { GroupHeader } from './interchange.ts';

/** Widths of the sixteen elements of an ISA segment. @source X12.5 */
const widths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];

/** Findings of an ISA segment that could be read. */
export function checkInterchangeHeader({ id, elements }: Segment): readonly Finding[] {
  const wrong = widths.flatMap((width, index) => {
    const { length } = elements[index + 1] ?? '';
    if (length === width) return [];
    const rule = length < width ? 'element.too-short' : 'element.too-long';
    // A wrong width does not prevent reading.
    return [
      {
        ...fault({ id, rule, element: index + 1, position: 1, message: `is not ${width} characters wide` }),
        severity: 'warning' as const,
      },
    ];
  });
  const trimmed = elements.map((element) => element.trim());
  // ISA09 has no century, which the grammar requires.
  trimmed[9] = `20${trimmed[9] ?? ''}`;
  return [...wrong, ...repetitionSeparator(trimmed), ...checkFields(receivedHeader, segmentOf(trimmed), 1)];
}

/**
 * Checks ISA11, the repetition separator. Many senders still write the "U" of versions before 00402 and never repeat an
 * element, so it is only a warning.
 */
function repetitionSeparator(elements: readonly string[]): readonly Finding[] {
  const at = { id: 'ISA', rule: 'envelope.header', element: 11, position: 1 } as const;
  const [separator = '', version = ''] = elements.slice(11, 13);
  if (separator === '' || (separator === 'U' && version < '00402')) return [];
  if (version >= '00402' && separator === elements[16])
    return [fault({ ...at, message: 'is the same character as the component separator (ISA16)' })];
  if (separator === 'U') {
    const message = 'is U, which is no separator since version 00402: elements cannot repeat';
    return [{ ...fault({ ...at, message }), severity: 'warning' }];
  }
  if (version < '00402' || isDelimiter(separator)) return [];
  return [fault({ ...at, message: 'is not a valid separator' })];
}

/** Findings of a GS segment. */
export function checkGroupHeader(gs: Segment, position: number): readonly Finding[] {
  return checkFields(groupHeader, gs, position);
}

/** Findings of a TA1 segment. @source X12.5 */
export function checkAcknowledgment(ta1: Segment, position: number): readonly Finding[] {
  const found = [...checkFields(interchangeAcknowledgment, ta1, position)];
  const at = { id: 'TA1', position };
  const [date, code, note] = [ta1.element(2), ta1.element(4), ta1.element(5)];
  if (ta1.element(1).length < 9)
    found.push(fault({ ...at, rule: 'element.too-short', element: 1, message: 'is shorter than 9 characters' }));
  if (!isShortDate(date))
    found.push(fault({ ...at, rule: 'element.date', element: 2, message: 'is not a date (yymmdd)' }));
  if (note.length === 3 && (!/^\d{3}$/.test(note) || Number(note) > lastNoteCode))
    found.push(fault({ ...at, rule: 'element.code', element: 5, message: 'is not an interchange note code' }));
  if (['A', 'E', 'R'].includes(code) && (code === 'A') !== (note === '000') && note !== '')
    found.push(fault({ ...at, rule: 'element.code', element: 5, message: 'must be 000 exactly when TA104 is A' }));
  return found;
}

/** Highest interchange note code (TA105). */
const lastNoteCode = 31;

/** Whether a text is a date (yymmdd). */
export function isShortDate(yymmdd: string): boolean {
  const [year, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2)));
  const last = new Date(Date.UTC(2000 + (year ?? 0), month ?? 0, 0)).getUTCDate();
  return /^\d{6}$/.test(yymmdd) && (month ?? 0) >= 1 && (month ?? 0) <= 12 && (day ?? 0) >= 1 && (day ?? 0) <= last;
}

/** Findings of an ST segment in its group. */
export function checkSetHeader(st: Segment, group: GroupHeader): readonly Finding[] {
  const at = { id: 'ST', position: 1 };
  const found = [...checkFields(setHeader, st, 1)];
  const [set, guide] = [st.element(1), st.element(3)];
  if (guide !== '' && guide !== group.version) {
    found.push(fault({ ...at, rule: 'envelope.version', element: 3, message: 'is not the version of the group' }));
  }
  const expected = guideOf({ set, guide: guide || group.version, control: '', delimiters: usualDelimiters });
  if (expected?.isNamedInSet && guide === '') {
    const message = withElementName('is required', 'element.missing', 'ST', { element: 3, component: 0 });
    found.push(fault({ ...at, rule: 'element.missing', element: 3, message }));
  }
  if (expected && expected.functionalId !== group.functionalId) {
    const message = `does not belong into this group: GS01 must be ${expected.functionalId}`;
    found.push(fault({ ...at, rule: 'envelope.functional-id', element: 1, message }));
  }
  return found;
}

function checkFields({ id, plan }: SegmentGrammar, segment: Segment, position: number): readonly Finding[] {
  const findings: Finding[] = [];
  const context: ReadContext = {
    delimiters: usualDelimiters,
    piece: segment.piece,
    parts: [],
    element: 0,
    component: 0,
    repetition: 0,
    lack: () => undefined,
    report(rule, message) {
      const named = withElementName(message, rule, id, context);
      findings.push({ severity: 'error', rule, segment: id, position, ...placeIn(context), message: named });
    },
  };
  readElements(plan, segment, context);
  return findings;
}

function fault({ id, ...finding }: Omit<Finding, 'severity' | 'segment'> & { readonly id: string }): Finding {
  return { severity: 'error', segment: id, ...finding };
}

/** A warning about a character after IEA that is not white space. */
export function fillerFinding(filler: string, position: number): Finding {
  const message = `is followed by a ${filler} character`;
  return { severity: 'warning', rule: 'envelope.filler', segment: 'IEA', position, message };
}
