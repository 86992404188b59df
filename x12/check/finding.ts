/**
 * How a 999 or TA1 reports a broken rule: a code of IK304 (segment), IK403 (element), IK502 (set), AK905 (group) or
 * TA105 (interchange). @source 005010X231A1, X12.5
 */
export interface AcknowledgmentCodes {
  readonly segment?: string;
  readonly element?: string;
  readonly set?: string;
  readonly group?: string;
  readonly interchange?: string;
}

/** Every rule that reading and checking apply, with its acknowledgment codes. Names are stable; messages may change. */
export const rules = {
  // Structure: which segments and elements occur where.
  // A 999 cannot name a segment that X12 does not define.
  'segment.unknown': { set: '5' },
  'segment.unexpected': { segment: '2' },
  'segment.missing': { segment: '3' },
  'segment.too-many': { segment: '5' },
  'segment.order': { segment: '7' },
  'segment.empty': { segment: '8' },
  'loop.too-many': { segment: '4' },
  'element.missing': { element: '1' },
  'element.incomplete': { element: '2' },
  'element.too-many': { element: '3' },
  'element.too-short': { element: '4' },
  'element.too-long': { element: '5' },
  'element.type': { element: '6' },
  'element.characters': { element: '6' },
  'element.code': { element: '7' },
  'element.date': { element: '8' },
  'element.time': { element: '9' },
  'element.excluded': { element: '10' },
  'element.repeats': { element: '12' },
  'element.not-used': { element: 'I10' },
  'element.unknown': { element: 'I10' },
  // Envelopes: counts, control numbers, trailers.
  'envelope.count': { set: '4', group: '5', interchange: '021' },
  'envelope.control': { set: '3', group: '4', interchange: '001' },
  'envelope.repeated': { set: '23', group: '19', interchange: '025' },
  'envelope.trailer': { set: '2', group: '3', interchange: '023' },
  'envelope.version': { set: 'I6', group: '2', interchange: '017' },
  'envelope.header': { set: '6', group: '1', interchange: '022' },
  'envelope.stray': { set: '5', group: '1', interchange: '022' },
  'envelope.functional-id': { set: '6' },
  'envelope.terminator': { interchange: '004' },
  'envelope.filler': {},
  'set.unsupported': {},
  // Content: what must hold between elements, segments and loops.
  'situation.required': { segment: 'I6', element: 'I9' },
  'situation.not-used': { segment: 'I9', element: 'I13' },
  'balance.line': { element: 'I12' },
  'balance.claim': { element: 'I12' },
  'balance.payment': { element: 'I12' },
  'balance.patient': { element: 'I12' },
  'amount.negative': { element: 'I12' },
  'procedure.form': { element: 'I12' },
  'code.unknown': { element: '7' },
  'payer.required': { segment: 'I6' },
  'npi.check-digit': { element: 'I12' },
  'tax-id.form': { element: 'I12' },
  'diagnosis.form': { element: 'I12' },
  'diagnosis.pointer': { element: 'I12' },
  'frequency.reference': { segment: 'I6', element: '7' },
  'hierarchy.number': { element: 'I12' },
  'hierarchy.parent': { element: 'I12' },
  'hierarchy.children': { element: 'I12' },
  'line.number': { element: 'I12' },
  'line.repeated': { element: 'I12' },
  'place-of-service.unknown': { element: '7' },
  'date.order': { element: '8' },
  'date.future': { element: '8' },
} as const satisfies Readonly<Record<string, AcknowledgmentCodes>>;

/** The name of a rule. */
export type Rule = keyof typeof rules;

/** Acknowledgment codes of one level used by any rule. */
export type CodesOf<L extends keyof AcknowledgmentCodes> = {
  [R in Rule]: (typeof rules)[R] extends Readonly<Record<L, infer C>> ? C : never;
}[Rule];

/** The acknowledgment code of a rule at one level; undefined when it has none there. */
export function codeOf<L extends keyof AcknowledgmentCodes>(rule: Rule, level: L): CodesOf<L> | undefined {
  const codes: AcknowledgmentCodes = rules[rule];
  return codes[level] as CodesOf<L> | undefined;
}

/** A fault at one place. Never carries a value, because values may identify a patient. */
export interface Finding {
  /** A warning deserves attention but does not make a set invalid. */
  readonly severity: 'error' | 'warning';
  readonly rule: Rule;
  readonly segment: string;
  readonly loop?: string;
  /** Position of the segment in its set, ST = 1; for an envelope segment, in its interchange, ISA = 1. */
  readonly position: number;
  /** Element in the segment, from 1; with component and repetition where there is one. */
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
  /** Path in a value to be written: "billingProviders[0].subscribers[2].claims[0].diagnoses". */
  readonly path?: string;
  readonly message: string;
  /** For a rule that depends on the situation: the place that makes it apply. */
  readonly trigger?: Trigger;
}

/** A place in a set that requires or excludes something else. */
export type Trigger = Pick<Finding, 'segment' | 'loop' | 'position' | 'element' | 'component'>;

/** Place in a segment; numbers that are 0 are left out. */
export function placeIn({
  element,
  component,
  repetition,
}: {
  readonly element: number;
  readonly component: number;
  readonly repetition: number;
}): Pick<Finding, 'element' | 'component' | 'repetition'> {
  return {
    ...(element > 0 ? { element } : {}),
    ...(component > 0 ? { component } : {}),
    ...(repetition > 0 ? { repetition } : {}),
  };
}

/** The place of a finding in the usual notation: "SV101-2". A segment whose id is empty or unknown is not named. */
export function placeOf({ segment, element, component }: Finding): string {
  if (segment === '') return 'a segment without a known name';
  const at = element === undefined ? '' : String(element).padStart(2, '0');
  return `${segment}${at}${component === undefined ? '' : `-${component}`}`;
}

/** A finding as a sentence with its place: "SV102 is negative", "REF*EI is required". */
export function sentenceOf(finding: Finding): string {
  const { segment, message } = finding;
  // Messages about missing segments begin with the qualifier.
  const isNamed = segment !== '' && message.startsWith(segment) && /^[ *]/.test(message.slice(segment.length));
  return isNamed ? message : `${placeOf(finding)} ${message}`;
}
