import type { IsoDate } from '../dates.ts';
import type { Balance } from '../ledger/balances.ts';
import { type ClaimTotals, claimTotals } from '../ledger/claim-totals.ts';
import { type Cents, sum } from '../money.ts';
import { firstServiceDate } from '../policy/service-dates.ts';
import type { Intake } from '../schema/intake.ts';

/** One row of a statement: a service, its charge, and who pays it. */
export interface StatementLine {
  readonly serviceDate: IsoDate;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** The patient's part, before the patient's payments, which the totals subtract. */
  readonly youOweCents: Cents;
}

/** One row per service line, and one row for amounts that belong to none of them, if there are any. */
export function statementLines(intake: Intake, balances: readonly Balance[]): readonly StatementLine[] {
  const lines = intake.claim.serviceLines;
  const known = new Set(lines.map(({ lineId }) => lineId));
  const others = amountsOf(balances.filter(({ line }) => !known.has(line)));
  return [
    ...lines.map(({ lineId, procedureCode, modifiers, serviceDate }) => ({
      serviceDate: serviceDate as IsoDate,
      procedureCode,
      modifiers,
      ...amountsOf(balances.filter(({ line }) => line === lineId)),
    })),
    ...(Object.values(others).some((amount) => amount !== 0)
      ? [{ serviceDate: firstServiceDate(intake), procedureCode: 'Whole claim', modifiers: [], ...others }]
      : []),
  ];
}

function amountsOf(
  balances: readonly Balance[],
): Pick<StatementLine, 'chargedCents' | 'insurancePaidCents' | 'adjustedCents' | 'youOweCents'> {
  const { chargedCents, insurancePaidCents, adjustedCents, ...totals } = claimTotals(balances);
  return { chargedCents, insurancePaidCents, adjustedCents, youOweCents: patientPart(totals) };
}

/** What the patient paid and still owes. */
function patientPart({
  patientOwesCents,
  patientPaidCents,
}: Pick<ClaimTotals, 'patientOwesCents' | 'patientPaidCents'>): Cents {
  return sum([patientOwesCents, patientPaidCents]);
}

/** Throws an Error unless every column of the rows adds up to the totals of the claim. */
export function assertAddsUp(lines: readonly StatementLine[], totals: ClaimTotals): void {
  const expected = { ...totals, youOweCents: patientPart(totals) };
  for (const column of ['chargedCents', 'insurancePaidCents', 'adjustedCents', 'youOweCents'] as const)
    if (sum(lines.map((line) => line[column])) !== expected[column])
      throw new Error(`the rows of a statement do not add up to its total: ${column}`);
}
