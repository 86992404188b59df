import type { RecordInput } from '../activities/contract.ts';
import type { InputKind, InputOf } from '../domain/claim/inputs.ts';
import { dayAt } from '../domain/clock.ts';
import type { IsoDate } from '../domain/dates.ts';
import { initialState } from './initial-state.ts';
import type { Receipt } from './messages.ts';
import type { ClaimState } from './state.ts';

/**
 * An input of a person that waits for the loop, and its receipt once the loop has applied it. `key` is the id of
 * its Update, or its place among the Signals; `refusal` says why it was refused as it arrived.
 */
export type PendingInput = {
  [K in InputKind]: {
    readonly key: string;
    readonly kind: K;
    readonly value: InputOf[K];
    readonly refusal?: string;
    receipt?: Receipt;
  };
}[InputKind];

/** An input with its outcome, to store. */
export type UnstoredInput = Omit<RecordInput, 'claimId' | 'standing'>;

/** What the procedures of one claim share. */
export interface ClaimContext {
  state: ClaimState;
  /** The patient file is stored or read: before that, nothing is known of the claim. */
  isOpen: boolean;
  /** Inputs of people that the loop has not applied yet. */
  readonly inputs: PendingInput[];
  /** The search attributes do not show the standing yet. */
  isUnpublished: boolean;
  /** What the database has of the claim: its state as JSON, and the lines of its timeline. */
  stored: { readonly state: string; readonly lines: number };
  /** Inputs of this run that could not be stored. */
  readonly unstored: UnstoredInput[];
  /** A copy on which a step is tried out: nothing of it is shown. */
  readonly isDraft: boolean;
}

/** The context of a claim that has not opened yet: handlers can be registered before the patient file is stored. */
export function createContext(): ClaimContext {
  return {
    state: initialState(),
    isOpen: false,
    inputs: [],
    isUnpublished: false,
    stored: { state: '', lines: 0 },
    unstored: [],
    isDraft: false,
  };
}

/** The business day now, by the claim's own clock. Workflow time, so a replay sees the same day. */
export function today({ state }: ClaimContext): IsoDate {
  return dayAt(state.policy.clock, Date.now());
}

/** Whether something has arrived that the loop has not looked at. */
export function hasNews({ inputs, state }: ClaimContext): boolean {
  return inputs.length > 0 || state.facts.length > 0 || state.hasMoneyMoved;
}
