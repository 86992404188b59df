import type { ReceivedPayment } from '../claim/inputs.ts';
import type { WriteOffReason } from '../claim/write-off-reasons.ts';
import type { IsoDate } from '../dates.ts';
import { type Cents, cents, sum } from '../money.ts';
import { type Party, receivable, writeOffAccount } from './accounts.ts';
import { type Balance, openLines, type OpenLine } from './balances.ts';
import {
  type Entry,
  entry,
  type EntryDays,
  isSameMoney,
  reversalOf,
  type Transfer,
  transfer,
  wholeClaim,
} from './entry.ts';

/** The charges of one version of a claim, and who owes them. */
export interface Charge extends EntryDays {
  readonly claimId: string;
  readonly version: number;
  readonly lines: readonly OpenLine[];
  readonly responsibleParty: 'insurance' | 'selfPay';
}

/** The entry of a claim's charges. The first coverage owes them, or a self-pay patient. Undefined for zero. */
export function chargeEntry({ claimId, version, lines, responsibleParty, ...days }: Charge): Entry | undefined {
  const debtor = responsibleParty === 'selfPay' ? 'patient' : 'coverage-1';
  return entry({
    key: `${claimId}:charge:${version}`,
    kind: 'charge',
    claimId,
    ...days,
    source: `version ${version}`,
    transfers: lines.map(({ line, amountCents }) =>
      transfer({ line, debit: receivable(debtor), credit: 'revenue' }, amountCents),
    ),
  });
}

/**
 * The entries of corrected charges: the reversal of the previous charges, and the new ones. `previous` is the newest
 * charge entry that is not reversed; undefined if there is none. Empty when amounts and debtor stay the same.
 */
export function chargeCorrectionEntries(charge: Charge & { readonly previous: Entry | undefined }): readonly Entry[] {
  const { previous, ...made } = charge;
  const next = chargeEntry(made);
  const { claimId, version, effectiveOn, postedOn } = charge;
  if (isSameMoney(previous, next)) return [];
  const key = `${claimId}:charge-reversal:${version}`;
  const as = { key, kind: 'correction', effectiveOn, postedOn, source: `version ${version}` } as const;
  return [previous && reversalOf(previous, as), next].filter((one) => one !== undefined);
}

/** Moves what the first coverage owes to the patient, whose plan does not cover it. Undefined if it owes nothing. */
export function patientLiableEntry(input: {
  readonly claimId: string;
  readonly version: number;
  readonly balances: readonly Balance[];
  readonly on: IsoDate;
}): Entry | undefined {
  const { claimId, version, balances, on } = input;
  return entry({
    key: `${claimId}:patient-liable:${version}`,
    kind: 'patient-responsibility',
    claimId,
    ...both(on),
    source: `coverage check of version ${version}`,
    transfers: between({ from: 'coverage-1', to: 'patient' }, openLines(balances, 'coverage-1')),
  });
}

/**
 * A payment from the patient. It pays what the agency collects first, then what the patient owes, line by line; the
 * excess is the patient's, too (see `creditEntry`). A payment before the service is a deposit. Undefined for zero.
 */
export function patientPaymentEntry(input: {
  readonly claimId: string;
  readonly payment: ReceivedPayment;
  readonly balances: readonly Balance[];
  /** The first day of service. */
  readonly servedOn: IsoDate;
  readonly postedOn: IsoDate;
  readonly by: string;
}): Entry | undefined {
  const { claimId, payment, balances, servedOn, postedOn, by } = input;
  const paid = (party: Party, lines: readonly OpenLine[]): readonly (readonly Transfer[])[] =>
    lines.map(({ line, amountCents }) =>
      transfer({ line, debit: 'patient-cash', credit: receivable(party) }, amountCents),
    );
  const atAgency = openLines(balances, 'agency', payment.amountCents);
  const afterAgency = cents(payment.amountCents - totalOfLines(atAgency));
  const ofPatient = openLines(balances, 'patient', afterAgency);
  const excess = cents(afterAgency - totalOfLines(ofPatient));
  const isDeposit = payment.receivedOn < servedOn && atAgency.length === 0;
  // The key has no claim id: a payment that is recorded for two claims must post only once.
  return entry({
    key: `payment:${payment.paymentId}`,
    kind: 'patient-payment',
    claimId,
    effectiveOn: payment.receivedOn,
    postedOn,
    source: `payment ${payment.paymentId} (${payment.method})`,
    by,
    transfers: isDeposit
      ? [transfer({ line: wholeClaim, debit: 'patient-cash', credit: 'deposits' }, payment.amountCents)]
      : [
          ...paid('agency', atAgency),
          ...paid('patient', ofPatient),
          ...paid('patient', [{ line: wholeClaim, amountCents: excess }]),
        ],
  });
}

/** A part of what a party owes, and the decision about it. */
interface PartDecision {
  readonly claimId: string;
  readonly party: Party;
  readonly lines: readonly OpenLine[];
  /** Who decided; null if claimloop did, by the policy of the claim. */
  readonly by: string | null;
  readonly on: IsoDate;
}

/** Writes off a part of what a party owes. Undefined for a part of zero. `key` identifies the cause. */
export function writeOffEntry(
  input: PartDecision & {
    readonly key: string;
    readonly reason: WriteOffReason;
    readonly approvedBy?: string | undefined;
  },
): Entry | undefined {
  const { claimId, key, party, lines, reason, by, approvedBy, on } = input;
  return entry({
    key: `write-off:${key}`,
    kind: 'write-off',
    claimId,
    ...both(on),
    source: `write-off ${reason}${approvedBy === undefined ? '' : `, approved by ${approvedBy}`}`,
    ...(by === null ? {} : { by }),
    transfers: lines.map(({ line, amountCents }) =>
      transfer({ line, debit: writeOffAccount(reason), credit: receivable(party) }, amountCents),
    ),
  });
}

/** Moves a part of what a party owes to another party. Undefined for a part of zero. */
export function transferEntry(
  input: PartDecision & { readonly transferId: string; readonly to: Party; readonly by: string },
): Entry | undefined {
  const { claimId, transferId, party, to, lines, by, on } = input;
  return entry({
    key: `transfer:${claimId}:${transferId}`,
    kind: 'transfer',
    claimId,
    ...both(on),
    source: `transfer ${transferId}`,
    by,
    transfers: between({ from: party, to }, lines),
  });
}

/** A placement of a claim with the agency, or its recall. */
export interface Placement {
  readonly claimId: string;
  /** 1 for the first placement of the claim. */
  readonly placement: number;
  readonly balances: readonly Balance[];
  readonly on: IsoDate;
}

/** Moves what the patient owes to the agency. Undefined if the patient owes nothing. */
export function placementEntry({ claimId, placement, balances, on }: Placement): Entry | undefined {
  return entry({
    key: `${claimId}:placement:${placement}`,
    kind: 'placement',
    claimId,
    ...both(on),
    source: `placement ${placement}`,
    transfers: between({ from: 'patient', to: 'agency' }, openLines(balances, 'patient')),
  });
}

/** Moves what is left of a placement back to the patient. Undefined if nothing is. */
export function recallEntry({ claimId, placement, balances, on }: Placement): Entry | undefined {
  return entry({
    key: `${claimId}:recall:${placement}`,
    kind: 'recall',
    claimId,
    ...both(on),
    source: `recall of placement ${placement}`,
    transfers: between({ from: 'agency', to: 'patient' }, openLines(balances, 'agency')),
  });
}

function between(
  { from, to }: { readonly from: Party; readonly to: Party },
  lines: readonly OpenLine[],
): readonly (readonly Transfer[])[] {
  return lines.map(({ line, amountCents }) =>
    transfer({ line, debit: receivable(to), credit: receivable(from) }, amountCents),
  );
}

function totalOfLines(lines: readonly OpenLine[]): Cents {
  return sum(lines.map(({ amountCents }) => amountCents));
}

/** The days of a fact of today. */
function both(on: IsoDate): EntryDays {
  return { effectiveOn: on, postedOn: on };
}
