import type { IsoDate } from '../dates.ts';
import type { ClaimStatus, Owner } from './status.ts';

/** What a claim is doing now. Ids, codes, dates and cents only. */
export interface ClaimView {
  readonly claimId: string;
  readonly status: ClaimStatus;
  readonly owner: Owner;
  /** What happens next, in a biller's words. */
  readonly next: string;
  readonly dueOn: IsoDate | null;
  readonly holds: readonly string[];
  readonly version: number;
  readonly submissions: number;
  readonly balanceCents: number;
  /** Every status the claim has had, oldest first. */
  readonly statuses: readonly ClaimStatus[];
  readonly intakeSha256: string;
  readonly workItemId: string | null;
  readonly statements: number;
}

type Asked = { readonly workItemId: string | null } | null;

/** What a view is taken from. */
export interface ViewSource extends Omit<ClaimView, 'workItemId'> {
  readonly openQuestion: Asked;
  readonly awaitedPartner: Asked;
}

/** What is shown of a claim's state. */
export function viewOf(state: ViewSource): ClaimView {
  const { claimId, status, owner, next, dueOn, holds, version, submissions, balanceCents } = state;
  const { statuses, intakeSha256, openQuestion, awaitedPartner, statements } = state;
  const workItemId = openQuestion?.workItemId ?? awaitedPartner?.workItemId ?? null;
  return {
    ...{ claimId, status, owner, next, dueOn, holds, version, submissions, balanceCents },
    ...{ statuses, intakeSha256, workItemId, statements },
  };
}
