/** Rules that reading and checking may find broken; the names are stable, messages may change. */
export const rules = [
  'segment.unexpected',
  'segment.missing',
  'segment.order',
  'segment.too-many',
  'element.missing',
  'element.too-short',
  'element.too-long',
  'element.type',
  'element.code',
  'element.not-used',
  'element.characters',
  'envelope.count',
  'envelope.control',
  'envelope.version',
  'set.unsupported',
] as const;

/** The name of a broken rule. */
export type Rule = (typeof rules)[number];

/** Something wrong at one place. Never carries a value: values may name a patient. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly rule: Rule;
  readonly segment: string;
  readonly loop?: string;
  /** Position of the segment, ST = 1. In a value that is written, 0. */
  readonly position: number;
  /** Place in the segment, from 1; with its component where there is one. */
  readonly element?: number;
  readonly component?: number;
  readonly message: string;
}

/** What is not used has no meaning, so it costs none; everything else may change what a set says. */
export function severityOf(rule: Rule): Finding['severity'] {
  return rule === 'element.not-used' ? 'warning' : 'error';
}
