import { type Cents, cents } from '../money.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

/** Who bears an adjustment in our books: given up by contract, the patient's, or not settled at all. */
export type AdjustmentClass = 'contractual' | 'patient' | 'denial';

/**
 * Reason codes that, under CO, are price and law: nothing can be asked of anyone. 24 capitation, 45 fee schedule
 * (42 in older guides, A2 in older still), 59 several procedures, 94 and 131 agreed prices, 104 and 105 withheld,
 * 137 surcharge, 144 incentive, 172 and 237 penalties, 223 and 253 law and sequestration, P12 fee schedule of
 * workers' compensation. Every other CO code is a denial, which a payer may still turn round.
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
 * Reason codes that blame the claim, not the benefit: a payer that puts them under PR has not shown that the patient
 * owes, and nobody is billed before a person has looked. 16 data, 18 duplicate, 22 other payer, 29 filed late,
 * 31 not found as insured, 109 wrong payer, 129 prior payer's data, 226, 227 and 252 papers asked for.
 * @source payers' provider agreements: a claim filed late is never the patient's debt
 */
const neverBilledUnseen: ReadonlySet<string> = new Set([
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

/** How one adjustment is booked. OA and PI assign no debtor: they stay with the payer until someone has looked. */
export function classify(adjustment: Adjustment): AdjustmentClass {
  switch (adjustment.group) {
    case 'PR':
      return neverBilledUnseen.has(adjustment.reasonCode) ? 'denial' : 'patient';
    case 'CO':
    case 'CR':
      return contractualCodes.has(adjustment.reasonCode) ? 'contractual' : 'denial';
    case 'OA':
    case 'PI':
      return 'denial';
  }
}

/** Every adjustment of a claim payment, of the whole claim and of its lines. */
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

/** Whether a claim payment takes back an earlier one (CLP02 = 22). */
export function isReversal(payment: ClaimPayment): boolean {
  return payment.statusCode === '22';
}

/** Whether a claim payment only says what would be paid (CLP02 = 25): nothing is posted. */
export function isPredetermination(payment: ClaimPayment): boolean {
  return payment.statusCode === '25';
}

/**
 * The payments that no reversal has taken back, in their order. A reversal names what it takes back only by repeating
 * its amounts with the other sign, and it may overtake it.
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
