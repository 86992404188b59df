import { type Cents, cents } from '../money.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

/** How the ledger treats an adjustment: contractual write-off, patient responsibility, or denial (not posted). */
export type AdjustmentClass = 'contractual' | 'patient' | 'denial';

/**
 * Reason codes that under CO are contractual or statutory: nobody owes the amount. 24 capitation, 45 fee schedule (42
 * and A2 in older guides), 59 multiple procedures, 94 and 131 negotiated prices, 104 and 105 withholding, 137
 * surcharge, 144 incentive, 172 and 237 penalties, 223 mandated adjustment, 253 sequestration, P12 workers'
 * compensation fee schedule. Every other CO code is a denial, which the payer may still pay after a correction.
 * @source 005010X221A1, CAS group codes; CMS on sequestration (253)
 */
const contractualCodes: ReadonlySet<string> = new Set([
  '24',
  '42',
  '45',
  '59',
  '94',
  '104',
  '105',
  '131',
  '137',
  '144',
  '172',
  '223',
  '237',
  '253',
  'A2',
  'P12',
]);

/**
 * Reason codes for a fault of the claim, not a limit of the benefit. Under PR they do not prove that the patient owes,
 * so a person checks them before anyone is billed. 16 claim data, 18 duplicate, 22 other payer, 29 late filing, 31
 * patient not identified, 109 wrong payer, 129 prior payer's data, 226, 227 and 252 requested documents.
 * @source payers' provider agreements: a patient never owes a claim that was filed late
 */
const faultsOfTheClaim: ReadonlySet<string> = new Set([
  '16',
  '18',
  '22',
  '29',
  '31',
  '109',
  '129',
  '226',
  '227',
  '252',
]);

/** How an adjustment is posted. OA and PI name no debtor: the payer owes them until a person decides. */
export function classify(adjustment: Adjustment): AdjustmentClass {
  switch (adjustment.group) {
    case 'PR':
      return faultsOfTheClaim.has(adjustment.reasonCode) ? 'denial' : 'patient';
    case 'CO':
    case 'CR':
      return contractualCodes.has(adjustment.reasonCode) ? 'contractual' : 'denial';
    case 'OA':
    case 'PI':
      return 'denial';
  }
}

/** All adjustments of a claim payment: claim level and lines. */
export function allAdjustments(payment: ClaimPayment): readonly Adjustment[] {
  return [...payment.adjustments, ...payment.services.flatMap((service) => service.adjustments)];
}

/** Sum of the adjustments of one class. */
export function totalOf(adjustments: readonly Adjustment[], wanted: AdjustmentClass): Cents {
  return cents(
    adjustments.reduce(
      (total, adjustment) => total + (classify(adjustment) === wanted ? adjustment.amountCents : 0),
      0,
    ),
  );
}

/** Whether a claim payment reverses an earlier one (CLP02 = 22). */
export function isReversal(payment: ClaimPayment): boolean {
  return payment.statusCode === '22';
}

/** Whether a claim payment is a predetermination (CLP02 = 25), which is not posted. */
export function isPredetermination(payment: ClaimPayment): boolean {
  return payment.statusCode === '25';
}

/**
 * The payments without a reversal, in their order. A reversal identifies its payment only by the inverted amounts, and
 * it may arrive first.
 */
export function notReversed(payments: readonly ClaimPayment[]): readonly ClaimPayment[] {
  const left = payments.filter((payment) => !isReversal(payment) && !isPredetermination(payment));
  for (const reversal of payments.filter(isReversal)) {
    const at = left.findIndex(
      (payment) => payment.chargeCents === -reversal.chargeCents && payment.paidCents === -reversal.paidCents,
    );
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
