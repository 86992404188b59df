import { assertNever } from '../assert-never.ts';
import { type Cents, negate } from '../money.ts';
import { type Account, isWriteOff } from './accounts.ts';
import { type Balance, totalIn } from './balances.ts';

/**
 * How a charge was settled. charged = insurance paid + adjusted + patient paid + written off + insurance owes + placed
 * + patient owes: every account counts in exactly one of them.
 */
export interface ClaimTotals {
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  readonly patientPaidCents: Cents;
  readonly writtenOffCents: Cents;
  /** What coverages owe; negative for what is owed back to them. */
  readonly insuranceOwesCents: Cents;
  /** What the agency collects. */
  readonly placedCents: Cents;
  /** What the patient owes; negative for a credit. */
  readonly patientOwesCents: Cents;
}

type Column = keyof ClaimTotals;

/** The totals of a claim, from its balances; of one line, from those of the line. */
export function claimTotals(balances: readonly Balance[]): ClaimTotals {
  const of = (column: Column): Cents => totalIn(balances, (account) => columnOf(account) === column);
  return {
    chargedCents: negate(of('chargedCents')),
    insurancePaidCents: of('insurancePaidCents'),
    adjustedCents: of('adjustedCents'),
    patientPaidCents: of('patientPaidCents'),
    writtenOffCents: of('writtenOffCents'),
    insuranceOwesCents: of('insuranceOwesCents'),
    placedCents: of('placedCents'),
    patientOwesCents: of('patientOwesCents'),
  };
}

function columnOf(account: Account): Column {
  if (isWriteOff(account)) return 'writtenOffCents';
  switch (account) {
    case 'revenue':
      return 'chargedCents';
    case 'contractual-adjustments':
    case 'sequestration':
    case 'withheld':
    case 'capitation':
      return 'adjustedCents';
    // Interest is paid on top of the claim, and what is taken back or still to be applied reduces the payment.
    case 'payer-clearing':
    case 'bank':
    case 'interest-income':
    case 'unapplied':
    case 'provider-adjustments':
    case 'forwarding-balance':
    case 'recoupments':
      return 'insurancePaidCents';
    // A deposit counts when it is applied, and a refund is no payment any more.
    case 'patient-cash':
    case 'deposits':
    case 'refunds':
    case 'agency-fees':
      return 'patientPaidCents';
    case 'receivable:coverage-1':
    case 'receivable:coverage-2':
    case 'receivable:coverage-3':
    case 'credits:coverage-1':
    case 'credits:coverage-2':
    case 'credits:coverage-3':
      return 'insuranceOwesCents';
    case 'receivable:agency':
      return 'placedCents';
    case 'receivable:patient':
    case 'credits:patient':
      return 'patientOwesCents';
    default:
      return assertNever(account);
  }
}
