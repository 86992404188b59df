import { ApplicationFailure } from '@temporalio/common';

// The one place that makes failures which leave an activity. A type is data in histories: never rename one.

const permanentSentences = {
  'credentials-refused': 'The trading partner refused our credentials.',
  'host-key-changed': "The trading partner's host key is not the one that we know.",
  'refused-by-partner': 'The trading partner refused the file for good.',
  'unknown-partner': 'No trading partner is configured for this.',
  'unknown-claim': 'There is no such claim.',
  'unknown-submission': 'There is no such submission.',
  'unknown-file': 'There is no such file.',
  'unknown-work-item': 'There is no such work item.',
  'unknown-policy-profile': 'The policy profile that the patient file names is not configured.',
  'unreadable-configuration': "The configuration of this step can't be read.",
  'unreadable-record': "A stored record can't be read as what it was stored as.",
  'claim-not-writable': "The claim can't be written as an X12 claim.",
  'data-refused': 'The database refused the data: a value cannot be stored as what it should be.',
  'conflicting-inputs': 'This was done before under the same key with other inputs.',
} as const;

const temporarySentences = {
  'database-away': 'The database does not answer.',
  'database-refused': 'The database refused a statement.',
  'partner-away': 'The trading partner does not answer.',
  unexpected: 'The step met an error that it does not know.',
} as const;

/** Why a step can never succeed as it is, until a person changes something. */
export type FailureType = keyof typeof permanentSentences;
/** Why a step did not succeed this time; it is tried again. */
export type TemporaryFailureType = keyof typeof temporarySentences;

/** What goes with a failure: surrogate ids, codes and counts, never a name, a member id or free text. */
export type FailureDetails = Readonly<Record<string, string | number>>;

/**
 * A failure that is not retried; the workflow makes it a person's task. It carries no cause: those hold field values.
 */
export function permanent(type: FailureType, details?: FailureDetails): ApplicationFailure {
  return ApplicationFailure.nonRetryable(permanentSentences[type], type, ...(details ? [details] : []));
}

/** A failure that is retried, in words of ours. */
export function temporary(type: TemporaryFailureType, details?: FailureDetails): ApplicationFailure {
  return ApplicationFailure.retryable(temporarySentences[type], type, ...(details ? [details] : []));
}

/** Whether `permanent` or `temporary` made it, so that its texts are ours. */
export function isOurs(error: unknown): error is ApplicationFailure {
  if (!(error instanceof ApplicationFailure) || error.cause !== undefined || !error.type) return false;
  const sentences: Readonly<Record<string, string>> = { ...permanentSentences, ...temporarySentences };
  return Object.hasOwn(sentences, error.type) && sentences[error.type] === error.message;
}
