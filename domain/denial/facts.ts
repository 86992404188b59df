import type { StatusCode, StructuralFault } from '../acknowledgment/acknowledgment.ts';
import type { Facts, PaymentFact } from './rule.ts';

/** What is known of an adjustment of an 835 when it is classified. Codes that are not known are absent. */
export interface AdjudicationEvidence {
  readonly group?: string;
  /** CARC. */
  readonly reasonCode?: string;
  /** RARC, in the order of the file: those of the line before those of the claim. */
  readonly remarkCodes?: readonly string[];
  /** Claim filing code of the coverage, SBR09. */
  readonly program?: string;
  readonly payerId?: string;
  /** CLP02. */
  readonly statusCode?: string;
  /** Modifiers of the line as billed. */
  readonly modifiers?: readonly string[];
  /** The adjustment is the whole charge, and nothing is paid. */
  readonly isWholeChargeUnpaid?: boolean;
  /** The contract with the payer pays by capitation. */
  readonly isCapitated?: boolean;
  /** The patient file has a coverage after this one. */
  readonly hasNextPayer?: boolean;
}

/** The facts of an adjustment. */
export function adjudicationFacts(evidence: AdjudicationEvidence): Facts {
  const { group, reasonCode, remarkCodes = [], program, payerId, statusCode, modifiers = [] } = evidence;
  return {
    answer: ['835'],
    reason: listOf(reasonCode),
    remark: remarkCodes,
    payer: listOf(payerId),
    program: listOf(program),
    modifier: modifiers,
    payment: listOf(paymentFact(evidence)),
    nextPayer: evidence.hasNextPayer ? ['yes'] : [],
    claimStatus: listOf(statusCode),
    group: listOf(group),
  };
}

function paymentFact({ isCapitated, isWholeChargeUnpaid }: AdjudicationEvidence): PaymentFact | undefined {
  if (isCapitated) return 'capitated';
  return isWholeChargeUnpaid ? 'whole-charge-unpaid' : undefined;
}

/** The facts of a claim status. */
export function statusFacts(answer: '277CA' | '277', { category, status, entity }: StatusCode): Facts {
  return { answer: [answer], category: [category], status: [status], entity: listOf(entity) };
}

/** The facts of a fault in a 999. */
export function faultFacts({ segment, loop, segmentErrorCode, elementErrorCode }: StructuralFault): Facts {
  const code = [
    ...(segmentErrorCode === undefined ? [] : [`IK304:${segmentErrorCode}`]),
    ...(elementErrorCode === undefined ? [] : [`IK403:${elementErrorCode}`]),
  ];
  return { answer: ['999'], segment: [segment], loop: listOf(loop), code };
}

/** The facts of a TA1, by its note code (TA105). */
export function interchangeFacts(noteCode: string): Facts {
  return { answer: ['TA1'], code: [`TA105:${noteCode}`] };
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
