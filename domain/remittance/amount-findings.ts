import { type Cents, cents, dollars } from '../money.ts';
import { classOf, isKnownReason } from './adjustment-class.ts';
import { billedCharge } from './billed-claim.ts';
import { isReversal } from './earlier-payment.ts';
import type { RemittanceFinding } from './finding.ts';
import type { PaymentCase } from './payment-case.ts';
import { type Movement, type MovementKind, totalMoved } from './movements.ts';
import { allAdjustments } from './standing-payments.ts';
import type { ClaimPayment } from './remittance.ts';

/** What is wrong with the amounts of a claim payment by themselves, and compared with the charge. */
export function amountFindings(
  given: PaymentCase,
  lines: readonly string[],
  movements: readonly Movement[],
): readonly RemittanceFinding[] {
  const found = [
    wrongSign(given),
    wrongStatus(given.payment),
    otherPatientTotal(given.payment),
    unknownCode(given.payment),
    interestTwice(given),
    ...(isReversal(given.payment)
      ? []
      : [otherCharge(given, lines), implausible(given), fullContractual(given, movements)]),
  ];
  return found.filter((one) => one !== undefined);
}

/** A payment has no negative amounts, a reversal no positive ones. Adjustments that add to a payment are negative. */
function wrongSign({ payment, context }: PaymentCase): RemittanceFinding | undefined {
  const sign = isReversal(payment) ? -1 : 1;
  const rows = [payment, ...payment.services];
  const amounts = rows.flatMap(({ chargeCents, paidCents }) => [chargeCents, paidCents]);
  const adjusted = allAdjustments(payment).filter((one) => {
    const kind = classOf(one, context);
    return one.reasonCode !== '94' && kind !== 'prior-payer' && kind !== 'interest';
  });
  const added = allAdjustments(payment).filter(
    (one) => one.reasonCode === '94' || classOf(one, context) === 'interest',
  );
  const wrong =
    [...amounts, ...adjusted.map(({ amountCents }) => amountCents)].find((amount) => amount * sign < 0) ??
    added.find(({ amountCents }) => amountCents * sign > 0)?.amountCents;
  return wrong === undefined
    ? undefined
    : { code: 'sign', sentence: `${dollars(wrong)} has the wrong sign for claim status ${payment.statusCode}` };
}

/** A denial (4), a claim of another payer (23) and a predetermination (25) pay nothing. */
function wrongStatus({ statusCode, paidCents }: ClaimPayment): RemittanceFinding | undefined {
  return ['4', '23', '25'].includes(statusCode) && paidCents !== 0
    ? { code: 'status', sentence: `claim status ${statusCode} pays nothing, but ${dollars(paidCents)} is paid` }
    : undefined;
}

/** CLP05 restates the total of the PR adjustments. Many payers leave it out or write zero. */
function otherPatientTotal(payment: ClaimPayment): RemittanceFinding | undefined {
  const { patientResponsibilityCents: given = cents(0) } = payment;
  const total = allAdjustments(payment)
    .filter(({ group }) => group === 'PR')
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return given === 0 || given === total
    ? undefined
    : {
        code: 'sums',
        sentence: `its patient share is ${dollars(given)}, but the PR adjustments are ${dollars(cents(total))}`,
      };
}

function unknownCode(payment: ClaimPayment): RemittanceFinding | undefined {
  const unknown = allAdjustments(payment).find(
    ({ reasonCode, amountCents }) => amountCents !== 0 && !isKnownReason(reasonCode),
  );
  return (
    unknown && {
      code: 'unknown-code',
      sentence: `${dollars(unknown.amountCents)} has a reason code that does not exist`,
    }
  );
}

/** PLB L6 pays interest by itself; the same interest within a claim (225) would be counted twice. */
function interestTwice({ payment, remittance, context }: PaymentCase): RemittanceFinding | undefined {
  const interest = allAdjustments(payment).find((one) => classOf(one, context) === 'interest');
  return interest && remittance.hasInterest
    ? {
        code: 'interest-twice',
        sentence: `interest of ${dollars(cents(0 - interest.amountCents))} is within the claim and in PLB L6, too`,
      }
    : undefined;
}

/**
 * The charge is the claim's. A payer may split a claim, so the charge of whole lines is right as well: then every
 * service has its line.
 */
function otherCharge({ payment, billed }: PaymentCase, lines: readonly string[]): RemittanceFinding | undefined {
  const whole = billedCharge(billed);
  const charged = billed.lines
    .filter(({ lineId }) => lines.includes(lineId))
    .reduce((total, { chargeCents }) => total + chargeCents, 0);
  const isPart = lines.length > 0 && !lines.includes('') && payment.chargeCents === charged;
  if (payment.chargeCents !== whole && !isPart)
    return { code: 'charge-differs', sentence: differs('the claim', payment.chargeCents, whole) };
  for (const { lineId, chargeCents } of billed.lines) {
    const services = payment.services.filter((_, index) => lines[index] === lineId);
    const total = services.reduce((sum, service) => sum + service.chargeCents, 0);
    if (services.length > 0 && total !== chargeCents)
      return { code: 'charge-differs', sentence: differs(`line ${lineId}`, cents(total), chargeCents) };
  }
  return undefined;
}

function differs(of: string, theirs: Cents, ours: Cents): string {
  return `the payer says that ${of} is ${dollars(theirs)}, and ${dollars(ours)} was billed`;
}

/** No payer pays or adjusts more than twice the charge. */
function implausible({ payment, billed }: PaymentCase): RemittanceFinding | undefined {
  const most = 2 * billedCharge(billed);
  const amounts = [payment.paidCents, ...allAdjustments(payment).map(({ amountCents }) => amountCents)];
  const large = amounts.find((amount) => Math.abs(amount) > most);
  return large === undefined
    ? undefined
    : {
        code: 'implausible',
        sentence: `${dollars(large)} is not plausible for a charge of ${dollars(billedCharge(billed))}`,
      };
}

const contract: ReadonlySet<MovementKind> = new Set(['contractual', 'sequestration', 'withheld']);

/** A line whose whole charge is a contractual adjustment was denied, as a rule. */
function fullContractual({ billed }: PaymentCase, movements: readonly Movement[]): RemittanceFinding | undefined {
  const rows = [
    { name: 'the claim', line: '', chargeCents: billedCharge(billed) },
    ...billed.lines.map(({ lineId, chargeCents }) => ({ name: `line ${lineId}`, line: lineId, chargeCents })),
  ];
  const full = rows.find(({ line, chargeCents }) => {
    const adjusted = totalMoved(movements, (one) => one.line === line && contract.has(one.kind));
    return chargeCents > 0 && adjusted === chargeCents;
  });
  return (
    full && {
      code: 'full-contractual',
      sentence:
        `the whole charge of ${full.name}, ${dollars(full.chargeCents)}, is a contractual adjustment ` +
        'and nothing is paid',
    }
  );
}
