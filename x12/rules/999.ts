import type { Acknowledgment999 } from '../sets/999.ts';
import { type LoopRule, rule } from './rule.ts';

/** The counts match the answered sets, no more are accepted than received, and a set in error has a reason. */
const counts = rule<Acknowledgment999>(['999'], ({ verdict, group }, view) => {
  const answered = view.count('sets');
  // A set whose ST01 is too garbled to be named in AK201 is counted as received, and not listed.
  const hasRejected = verdict.code === 'R' || verdict.code === 'P';
  const isListed = answered === verdict.received || (hasRejected && answered < verdict.received);
  if (answered > 0 && !isListed)
    view.report('envelope.count', { member: 'verdict', element: 3 }, 'is not the number of answered sets (AK2)');
  if (verdict.accepted > verdict.received)
    view.report('envelope.count', { member: 'verdict', element: 4 }, 'is more than the number received (AK903)');
  if (group.control <= 0) view.report('element.type', { member: 'group', element: 2 }, 'is not a control number');
});

/** A set or group with errors is not simply accepted. */
const verdicts = rule<Acknowledgment999>(['999'], ({ verdict }, view) => {
  if (verdict.code === 'A' && verdict.accepted < verdict.received)
    view.report('element.code', { member: 'verdict', element: 1 }, 'must not be A, because AK904 is less than AK903');
});
const setVerdicts = rule<NonNullable<Acknowledgment999['sets']>[number]>(['2000'], ({ verdict, faults }, view) => {
  if (verdict.code === 'A' && faults !== undefined)
    view.report('element.code', { member: 'verdict', element: 1 }, 'must not be A, because IK3 reports an error', {
      severity: 'warning',
    });
});

/** Rules of an implementation acknowledgment. @source 005010X231A1 */
export const acknowledgmentRules: readonly LoopRule[] = [counts, verdicts, setVerdicts];
