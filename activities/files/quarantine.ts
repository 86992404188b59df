import type { ApplicationFailure } from '@temporalio/common';
import { isOurs } from '../failures.ts';
import { codeOf, isRefusedData } from '../store/database.ts';

/** Why a set is not posted: segment, position and rule, no value. Never leaves the activity that reads the file. */
export class Quarantine extends Error {}

/**
 * The reason for which a set can never be posted as it is; undefined for an error that another attempt may not meet.
 * No value of the set is in it.
 */
export function quarantineReason(error: unknown): string | undefined {
  if (error instanceof Quarantine) return error.message;
  if (isOurs(error)) return error.nonRetryable ? sentenceOf(error) : undefined;
  const code = codeOf(error);
  return code !== undefined && isRefusedData(code)
    ? `the database refuses a value (SQLSTATE ${code}): a character, an amount or a day that cannot be stored`
    : undefined;
}

function sentenceOf({ message }: ApplicationFailure): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
