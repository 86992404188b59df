import type { IsoDate } from '../dates.ts';
import { firstServiceDate } from '../policy/timely-filing.ts';
import { type Cents, cents, sum, zero } from '../money.ts';
import { totalOf } from '../remittance/classify.ts';
import type { ClaimPayment, ServicePayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';

type ServiceLine = Intake['claim']['serviceLines'][number];

/** One row of a statement: a service, its charge, and who pays it. */
export interface StatementLine {
  readonly serviceDate: IsoDate;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** Patient responsibility, or the whole charge without a payer. The totals subtract the patient's payments. */
  readonly youOweCents: Cents;
}

/** One row per service line, and one row for claim-level amounts if there are any. */
export function statementLines(intake: Intake, payments: readonly ClaimPayment[]): readonly StatementLine[] {
  const lines = intake.claim.serviceLines;
  const answers = payments.flatMap(({ services }) => assign(lines, services));
  return [
    ...lines.map((line) =>
      lineOf(
        line,
        answers.filter((answer) => answer.line === line),
        payments.length > 0,
      ),
    ),
    ...wholeClaim(intake, payments),
  ];
}

interface Answer {
  readonly line: ServiceLine | undefined;
  readonly service: ServicePayment;
}

/** The line of each service payment: by our line id, else the first unmatched line with its procedure. */
function assign(lines: readonly ServiceLine[], services: readonly ServicePayment[]): readonly Answer[] {
  const taken = new Set<ServiceLine>();
  return services.map((service) => {
    const line =
      lines.find(({ lineId }) => lineId === service.lineId) ??
      lines.find((one) => !taken.has(one) && one.procedureCode === service.procedureCode);
    if (line) taken.add(line);
    return { line, service };
  });
}

function lineOf(line: ServiceLine, answers: readonly Answer[], hasAnswer: boolean): StatementLine {
  const adjustments = answers.flatMap(({ service }) => service.adjustments);
  const chargedCents = cents(line.chargeAmountCents);
  return {
    serviceDate: line.serviceDate as IsoDate,
    procedureCode: line.procedureCode,
    modifiers: line.modifiers,
    chargedCents,
    insurancePaidCents: sum(answers.map(({ service }) => service.paidCents)),
    adjustedCents: totalOf(adjustments, 'contractual'),
    youOweCents: hasAnswer ? totalOf(adjustments, 'patient') : chargedCents,
  };
}

/** The row of amounts that match no line; empty when they are zero. */
function wholeClaim(intake: Intake, payments: readonly ClaimPayment[]): readonly StatementLine[] {
  const services = payments.flatMap((payment) => payment.services);
  const placed = payments
    .flatMap((payment) => assign(intake.claim.serviceLines, payment.services))
    .filter(({ line }) => line);
  const stray = services.filter((service) => !placed.some((answer) => answer.service === service));
  const adjustments = [
    ...payments.flatMap((payment) => payment.adjustments),
    ...stray.flatMap((service) => service.adjustments),
  ];
  // A payment without lines pays the whole claim.
  const lumps = payments.filter((payment) => payment.services.length === 0).map((payment) => payment.paidCents);
  const row: StatementLine = {
    serviceDate: firstServiceDate(intake),
    procedureCode: 'Whole claim',
    modifiers: [],
    chargedCents: zero,
    insurancePaidCents: sum([...lumps, ...stray.map((service) => service.paidCents)]),
    adjustedCents: totalOf(adjustments, 'contractual'),
    youOweCents: totalOf(adjustments, 'patient'),
  };
  return row.insurancePaidCents === 0 && row.adjustedCents === 0 && row.youOweCents === 0 ? [] : [row];
}
