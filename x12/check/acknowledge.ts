import type { CheckedGroup, CheckedInterchange, CheckedTransaction } from './check-file.ts';
import type { FaultyClaim } from './check-set.ts';
import { guideOf, isFunctionalId } from '../guides.ts';
import { usualDelimiters } from '../segments/delimiters.ts';
import { dataElementAt } from '../grammar/data-elements.ts';
import type { InterchangeAcknowledgment } from '../envelope/interchange.ts';
import { codeOf, type CodesOf, type Finding, type Trigger } from './finding.ts';
import type { Acknowledgment999 } from '../sets/999.ts';

type SetAnswer = NonNullable<Acknowledgment999['sets']>[number];
type SegmentFault = NonNullable<SetAnswer['faults']>[number];
type ElementFault = NonNullable<SegmentFault['elements']>[number];
type SegmentCode = CodesOf<'segment'>;
type SituationalTrigger = NonNullable<SegmentFault['triggers']>[number];
type BusinessUnit = NonNullable<SegmentFault['businessUnit']>;

/** Maximum length of a business unit identifier in CTX01-2. */
const unitCharacters = 35;
/** Highest component and repetition number that IK401 can hold; faults beyond are reported at the last. */
const lastPlace = 99;
const lastRepetition = 9_999;
/** Number of error codes that a set or group trailer can hold. */
const codesKept = 5;

/**
 * The 999 for a group that was received and checked: a set with an error is rejected, a set with only warnings is
 * accepted with errors noted. Bad data is never copied (IK404), because it may identify a patient. CTX names the claim
 * by the sender's own number. @source 005010X231A1
 */
export function acknowledge(group: CheckedGroup): Acknowledgment999 {
  const { control, version, transactions, included } = group;
  const answers = transactions.map(answer);
  const faults = groupFaults(group.findings);
  // A faulty group is rejected as a whole; only sets with faults of their own are listed.
  const sets = faults.length > 0 ? answers.filter(({ verdict }) => verdict.code === 'R') : answers;
  const received = transactions.length;
  const accepted = faults.length > 0 ? 0 : answers.filter(({ verdict }) => verdict.code !== 'R').length;
  const all = answers.some(({ verdict }) => verdict.code === 'E') ? 'E' : 'A';
  const code = faults.length > 0 || (accepted === 0 && received > 0) ? 'R' : accepted === received ? all : 'P';
  return {
    group: { functionalId: functionalIdOf(group) ?? group.functionalId, control: Number(control), version },
    // AK201 takes three characters; a set that cannot be named is only counted.
    sets: sets.filter(({ set }) => set.set.length === 3),
    verdict: { code, included, received, accepted, ...(faults.length > 0 ? { faults } : {}) },
  };
}

/** AK905: the distinct codes of a group's faults. An element of GS with an error makes the group unacceptable. */
function groupFaults(findings: readonly Finding[]): readonly CodesOf<'group'>[] {
  const ofHeader = findings.flatMap(({ severity, segment, element, rule }) => {
    if (severity !== 'error' || segment !== 'GS' || codeOf(rule, 'group') !== undefined) return [];
    return element === 8 ? (['2'] as const) : (['1'] as const);
  });
  return [...new Set([...codesOf(findings, 'group'), ...ofHeader])].slice(0, codesKept);
}

/** GS01 for AK101: as received, or that of its sets when no such group exists; undefined when neither is known. */
export function functionalIdOf({ functionalId, transactions }: CheckedGroup): string | undefined {
  if (isFunctionalId(functionalId)) return functionalId;
  const [first] = transactions;
  return first && guideOf({ ...first, delimiters: usualDelimiters })?.functionalId;
}

function answer({ set, control, guide, isChecked, valid, findings, claims }: CheckedTransaction): SetAnswer {
  const faults = segmentFaults(findings, claims);
  const ofSegments = faults.length > 0 ? (['I5'] as const) : [];
  const ofSet = [...(isChecked ? [] : (['1'] as const)), ...ofControl(findings), ...codesOf(findings, 'set')];
  const all = [...new Set([...ofSet, ...ofSegments])].slice(0, codesKept);
  const code = !valid ? 'R' : faults.length > 0 ? 'E' : 'A';
  return {
    // AK202 takes 4 to 9 characters.
    set: { set, control: control.padStart(4, '0').slice(0, 9), ...(guide ? { guide } : {}) },
    faults,
    verdict: { code, ...(all.length > 0 ? { faults: all } : {}) },
  };
}

/** IK502 for a faulty ST02. */
function ofControl(findings: readonly Finding[]): readonly '7'[] {
  return findings.some(({ segment, element, position }) => segment === 'ST' && element === 2 && position === 1)
    ? ['7']
    : [];
}

/** The distinct codes of one level for some findings. */
function codesOf<L extends 'set' | 'group'>(findings: readonly Finding[], level: L): readonly CodesOf<L>[] {
  return [...new Set(findings.flatMap(({ rule }) => codeOf(rule, level) ?? []))].slice(0, codesKept);
}

/** One IK3 loop for each segment fault, and one for all element faults of a segment. */
function segmentFaults(findings: readonly Finding[], claims: readonly FaultyClaim[]): readonly SegmentFault[] {
  const ofElements = new Map<number, ElementFault[]>();
  const faults: SegmentFault[] = [];
  for (const finding of findings) {
    const [segment, element] = [codeOf(finding.rule, 'segment'), codeOf(finding.rule, 'element')];
    const isOfElement = element !== undefined && finding.element !== undefined;
    if (!isOfElement && segment !== undefined) faults.push(segmentFault(finding, segment, claims));
    if (!isOfElement) continue;
    const known = ofElements.get(finding.position);
    if (known) known.push(elementFault(finding, element));
    else {
      const elements = [elementFault(finding, element)];
      ofElements.set(finding.position, elements);
      faults.push({ ...segmentFault(finding, '8', claims), elements });
    }
  }
  return faults.toSorted((one, other) => one.segment.position - other.segment.position);
}

function segmentFault(
  { segment: id, position, loop, trigger, element }: Finding,
  code: SegmentCode,
  claims: readonly FaultyClaim[],
): SegmentFault {
  // IK303 holds four characters: 2010, not 2010AA.
  const at = { id, position, ...(loop && /^\d{4}/.test(loop) ? { loop: loop.slice(0, 4) } : {}) };
  const claim = claims.find(({ from, to }) => from <= position && position <= to);
  const number = claim?.patientControlNumber.slice(0, unitCharacters) ?? '';
  // A claim number made only of characters that X12 cannot carry identifies nothing.
  const unit: BusinessUnit | undefined = /[A-Za-z0-9]/.test(number)
    ? { units: [{ name: 'CLM01', value: number }] }
    : undefined;
  return {
    segment: { ...at, code },
    ...(trigger && element === undefined ? { triggers: [situation(trigger)] } : {}),
    ...(unit ? { businessUnit: unit } : {}),
  };
}

/** CTX: the place that requires or excludes a segment or element. */
function situation({ segment, position, loop, element, component }: Trigger): SituationalTrigger {
  return {
    segment,
    position,
    ...(loop && /^\d{4}/.test(loop) ? { loop: loop.slice(0, 4) } : {}),
    ...(element === undefined ? {} : { place: { element, ...(component ? { component } : {}) } }),
  };
}

function elementFault(
  { segment, element = 0, component, repetition, trigger }: Finding,
  code: CodesOf<'element'>,
): ElementFault {
  const place = {
    element: Math.min(element, lastPlace),
    ...(component ? { component: Math.min(component, lastPlace) } : {}),
    ...(repetition ? { repetition: Math.min(repetition, lastRepetition) } : {}),
  };
  const referenceNumber = dataElementAt(segment, element, component);
  return {
    element: { place, ...(referenceNumber ? { referenceNumber } : {}), code },
    ...(trigger ? { triggers: [situation(trigger)] } : {}),
  };
}

/**
 * The TA1 for an interchange that was received and checked. Only the interchange envelope counts. @source X12.5, TA104
 * and TA105
 */
export function acknowledgeInterchange({ header, findings }: CheckedInterchange): InterchangeAcknowledgment {
  const { control, date, time } = header;
  // A received TA1 is content: it is never answered.
  const errors = findings.filter(({ severity, segment }) => severity === 'error' && segment !== 'TA1');
  const [noteCode = '022'] = errors.flatMap((finding) => noteCodeOf(finding) ?? []);
  return errors.length === 0
    ? { control, date, time, code: 'A', noteCode: '000' }
    : { control, date, time, code: 'R', noteCode };
}

/** TA105 by the ISA element that is wrong. */
const ofElement: Readonly<Record<number, string>> = {
  ...{ 1: '010', 2: '011', 3: '012', 4: '013', 5: '005', 6: '006', 7: '007', 8: '008', 9: '014', 10: '015' },
  ...{ 11: '016', 12: '017', 13: '018', 14: '019', 15: '020', 16: '027' },
};

function noteCodeOf({ rule, segment, element = 0 }: Finding): string | undefined {
  return segment === 'ISA' ? ofElement[element] : codeOf(rule, 'interchange');
}
