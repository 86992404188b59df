import type { SurveyedInterchange } from './first-reading.ts';
import { faultOf } from './quarantine.ts';

/**
 * The faults of envelopes that hold no transaction set and no TA1, with their place: nothing inside can be quarantined
 * for them. `index` is that of the interchange in its file, starting at 1.
 */
export function faultsOfEmptyEnvelopes(interchange: SurveyedInterchange, index: number): readonly string[] {
  const { findings, groups, acknowledgments } = interchange;
  const isEmpty = acknowledgments.length === 0 && groups.every(({ sets }) => sets.length === 0);
  const own = isEmpty ? faultOf(findings) : undefined;
  const ofGroups = groups.flatMap((group, at) => {
    const fault = group.sets.length === 0 ? faultOf(group.findings) : undefined;
    return fault ? [`interchange ${index}, group ${at + 1}: ${fault.message}`] : [];
  });
  return [...(own ? [`interchange ${index}: ${own.message}`] : []), ...ofGroups];
}
