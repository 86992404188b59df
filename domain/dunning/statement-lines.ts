import type { IsoDate } from '../dates.ts';
import { firstServiceDate } from '../policy/timely-filing.ts';
import { type Cents, cents, sum, zero } from '../money.ts';
import { totalOf } from '../remittance/classify.ts';
import type { ClaimPayment, ServicePayment } from '../remittance/remittance.ts';
import type { Intake } from '../schema/intake.ts';

type ServiceLine = Intake['claim']['serviceLines'][number];

/** What one service cost and who bears it. */
export interface StatementLine {
  readonly serviceDate: IsoDate;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** What the payer left to the patient; all of it where no payer has a part. Payments made come off in the totals. */
  readonly youOweCents: Cents;
}

/** One row for each service line, and one for what payers said of the claim as a whole, where they did. */
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

/** Which line each service payment speaks of: by our line id, or else the first free line with its procedure. */
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

/** What payers said without naming a line of ours; no row when that is nothing. */
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
  // A payer that names no lines pays the claim as a whole.
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
