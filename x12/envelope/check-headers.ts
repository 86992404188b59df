import { type Finding, placeIn } from '../check/finding.ts';
import type { ReadContext } from '../grammar/element.ts';
import type { SegmentGrammar } from '../grammar/grammar.ts';
import { readElements } from '../grammar/read-fields.ts';
import { isDelimiter, usualDelimiters } from '../segments/delimiters.ts';
import { type Segment, segmentOf } from '../segments/segment.ts';
import { groupHeader, receivedHeader, setHeader } from './envelope-segments.ts';
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
 * element.
 */
function repetitionSeparator(elements: readonly string[]): readonly Finding[] {
  const [separator = '', version = ''] = elements.slice(11, 13);
  if (version < '00402' || separator === 'U' || separator === '' || isDelimiter(separator)) return [];
  const rule = 'envelope.header' as const;
  return [fault({ id: 'ISA', rule, element: 11, position: 1, message: 'is not a valid separator' })];
}

/** Findings of a GS segment. */
export function checkGroupHeader(gs: Segment, position: number): readonly Finding[] {
  return checkFields(groupHeader, gs, position);
}

/** Findings of an ST segment in its group. */
export function checkSetHeader(st: Segment, group: GroupHeader): readonly Finding[] {
  const found = checkFields(setHeader, st, 1);
  const guide = st.element(3);
  if (guide === '' || guide === group.version) return found;
  const rule = 'envelope.version' as const;
  return [...found, fault({ id: 'ST', rule, element: 3, position: 1, message: 'is not the version of the group' })];
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
      findings.push({ severity: 'error', rule, segment: id, position, ...placeIn(context), message });
    },
  };
  readElements(plan, segment, context);
  return findings;
}

function fault({ id, ...finding }: Omit<Finding, 'severity' | 'segment'> & { readonly id: string }): Finding {
  return { severity: 'error', segment: id, ...finding };
}
