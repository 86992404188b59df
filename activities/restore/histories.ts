import type { InputKind } from '../../domain/claim/inputs.ts';
import type { Instant } from '../../domain/dates.ts';

/** An input of a person, as the history of a workflow has it. */
export interface HistoricInput {
  /** Under which it is stored: the id of an Update; undefined for a Signal. */
  readonly key: string | undefined;
  readonly kind: InputKind;
  readonly value: unknown;
  readonly at: Instant;
  /** Why the workflow refused it; undefined if it was taken, or if the history has no answer. */
  readonly refusal: string | undefined;
}

/** A claim whose workflow did something after a given moment. */
export interface ChangedClaim {
  readonly claimId: string;
  /** The run that opened the claim and the patient file that it got; undefined if Temporal no longer keeps that run. */
  readonly opening: { readonly runId: string; readonly intake: unknown; readonly at: Instant } | undefined;
  /** Oldest first. */
  readonly inputs: readonly HistoricInput[];
}

/** The workflows of claims, with their histories. */
export interface ClaimHistories {
  /** Claims whose workflow did something after that moment, open or closed. */
  changedSince(moment: Instant): AsyncIterable<ChangedClaim>;
  /** Ends the workflow of a claim, if one is open. */
  end(claimId: string): Promise<void>;
  /** Gives an input to the open workflow of a claim. */
  signal(claimId: string, kind: InputKind, value: unknown): Promise<void>;
}
