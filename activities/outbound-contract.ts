import type { SendAs } from '../domain/claim/send-as.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { RecallReason } from '../domain/policy/placement.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { StandingRecord } from './standing-contract.ts';

/** Where the claim stands once the step is done; stored in the transaction that marks the file as sent. */
interface LeadsTo {
  readonly standing: StandingRecord;
}

/** Activities that send something out, on their own task queue. */
export interface OutboundActivities {
  /** Commits the bytes with their control numbers, then sends them; a retry sends the same bytes. */
  submitClaim(
    input: LeadsTo & {
      claimId: string;
      version: number;
      submission: number;
      as: SendAs;
      today: IsoDate;
    },
  ): Promise<void>;
  /** Sends the bytes of that submission again. */
  resendClaim(input: LeadsTo & { claimId: string; submission: number; resend: number }): Promise<void>;
  /** Renders a statement (numbered from 1) and delivers it for mailing. */
  sendStatement(
    input: LeadsTo & {
      claimId: string;
      cycle: number;
      statement: number;
      isFinalNotice: boolean;
      dueOn: IsoDate;
      today: IsoDate;
    },
  ): Promise<void>;
  /** Places the patient's balance with the agency and moves it in the ledger. Returns who owes then. */
  placeAccount(
    input: LeadsTo & { claimId: string; placement: number; policy: ClaimPolicy; today: IsoDate },
  ): Promise<{ debtor: Debtor }>;
  /** Recalls a placed account and moves the remaining balance back to the patient. */
  recallAccount(
    input: LeadsTo & { claimId: string; placement: number; reason: RecallReason; today: IsoDate },
  ): Promise<void>;
  /** Tells the agency of a payment that was made here while it has the account. */
  reportDirectPayment(
    input: LeadsTo & { claimId: string; placement: number; paymentId: string; today: IsoDate },
  ): Promise<void>;
}
