import type { Intake } from '../schema/intake.ts';

/**
 * A correction that takes everything but letters and digits out of the member id: cards print hyphens and spaces that
 * payers do not store. Undefined where nothing would change or too little would be left.
 */
export function withoutPunctuation(intake: Intake): Readonly<Record<string, unknown>> | undefined {
  const memberId = intake.insurance[0]?.memberId;
  const stripped = memberId?.replace(/[^A-Za-z0-9]/g, '');
  return stripped === undefined || stripped === memberId || stripped.length < 2
    ? undefined
    : { 'insurance[0].memberId': stripped };
}
