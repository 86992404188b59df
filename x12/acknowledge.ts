import { check } from './check.ts';
import type {
  FunctionalGroup,
  Interchange,
  InterchangeAcknowledgement,
  TransactionSet,
} from './envelope/interchange.ts';
import { type AcknowledgementCodes, type Finding, type Rule, rules } from './finding.ts';
import type { Acknowledgement999 } from './sets/999.ts';

type SetAnswer = NonNullable<Acknowledgement999['sets']>[number];
type SegmentFault = NonNullable<SetAnswer['faults']>[number];

const codes: Readonly<Record<Rule, AcknowledgementCodes>> = rules;

/**
 * The 999 for a group that was received: a set with an error is rejected, one with warnings alone is accepted with
 * errors noted. Bad data is never repeated (IK404): it may name a patient. @source 005010X231A1
 */
export function acknowledge(group: FunctionalGroup): Acknowledgement999 {
  const sets = group.sets.map(answer);
  const accepted = sets.filter(({ verdict }) => verdict.code !== 'R').length;
  const hasErrors = sets.some(({ verdict }) => verdict.code === 'E');
  const all = hasErrors ? 'E' : 'A';
  const code = accepted === sets.length ? all : accepted === 0 ? 'R' : 'P';
  return {
    group: { functionalId: group.functionalId, control: Number(group.control), version: group.version },
    sets,
    verdict: { code, included: sets.length, received: sets.length, accepted },
  };
}

function answer(set: TransactionSet): SetAnswer {
  const findings = check(set);
  const hasError = findings.some(({ severity }) => severity === 'error');
  const faults = segmentFaults(findings);
  const ofSet = new Set(findings.flatMap(({ rule }) => codes[rule].set ?? []));
  if (faults.length > 0) ofSet.add('I5');
  return {
    set: { set: set.set, control: set.control, ...(set.guide ? { guide: set.guide } : {}) },
    faults,
    verdict: { code: hasError ? 'R' : faults.length > 0 ? 'E' : 'A', faults: [...ofSet].slice(0, 5) },
  };
}

/** One IK3 loop for each fault of a segment, and one for all faults of its elements. */
function segmentFaults(findings: readonly Finding[]): readonly SegmentFault[] {
  const ofElements = new Map<number, SegmentFault & { readonly elements: ElementFault[] }>();
  const faults: SegmentFault[] = [];
  for (const { rule, segment: id, position, loop, element, component } of findings) {
    const { segment, element: code } = codes[rule];
    // IK303 has room for four characters: 2010, not 2010AA.
    const at = { id, position, ...(loop && /^\d{4}/.test(loop) ? { loop: loop.slice(0, 4) } : {}) };
    if (segment) faults.push({ segment: { ...at, code: segment } });
    if (code === undefined || element === undefined) continue;
    const known = ofElements.get(position) ?? { segment: { ...at, code: '8' }, elements: [] };
    if (known.elements.length === 0) faults.push(known);
    ofElements.set(position, known);
    known.elements.push({ element: { place: { element, ...(component ? { component } : {}) }, code } });
  }
  return faults.toSorted((one, other) => one.segment.position - other.segment.position);
}

type ElementFault = NonNullable<SegmentFault['elements']>[number];

/** The TA1 for an interchange that was received: its envelope alone counts. @source X12.5, TA104 and TA105 */
export function acknowledgeInterchange(interchange: Interchange): InterchangeAcknowledgement {
  const { control, date, time, findings } = interchange;
  const fault = findings.find(({ segment }) => segment === 'IEA');
  const noteCode = fault === undefined ? '000' : fault.rule === 'envelope.control' ? '001' : '021';
  return { control, date, time, code: fault ? 'R' : 'A', noteCode };
}
