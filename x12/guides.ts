import type { SetHeader } from './envelope/interchange.ts';
import type { LoopGrammar } from './grammar/grammar.ts';
import { remittanceRules } from './rules/835.ts';
import { inquiryRules } from './rules/270.ts';
import { claimAcknowledgmentRules, eligibilityAnswerRules, statusAnswerRules } from './rules/answers.ts';
import { statusRequestRules } from './rules/276.ts';
import { professionalClaimRules } from './rules/837p/index.ts';
import { acknowledgmentRules } from './rules/999.ts';
import type { LoopRule } from './rules/rule.ts';
import { grammar270 } from './sets/270.ts';
import { grammar271 } from './sets/271/set.ts';
import { grammar276 } from './sets/276.ts';
import { grammar277 } from './sets/277.ts';
import { grammar277CA } from './sets/277ca.ts';
import { grammar835 } from './sets/835.ts';
import { grammar837P } from './sets/837p/set.ts';
import { grammar999 } from './sets/999.ts';

/** One supported implementation guide. */
export interface Guide {
  /** As named in GS08 and ST03. */
  readonly version: string;
  /** GS01 of a group with such sets. */
  readonly functionalId: string;
  /** ST01. */
  readonly set: string;
  /** Whether ST03 names the guide; the 835 has no such element. */
  readonly isNamedInSet: boolean;
  readonly title: string;
  readonly grammar: LoopGrammar;
  readonly rules: readonly LoopRule[];
}

/** Every supported guide, by its name on the command line. */
export const guides = {
  '837p': {
    version: '005010X222A1',
    functionalId: 'HC',
    set: '837',
    isNamedInSet: true,
    title: 'professional claims',
    grammar: grammar837P,
    rules: professionalClaimRules,
  },
  '835': {
    version: '005010X221A1',
    functionalId: 'HP',
    set: '835',
    isNamedInSet: false,
    title: 'remittance advice',
    grammar: grammar835,
    rules: remittanceRules,
  },
  '999': {
    version: '005010X231A1',
    functionalId: 'FA',
    set: '999',
    isNamedInSet: true,
    title: 'implementation acknowledgment',
    grammar: grammar999,
    rules: acknowledgmentRules,
  },
  '277ca': {
    version: '005010X214',
    functionalId: 'HN',
    set: '277',
    isNamedInSet: true,
    title: 'claim acknowledgment',
    grammar: grammar277CA,
    rules: claimAcknowledgmentRules,
  },
  '270': {
    version: '005010X279A1',
    functionalId: 'HS',
    set: '270',
    isNamedInSet: true,
    title: 'eligibility inquiry',
    grammar: grammar270,
    rules: inquiryRules,
  },
  '271': {
    version: '005010X279A1',
    functionalId: 'HB',
    set: '271',
    isNamedInSet: true,
    title: 'eligibility answer',
    grammar: grammar271,
    rules: eligibilityAnswerRules,
  },
  '276': {
    version: '005010X212',
    functionalId: 'HR',
    set: '276',
    isNamedInSet: true,
    title: 'claim status request',
    grammar: grammar276,
    rules: statusRequestRules,
  },
  '277': {
    version: '005010X212',
    functionalId: 'HN',
    set: '277',
    isNamedInSet: true,
    title: 'claim status answer',
    grammar: grammar277,
    rules: statusAnswerRules,
  },
} as const satisfies Readonly<Record<string, Guide>>;

/** The name of a guide. */
export type GuideName = keyof typeof guides;

/** The guide that a set names; errata differ in the last letters. Undefined for an unknown guide. */
export function guideOf({ set, guide }: SetHeader): Guide | undefined {
  const all: readonly Guide[] = Object.values(guides);
  return all.find((one) => one.set === set && guide.startsWith(one.version.slice(0, 10)));
}

/** Functional groups of health care sets (GS01). @source X12 data element 479 */
const functionalIds = new Set(['BE', 'FA', 'HB', 'HC', 'HI', 'HN', 'HP', 'HR', 'HS', 'HU', 'HV', 'RA']);

/** Whether GS01 names a functional group of health care. */
export function isFunctionalId(functionalId: string): boolean {
  return functionalIds.has(functionalId);
}

/** Claims of other kinds: recognized, split and copied, but their content is not read. */
const otherClaims: Readonly<Record<string, string>> = {
  '005010X223': 'institutional claims',
  '005010X224': 'dental claims',
};

/** What a set contains whose guide is recognized but not read. */
export function otherClaimsOf({ set, guide }: SetHeader): string | undefined {
  return set === '837' ? otherClaims[guide.slice(0, 10)] : undefined;
}
