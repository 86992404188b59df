import { amountFindings } from './amount-findings.ts';
import { contradictedPayment, type EarlierPayment, isReversal, repeatedPayment } from './earlier-payment.ts';
import type { PaymentSource } from './earlier-payment.ts';
import { deniedAfterPayment } from './denied-after-payment.ts';
import type { RemittanceFinding } from './finding.ts';
import { identityFindings } from './identity-findings.ts';
import { matchLines } from './match-lines.ts';
import { type Movement, movementsOf } from './movements.ts';
import { overCharge } from './over-charge.ts';
import type { PaymentCase } from './payment-case.ts';
import type { ClaimPayment } from './remittance.ts';
import { reversedPayment } from './reversed-payment.ts';

/** What becomes of a claim payment. */
export type Judgment =
  | {
      readonly kind: 'post';
      readonly movements: readonly Movement[];
      /** Our number of the payment that it reverses. */
      readonly reverses?: string;
    }
  | {
      readonly kind: 'exception';
      readonly findings: readonly RemittanceFinding[];
      readonly movements: readonly Movement[];
    };

/**
 * Decides whether a claim payment is posted without a person: only if it fits the claim as billed, the books, and the
 * payments so far. A predetermination (CLP02 = 25) moves nothing.
 */
export function judgePayment(given: PaymentCase): Judgment {
  const { payment, remittance, billed, context, earlier } = given;
  const lines = matchLines(billed.lines, payment.services);
  const movements = movementsOf(payment, lines, context);
  const repeat = repeatFinding(payment, remittance, earlier);
  if (repeat) return { kind: 'exception', findings: [repeat], movements };
  const findings = [...identityFindings(given, lines), ...amountFindings(given, lines, movements)];
  if (isReversal(payment)) return judgeReversal(given, movements, findings);
  const all = [...findings, ...overCharge(movements, given.owed), ...deniedAfterPayment(given, lines)];
  return all.length > 0 ? { kind: 'exception', findings: all, movements } : { kind: 'post', movements };
}

function repeatFinding(
  payment: ClaimPayment,
  source: PaymentSource,
  earlier: readonly EarlierPayment[],
): RemittanceFinding | undefined {
  if (repeatedPayment(payment, source, earlier))
    return {
      code: 'repeat',
      sentence: 'it has the trace number, control number, status and amounts of a payment that is stored already',
    };
  if (contradictedPayment(payment, source, earlier))
    return {
      code: 'trace-reused',
      sentence: 'another remittance with its trace number pays this claim with the same control number, but differs',
    };
  return undefined;
}

function judgeReversal(
  { payment, earlier }: PaymentCase,
  movements: readonly Movement[],
  findings: readonly RemittanceFinding[],
): Judgment {
  const reversed = reversedPayment(payment, movements, earlier);
  if (reversed.kind === 'mirrors' && findings.length === 0)
    return { kind: 'post', movements, reverses: reversed.of.id };
  const found: readonly RemittanceFinding[] =
    reversed.kind === 'mirrors' ? [] : [reversed.kind === 'none' ? withoutOriginal : differs];
  return { kind: 'exception', findings: [...findings, ...found], movements };
}

const withoutOriginal: RemittanceFinding = {
  code: 'reversal-without-original',
  sentence: 'it reverses a payment that is not posted',
};
const differs: RemittanceFinding = {
  code: 'reversal-differs',
  sentence: 'it reverses a payment with other amounts than were posted',
};
