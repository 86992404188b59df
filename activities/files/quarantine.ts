import { elementWords } from '../../domain/edi/element-words.ts';
import type { ApplicationFailure } from '@temporalio/common';
import { type Finding, placeOf } from '../../x12/index.ts';
import { isOurs } from '../failures.ts';
import { codeOf, isRefusedData } from '../store/database.ts';

/**
 * A set cannot be posted. The message gives segment, position and rule; of the values only ids of trading partners, a
 * version or an amount. `readFiles` catches it.
 */
export class Quarantine extends Error {
  /** Whether the set is meant for somebody else, whose patients' data it may hold. */
  readonly isMisdirected: boolean;

  constructor(message: string, { isMisdirected = false } = {}) {
    super(message);
    this.isMisdirected = isMisdirected;
  }
}

/**
 * The reason why a set can never be posted; undefined for an error that a retry may resolve. Contains no value of the
 * set.
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

/** Formats a finding as the reason for a quarantine: rule and position, never a value. */
export function findingReason(finding: Finding): string {
  const { loop, position, message } = finding;
  const place = placeOf(finding);
  const words = elementWords(place);
  // The name that X12 gives the element says the same in other words.
  const fault = words === undefined ? message : message.replace(/ \([A-Z][^()]*\)$/, '');
  return `${words ?? place} ${fault} (segment ${position}${loop ? ` in loop ${loop}` : ''})`;
}

/** The first fault of an envelope. A repeated control number is harmless, because no key is derived from one. */
export function faultOf(findings: readonly Finding[]): Quarantine | undefined {
  const fault = findings.find(({ severity, rule }) => severity === 'error' && rule !== 'envelope.repeated');
  return fault && new Quarantine(findingReason(fault));
}
