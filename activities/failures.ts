import { ApplicationFailure } from '@temporalio/common';
import { isPartnerTrouble } from '../domain/partner-trouble.ts';

// All failures that leave an activity are created here. Failure types are stored in workflow histories.

const permanentSentences = {
  'credentials-refused': 'The trading partner rejected our credentials.',
  'host-key-changed': "The trading partner's host key does not match the configured key.",
  'key-unreadable': 'The private key for the trading partner cannot be read.',
  'inbox-refused': 'The trading partner does not let us leave files in its inbox.',
  'outbox-refused': 'The trading partner does not let us list its outbox.',
  'archive-failed': 'The archive cannot be written.',
  'unknown-partner': 'No trading partner is configured for this payer or purpose.',
  'unknown-claim': 'There is no such claim.',
  'unknown-submission': 'There is no such submission.',
  'unknown-file': 'There is no such file.',
  'unknown-work-item': 'There is no such work item.',
  'unknown-policy-profile': 'The policy profile named in the patient file is not configured.',
  'unreadable-configuration': 'The configuration of this step cannot be read.',
  'unreadable-record': 'A stored record does not have the expected form.',
  'claim-not-writable': 'The claim cannot be written as an X12 837P.',
  'statement-not-printable': 'The statement has a character that its font cannot print.',
  'data-refused': 'The database refused the data: a value does not fit its column.',
  'conflicting-inputs': 'The same key was used before with different inputs.',
} as const;

const temporarySentences = {
  'database-away': 'The database does not answer.',
  'database-refused': 'The database refused a statement.',
  'partner-not-here': 'This worker does not know the trading partner; another worker may.',
  'partner-away': 'The trading partner does not answer.',
  'inbox-failed': 'The trading partner reported an error or stopped answering when we left a file.',
  'outbox-failed': 'The trading partner reported an error or stopped answering when we fetched its files.',
  unexpected: 'The step failed with an unexpected error.',
} as const;

/** Type of a failure that is not retried: a person must change something first. */
export type FailureType = keyof typeof permanentSentences;
/** Type of a failure that is retried. */
export type TemporaryFailureType = keyof typeof temporarySentences;

/** Details of a failure: surrogate ids, codes and counts, never a name, a member id or free text. */
export type FailureDetails = Readonly<Record<string, string | number>>;

/**
 * Creates a failure that is not retried; the workflow opens a work item. It carries no cause, because causes may
 * contain field values.
 */
export function permanent(type: FailureType, details?: FailureDetails): ApplicationFailure {
  return ApplicationFailure.nonRetryable(permanentSentences[type], type, ...(details ? [details] : []));
}

/** Creates a failure that is retried. */
export function temporary(type: TemporaryFailureType, details?: FailureDetails): ApplicationFailure {
  return ApplicationFailure.retryable(temporarySentences[type], type, ...(details ? [details] : []));
}

/** Whether `permanent` or `temporary` created the error, so that its message contains no PHI. */
export function isOurs(error: unknown): error is ApplicationFailure {
  if (!(error instanceof ApplicationFailure) || error.cause !== undefined || !error.type) return false;
  const sentences: Readonly<Record<string, string>> = { ...permanentSentences, ...temporarySentences };
  return Object.hasOwn(sentences, error.type) && sentences[error.type] === error.message;
}

/** The same failure with the partner in its details, when it is one of ours about a partner; otherwise the error. */
export function aboutPartner(error: unknown, partner: string): unknown {
  // The archive belongs to no partner.
  if (!isOurs(error) || !isPartnerTrouble(error.type) || error.type === 'archive-failed') return error;
  const { message, type, nonRetryable } = error;
  return ApplicationFailure.create({ message, type, nonRetryable: nonRetryable === true, details: [{ partner }] });
}
