/**
 * What a 999 or TA1 says of a broken rule: a code of IK304 (segment), of IK403 (element), of IK502 (the whole set), of
 * AK905 (the group) or of TA105 (the interchange). @source 005010X231A1, X12.5
 */
export interface AcknowledgementCodes {
  readonly segment?: string;
  readonly element?: string;
  readonly set?: string;
  readonly group?: string;
  readonly interchange?: string;
}

/** Every rule that reading and checking may find broken, with its codes. The names are stable, messages may change. */
export const rules = {
  // Form: what stands where.
  // A 999 cannot name what X12 does not know.
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
  'set.unsupported': { set: '1' },
  // Content: what must hold between elements, segments and loops.
  'situation.required': { segment: 'I6', element: 'I9' },
  'situation.not-used': { segment: 'I9', element: 'I13' },
  'balance.line': { element: 'I12' },
  'balance.claim': { element: 'I12' },
  'balance.payment': { element: 'I12' },
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
} as const satisfies Readonly<Record<string, AcknowledgementCodes>>;

/** The name of a rule. */
export type Rule = keyof typeof rules;

/** Codes of one level that the rules call for. */
export type CodesOf<L extends keyof AcknowledgementCodes> = {
  [R in Rule]: (typeof rules)[R] extends Readonly<Record<L, infer C>> ? C : never;
}[Rule];

/** What an acknowledgement says of a broken rule at one level; undefined when it says nothing there. */
export function codeOf<L extends keyof AcknowledgementCodes>(rule: Rule, level: L): CodesOf<L> | undefined {
  const codes: AcknowledgementCodes = rules[rule];
  return codes[level] as CodesOf<L> | undefined;
}

/** Something wrong at one place. Never carries a value: values may name a patient. */
export interface Finding {
  /** A warning is worth a look, and no reason to refuse. */
  readonly severity: 'error' | 'warning';
  readonly rule: Rule;
  readonly segment: string;
  readonly loop?: string;
  /** Position of the segment in its set, ST = 1; of an envelope's segment in its interchange, ISA = 1. */
  readonly position: number;
  /** Place in the segment, from 1; with its component and repetition where there is one. */
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
  /** Where it stands in a value that is written: "billingProviders[0].subscribers[2].claims[0].diagnoses". */
  readonly path?: string;
  readonly message: string;
  /** Of a rule that holds in some situations only: what makes it hold here. */
  readonly trigger?: Trigger;
}

/** A place in a set that makes something else necessary, or excludes it. */
export type Trigger = Pick<Finding, 'segment' | 'loop' | 'position' | 'element' | 'component'>;

/** Where in a segment; absent where it is 0. */
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

/** The place of a finding as people write it: "SV101-2". */
export function placeOf({ segment, element, component }: Finding): string {
  const at = element === undefined ? '' : String(element).padStart(2, '0');
  return `${segment}${at}${component === undefined ? '' : `-${component}`}`;
}
