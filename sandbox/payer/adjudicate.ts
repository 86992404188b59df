import type { Plan } from '../schema/plans.ts';
import type { Adjusted, ClaimSeen, LinePaid, LineSeen } from './claim-seen.ts';

/** What the payer knows beside the claim. */
export interface Known {
  /** The business day on which the claim arrived, yyyy-mm-dd. */
  readonly today: string;
  /** Lines that earlier remittances have paid. */
  readonly paidBefore: readonly LinePaid[];
}

/** Pays each line of a claim by the plan. Deductible and copayment are taken once, from the first lines. */
export function adjudicate(claim: ClaimSeen, plan: Plan, known: Known): readonly LinePaid[] {
  const left = { deductible: plan.deductibleCents, copay: plan.copayCents };
  return claim.lines.map((line) => {
    const denial = denialOf(claim, line, { plan, known });
    if (!denial) return payLine(claim, line, { plan, left });
    const { group, reason, remarks = [] } = denial;
    return paid(line, [{ group, reason, amountCents: line.chargeCents }], remarks);
  });
}

type Reason = Omit<Adjusted, 'amountCents'>;

function denialOf(
  claim: ClaimSeen,
  line: LineSeen,
  { plan, known }: { readonly plan: Plan; readonly known: Known },
): (Reason & { readonly remarks?: readonly string[] }) | undefined {
  const isOriginal = claim.frequency === '1';
  if (isOriginal && known.paidBefore.some((one) => isSameService(one, line))) return { group: 'OA', reason: '18' };
  if (isOriginal && daysBetween(line.serviceDate, known.today) > plan.filingLimitDays)
    return { group: 'CO', reason: '29' };
  if (!isListed(plan.covers, line)) return reasonOf(plan.notCoveredAs);
  if (isListed(plan.authorizationRequired, line) && !claim.hasAuthorization)
    return { ...reasonOf(plan.authorizationDeniedAs), remarks: plan.authorizationRemarks };
  return undefined;
}

function isSameService(one: LinePaid, line: LineSeen): boolean {
  return one.paidCents > 0 && one.procedureCode === line.procedureCode && one.serviceDate === line.serviceDate;
}

function isListed(codes: readonly string[], { procedureCode }: LineSeen): boolean {
  return codes.some((code) =>
    code.endsWith('*') ? procedureCode.startsWith(code.slice(0, -1)) : code === procedureCode,
  );
}

/** Group and reason code of a text such as CO-197. */
export function reasonOf(text: string): Reason {
  const [group = '', reason = ''] = text.split('-');
  return { group: group as Reason['group'], reason };
}

/** After another payer, this one pays what that one left to the patient, as far as its contract allows. */
function payLine(
  claim: ClaimSeen,
  line: LineSeen,
  { plan, left }: { readonly plan: Plan; readonly left: { deductible: number; copay: number } },
): LinePaid {
  const fee = plan.feeCents[line.procedureCode];
  const { chargeCents, leftCents } = line;
  const byContract = fee === undefined ? share(chargeCents, plan.allowedPercent) : Math.round(fee * line.units);
  const allowed = Math.min(chargeCents, byContract);
  if (claim.isSecondary) {
    const owed = Math.min(allowed, leftCents);
    return paid(line, [
      { group: 'OA', reason: '23', amountCents: chargeCents - leftCents },
      { group: 'CO', reason: '45', amountCents: leftCents - owed },
    ]);
  }
  const deductible = Math.min(left.deductible, allowed);
  const copay = Math.min(left.copay, allowed - deductible);
  left.deductible -= deductible;
  left.copay -= copay;
  const coinsurance = share(allowed - deductible - copay, plan.coinsurancePercent);
  const payable = allowed - deductible - copay - coinsurance;
  return paid(line, [
    { group: 'CO', reason: '45', amountCents: chargeCents - allowed },
    { group: 'PR', reason: '1', amountCents: deductible },
    { group: 'PR', reason: '3', amountCents: copay },
    { group: 'PR', reason: '2', amountCents: coinsurance },
    { group: 'CO', reason: '253', amountCents: share(payable, plan.sequestrationPercent) },
  ]);
}

/** A line with these adjustments; the rest of its charge is paid. */
export function paid(line: LineSeen, adjustments: readonly Adjusted[], remarks: readonly string[] = []): LinePaid {
  const given = adjustments.filter(({ amountCents }) => amountCents !== 0);
  const adjusted = given.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return { ...line, adjustments: given, remarks, paidCents: line.chargeCents - adjusted };
}

/** A part of an amount, without fractions of a cent. */
export function share(cents: number, percent: number): number {
  return Math.floor((cents * percent) / 100);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The same lines with negated amounts: a reversal. */
export function reversed(lines: readonly LinePaid[]): readonly LinePaid[] {
  return lines.map((line) => ({
    ...line,
    chargeCents: -line.chargeCents,
    paidCents: 0 - line.paidCents,
    adjustments: line.adjustments.map((adjustment) => ({ ...adjustment, amountCents: -adjustment.amountCents })),
  }));
}
