import type { IsoDate } from '../dates.ts';
import type { Balance } from '../ledger/balances.ts';
import { claimTotals } from '../ledger/claim-totals.ts';
import { type Cents, sum } from '../money.ts';
import type { ClaimPayment } from '../remittance/remittance.ts';
import { notReversed } from '../remittance/standing-payments.ts';
import type { Intake } from '../schema/intake.ts';
import { addressLines, fullName, responsibleParty } from './person.ts';
import { assertAddsUp, type StatementLine, statementLines } from './statement-lines.ts';
import { type Notice, notices, printPhone } from './statement-notices.ts';
import { type OwedReason, reasonsOf } from './statement-reasons.ts';

/** A name and postal address, as printed in the window of the envelope. */
export interface Addressee {
  readonly name: string;
  readonly lines: readonly string[];
}

/** charged − insurance paid − adjusted − patient paid − other = amount due. */
export interface StatementTotals {
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  readonly patientPaidCents: Cents;
  /** Written off, owed by the payer, or placed with an agency. */
  readonly otherCents: Cents;
  readonly amountDueCents: Cents;
}

/** The content of a patient's statement, without layout. Holds PHI: never logged. */
export interface Statement {
  readonly statementNumber: string;
  readonly accountNumber: string;
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly badge: 'Statement' | 'Past due' | 'Final notice';
  readonly from: Addressee & { readonly phone?: string };
  readonly to: Addressee;
  readonly patientName: string;
  readonly providerName?: string;
  readonly insurerName?: string;
  readonly lines: readonly StatementLine[];
  readonly totals: StatementTotals;
  readonly reasons: readonly OwedReason[];
  /** Paragraphs below the amounts: how to pay, how to dispute, and so on. */
  readonly notices: readonly Notice[];
}

/** The input of a statement. */
export interface StatementFacts {
  readonly intake: Intake;
  readonly claimId: string;
  /** The balances of the claim. */
  readonly balances: readonly Balance[];
  /** All claim payments of the claim, oldest first. */
  readonly payments: readonly ClaimPayment[];
  /** Billing cycle and number of the statement in the cycle, both starting at 1. */
  readonly cycle: number;
  readonly statement: number;
  readonly isFinalNotice: boolean;
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  /** Day of the first statement of the claim; absent when this is the first. */
  readonly firstStatementOn?: IsoDate;
}

/**
 * A patient's statement. It shows adjudicated and paid amounts only: no estimates, and no amounts pending at a payer.
 * Throws an Error if its rows do not add up to its totals.
 */
export function statementOf(facts: StatementFacts): Statement {
  const { intake, claimId, balances, cycle, statement, isFinalNotice, issuedOn, dueOn } = facts;
  const payments = notReversed(facts.payments);
  const totals = claimTotals(balances);
  const lines = statementLines(intake, balances);
  assertAddsUp(lines, totals);
  const party = responsibleParty(intake);
  const [insurance] = intake.insurance;
  return {
    statementNumber: `${claimId}-${cycle}-${statement}`,
    accountNumber: claimId,
    issuedOn,
    dueOn,
    badge: isFinalNotice ? 'Final notice' : statement > 1 ? 'Past due' : 'Statement',
    from: sender(intake),
    to: { name: fullName(party), lines: addressLines(party.address) },
    patientName: fullName(intake.patient),
    ...(intake.rendering ? { providerName: fullName(intake.rendering) } : {}),
    ...(intake.responsibleParty === 'insurance' && insurance ? { insurerName: insurance.payerName } : {}),
    lines,
    totals: {
      chargedCents: totals.chargedCents,
      insurancePaidCents: totals.insurancePaidCents,
      adjustedCents: totals.adjustedCents,
      patientPaidCents: totals.patientPaidCents,
      otherCents: sum([totals.writtenOffCents, totals.insuranceOwesCents, totals.placedCents]),
      amountDueCents: totals.patientOwesCents,
    },
    reasons: payments.length > 0 ? reasonsOf(payments) : [withoutPayer(intake, totals.patientOwesCents)],
    notices: notices({
      intake,
      accountNumber: claimId,
      chargedCents: totals.chargedCents,
      dueOn,
      firstStatementOn: facts.firstStatementOn ?? issuedOn,
      isFinalNotice,
    }),
  };
}

function sender({ billing }: Intake): Statement['from'] {
  const phone = billing.contact?.phone;
  return {
    name: billing.organizationName,
    lines: addressLines(billing.payTo ?? billing.address),
    ...(phone ? { phone: printPhone(phone) } : {}),
  };
}

function withoutPayer(intake: Intake, amountCents: Cents): OwedReason {
  return intake.responsibleParty === 'selfPay'
    ? { code: 'SELF', sentence: 'You pay for this visit yourself, without an insurance.', amountCents }
    : { code: 'GY', sentence: 'This service is not a benefit of your plan, as you were told before.', amountCents };
}
