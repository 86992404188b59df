import type { Adjustment } from './remittance.ts';

/** How the journal treats an adjustment. Denials and the part of prior payers are not posted. */
export const adjustmentClasses = [
  'contractual',
  'sequestration',
  'withheld',
  'capitation',
  'interest',
  'quality-code',
  'patient',
  'paid-to-patient',
  'prior-payer',
  'denial',
] as const;
/** One of `adjustmentClasses`. */
export type AdjustmentClass = (typeof adjustmentClasses)[number];

/** Place of a coverage in the patient file: 1 primary, 2 secondary, 3 tertiary. */
export type CoveragePlace = 1 | 2 | 3;

/** What an adjustment is judged by, beside its codes. */
export interface AdjustmentContext {
  /** Place of the coverage that the payment speaks for, 1 for the primary. */
  readonly coverage: CoveragePlace;
  /** Whether the contract with the payer pays by capitation. */
  readonly isCapitated: boolean;
}

/**
 * Reason codes that under CO are contractual or statutory: nobody owes the amount. 45 fee schedule (42 and A2 in older
 * guides), 44 prompt payment, 59 multiple procedures, 94 and 131 negotiated prices, 137 surcharge, 144 incentive, 172
 * and 237 penalties, 223 mandated adjustment, P12, P23 and P24 fee schedules of workers' compensation and auto plans.
 * Every other CO code is a denial, which the payer may still pay after a correction.
 * @source 005010X221A1, CAS group codes
 */
const contractualCodes: ReadonlySet<string> = new Set([
  ...(['42', '44', '45', '59', '94', '131', '137', '144', '172', '223', '237', 'A2', 'P12', 'P23', 'P24'] as const),
]);

/**
 * Reason codes for a fault of the claim, not a limit of the benefit. Under PR they do not prove that the patient owes,
 * so a person checks them before anyone is billed. 16 claim data, 18 duplicate, 22 other payer, 29 late filing, 31
 * patient not identified, 109 wrong payer, 129 prior payer's data, 226, 227 and 252 requested documents.
 * @source payers' provider agreements: a patient never owes a claim that was filed late
 */
const faultsOfTheClaim: ReadonlySet<string> = new Set([
  ...(['16', '18', '22', '29', '31', '109', '129', '226', '227', '252'] as const),
]);

/** The charge of a code that only reports quality is a cent; more than a dollar is a service that was not paid. */
const mostOfQualityCode = 100;

/** The class of an adjustment. OA and PI name no debtor: the payer owes them until a person decides. */
export function classOf(adjustment: Adjustment, context: AdjustmentContext): AdjustmentClass {
  const { group, reasonCode } = adjustment;
  if (reasonCode === '100') return 'paid-to-patient';
  if (group === 'PR') return faultsOfTheClaim.has(reasonCode) ? 'denial' : 'patient';
  // More than the charge was paid, whatever group says so.
  if (reasonCode === '94') return 'contractual';
  if (reasonCode === '225') return 'interest';
  if (reasonCode === '23' && context.coverage > 1) return 'prior-payer';
  return group === 'CO' || group === 'CR' ? contractClass(adjustment, context) : 'denial';
}

function contractClass({ reasonCode, amountCents }: Adjustment, { isCapitated }: AdjustmentContext): AdjustmentClass {
  if (reasonCode === '253') return 'sequestration';
  if (reasonCode === '104' || reasonCode === '105') return 'withheld';
  if (reasonCode === '24' && isCapitated) return 'capitation';
  if (reasonCode === '246' && Math.abs(amountCents) <= mostOfQualityCode) return 'quality-code';
  return contractualCodes.has(reasonCode) ? 'contractual' : 'denial';
}

/**
 * Whether a claim adjustment reason code exists or existed: 1 to 320, A0 to A8, B1 to B23, D1 to D23, P1 to P32, W1 to
 * W9 and Y1 to Y3. @source x12.org, external code list 139
 */
export function isKnownReason(reasonCode: string): boolean {
  if (/^[1-9]\d{0,2}$/.test(reasonCode)) return Number(reasonCode) <= 320;
  return /^(A[0-8]|[BD]([1-9]|1\d|2[0-3])|P([1-9]|[12]\d|3[0-2])|W[1-9]|Y[1-3])$/.test(reasonCode);
}
