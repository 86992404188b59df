import type { Acknowledgement999 } from '../sets/999.ts';
import { type LoopRule, rule } from './rule.ts';

/** As many sets are spoken of as were received, and no more are accepted; a set in error says why. */
const counts = rule<Acknowledgement999>(['999'], ({ verdict, group }, view) => {
  const answered = view.count('sets');
  if (answered > 0 && answered !== verdict.received)
    view.report('envelope.count', { member: 'verdict', element: 3 }, 'is not the number of sets that are answered');
  if (verdict.accepted > verdict.received)
    view.report('envelope.count', { member: 'verdict', element: 4 }, 'is more than were received');
  if (group.control <= 0) view.report('element.type', { member: 'group', element: 2 }, 'is no control number');
});

/** Rules of an implementation acknowledgement. @source 005010X231A1 */
export const acknowledgementRules: readonly LoopRule[] = [counts];
