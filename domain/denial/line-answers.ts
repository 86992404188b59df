import { type Cents, sum } from '../money.ts';
import { type BilledLine, billedClaim } from '../remittance/billed-claim.ts';
import type { CoveragePlace } from '../remittance/adjustment-class.ts';
import { isReversal } from '../remittance/earlier-payment.ts';
import { matchLines } from '../remittance/match-lines.ts';
import type { Adjustment, ClaimPayment, ServicePayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';

/** A claim payment that is posted, with the coverage that it speaks for. */
export interface StandingPayment {
  readonly payment: ClaimPayment;
  readonly coverage: CoveragePlace;
  readonly state: 'posted' | 'reversed' | 'exception' | 'refused';
}

/** What one claim payment says about one line, or about several by adjustments of the whole claim. */
export interface LineAnswer {
  /** Number of the payment among those that stand: a higher one is newer. */
  readonly payment: number;
  readonly statusCode: string;
  /** Ids of the lines; empty if a service belongs to no line. */
  readonly lines: readonly string[];
  readonly adjustments: readonly Adjustment[];
  /** RARC, those of the line before those of the claim. */
  readonly remarkCodes: readonly string[];
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** The procedure that the payer paid in place of the billed one (SVC01, if SVC06 is given). */
  readonly paidAs?: string;
}

/**
 * What the payments of a coverage that stand say, oldest first: neither reversals, nor what they reverse, nor
 * predeterminations (CLP02 = 25).
 */
export function answersOf(
  intake: Intake,
  payments: readonly StandingPayment[],
  coverage: CoveragePlace,
): readonly LineAnswer[] {
  const { lines } = billedClaim('', intake);
  return payments
    .filter((one) => one.coverage === coverage && one.state === 'posted')
    .map(({ payment }) => payment)
    .filter((payment) => !isReversal(payment) && payment.statusCode !== '25')
    .flatMap((payment, index) => answersIn(payment, index, lines));
}

function answersIn(payment: ClaimPayment, index: number, billed: readonly BilledLine[]): readonly LineAnswer[] {
  const { services, statusCode, remarkCodes } = payment;
  const found = matchLines(billed, services);
  const ofLines = [...new Set(found)].map((lineId): LineAnswer => {
    const some = services.filter((_, at) => found[at] === lineId);
    return {
      ...totalOf(some),
      ...{ payment: index, statusCode },
      lines: lineId === '' ? [] : [lineId],
      remarkCodes: [...new Set([...some.flatMap((one) => one.remarkCodes), ...remarkCodes])],
    };
  });
  const ofClaim: LineAnswer = {
    ...{ payment: index, statusCode, remarkCodes },
    lines: services.length === 0 ? billed.map(({ lineId }) => lineId) : ofLines.flatMap(({ lines }) => lines),
    adjustments: payment.adjustments,
    chargeCents: payment.chargeCents,
    paidCents: payment.paidCents,
  };
  const hasOwn = services.length === 0 || payment.adjustments.length > 0;
  return [...ofLines, ...(hasOwn ? [ofClaim] : [])];
}

function totalOf(services: readonly ServicePayment[]) {
  const paidAs = services.find(({ billedAs }) => billedAs !== undefined)?.procedureCode;
  return {
    adjustments: services.flatMap(({ adjustments }) => adjustments),
    chargeCents: sum(services.map(({ chargeCents }) => chargeCents)),
    paidCents: sum(services.map(({ paidCents }) => paidCents)),
    ...(paidAs === undefined ? {} : { paidAs }),
  };
}

/** The total of adjustments. */
export function totalAdjusted(adjustments: readonly Adjustment[]): Cents {
  return sum(adjustments.map(({ amountCents }) => amountCents));
}
