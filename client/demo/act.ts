import { z } from 'zod';
import { transferParties } from '../../domain/claim/inputs.ts';
import { claimStatuses, type ClaimStatus } from '../../domain/claim/status.ts';
import { writeOffReasons } from '../../domain/claim/write-off-reasons.ts';
import { parties } from '../../domain/ledger/accounts.ts';
import { cents } from '../../domain/money.ts';
import type { Claimloop, ClaimView } from '../index.ts';

const statuses = Object.keys(claimStatuses) as [ClaimStatus, ...ClaimStatus[]];

/** When a person acts: `asked` means that the claim waits for an answer, `billed` that the patient has a statement. */
const when = {
  when: z.enum(['asked', 'billed', 'exception', ...statuses]),
  /** Statements that were sent, at least. */
  statements: z.int().min(1).default(1),
  /** Text of the question, such as a reason code. */
  about: z.string().min(1).optional(),
};
const amountCents = z.int().min(1).transform(cents).optional();
const reason = z.string().min(1);

/** One act of a person in a scenario. */
export const actSchema = z.discriminatedUnion('do', [
  z.strictObject({ ...when, do: z.literal('correct'), reason, set: z.record(z.string(), z.unknown()) }),
  /** Without an amount, the patient pays what is open. */
  z.strictObject({ ...when, do: z.literal('pay'), amountCents }),
  z.strictObject({
    ...when,
    do: z.literal('writeOff'),
    reason: z.enum(writeOffReasons),
    party: z.enum(parties).optional(),
    line: z.string().optional(),
    amountCents,
  }),
  z.strictObject({
    ...when,
    do: z.literal('transfer'),
    reason,
    from: z.enum(transferParties),
    to: z.enum(transferParties),
    line: z.string().optional(),
    amountCents,
  }),
  z.strictObject({ ...when, do: z.literal('hold'), name: z.string().min(1), reason }),
  z.strictObject({ ...when, do: z.literal('release'), name: z.string().min(1) }),
  /** What a person decides about a part of a remittance that does not fit. */
  z.strictObject({ ...when, do: z.enum(['accept', 'refuse']), reason }),
]);

/** What a person does, and when. */
export type Act = Readonly<z.output<typeof actSchema>>;

/** The calls that acts need. */
export type ActingClient = Pick<
  Claimloop,
  'correctClaim' | 'recordPayment' | 'writeOff' | 'transfer' | 'hold' | 'release' | 'decideRemittance'
>;

const by = 'demo-biller';
/** The statuses of claims that wait for an answer of a person. */
export const askingStatuses: ReadonlySet<ClaimStatus> = new Set([
  ...(['NEEDS_CORRECTION', 'REJECTED', 'DENIED', 'PAST_FILING_LIMIT'] as const),
  ...(['CODING_REVIEW', 'COVERAGE_REVIEW', 'CREDIT_BALANCE'] as const),
]);

/** Whether a claim waits for the answer of a person. */
export function asksPerson({ status, workItemId }: ClaimView): boolean {
  return askingStatuses.has(status) && workItemId !== null;
}

/** What is known of a claim when a person may act: its view, and the first part of a remittance that waits. */
export interface Seen {
  readonly view: ClaimView;
  readonly exception: string | undefined;
  /** Questions that were answered already. */
  readonly answered: ReadonlySet<string>;
}

/** Whether it is time for an act. */
export function isTimeFor({ when, statements, about }: Act, { view, exception, answered }: Seen): boolean {
  if (about !== undefined && !view.next.includes(about)) return false;
  if (when === 'asked') return asksPerson(view) && !answered.has(view.workItemId ?? '');
  if (when === 'billed')
    return (view.status === 'PATIENT_DUE' || view.status === 'FINAL_NOTICE') && view.statements >= statements;
  return when === 'exception' ? exception !== undefined : view.status === when;
}

/** Acts. True when the act was taken. The id of an input comes from the claim and the act: a repeat is the same. */
export async function act(claimloop: ActingClient, one: Act, nth: number, seen: Seen): Promise<boolean> {
  const { claimId, balanceCents } = seen.view;
  const id = `${claimId}-${nth}`;
  switch (one.do) {
    case 'correct':
      return taken(claimloop.correctClaim(claimId, { correctionId: id, by, reason: one.reason, set: one.set }));
    case 'pay':
      return taken(
        claimloop.recordPayment(claimId, {
          ...{ paymentId: `${id}-${balanceCents}`, by, method: 'card' },
          amountCents: one.amountCents ?? cents(balanceCents),
        }),
      );
    case 'writeOff': {
      const { reason, party, line, amountCents } = one;
      return taken(claimloop.writeOff(claimId, { writeOffId: id, by, reason, ...given({ party, line, amountCents }) }));
    }
    case 'transfer': {
      const { reason, from, to, line, amountCents } = one;
      return taken(
        claimloop.transfer(claimId, { transferId: id, by, reason, from, to, ...given({ line, amountCents }) }),
      );
    }
    case 'hold':
      return taken(claimloop.hold(claimId, { name: one.name, by, reason: one.reason }));
    case 'release':
      return taken(claimloop.release(claimId, { name: one.name, by }));
    case 'accept':
    case 'refuse': {
      const segment = seen.exception ?? '';
      const kind = `${one.do}-remittance` as const;
      return (await claimloop.decideRemittance({ kind, segment, reason: one.reason, by })).outcome === 'done';
    }
  }
}

async function taken(receipt: ReturnType<ActingClient['correctClaim']>): Promise<boolean> {
  return (await receipt).outcome === 'taken';
}

/** The fields that have a value. */
function given<T extends object>(fields: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
