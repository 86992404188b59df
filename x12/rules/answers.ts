import { isBenefit, isRejection, isServiceType, isStatusCategory, isStatusCode } from './code-lists.ts';
import { type LoopRule, rule } from './rule.ts';

interface Benefit {
  readonly benefit: { readonly information: string; readonly serviceTypes?: readonly string[] };
}
interface Rejected {
  readonly rejections?: readonly { readonly reason?: string }[];
}
interface Answered {
  readonly statuses?: readonly {
    readonly statuses: readonly { readonly category: string; readonly status: string; readonly list?: string }[];
  }[];
}

/** EB01 and EB03 are codes of their lists. */
const benefit = rule<Benefit>(['2110C', '2110D'], ({ benefit: { information, serviceTypes = [] } }, view) => {
  if (!isBenefit(information))
    view.report('code.unknown', { member: 'benefit', element: 1 }, 'is not an eligibility or benefit code');
  for (const [nth, type] of serviceTypes.entries()) {
    // A longer code is reported by its length.
    if (type.length <= 2 && !isServiceType(type))
      view.report('code.unknown', { member: 'benefit', element: 3, repetition: nth + 1 }, 'is not a service type code');
  }
});

/** AAA03 is a reject reason. */
const rejection = rule<Rejected>(
  ['2000A', '2100A', '2100B', '2100C', '2100D', '2110C', '2110D'],
  ({ rejections = [] }, view) => {
    for (const [nth, { reason }] of rejections.entries()) {
      if (reason !== undefined && !isRejection(reason))
        view.report('code.unknown', { member: 'rejections', nth, element: 3 }, 'is not a reject reason code');
    }
  },
);

/** Elements of STC that hold a status. */
const places = [1, 10, 11];

/** STC01, STC10 and STC11 have a known category and a status number. */
const status = rule<Answered>(['2200B', '2200C', '2200D', '2200E', '2220D', '2220E'], ({ statuses = [] }, view) => {
  for (const [nth, one] of statuses.entries()) {
    for (const [index, { category, status, list }] of one.statuses.entries()) {
      const at = { member: 'statuses', nth, element: places[index] ?? 1 };
      if (!isStatusCategory(category))
        view.report('code.unknown', { ...at, component: 1 }, 'is not a claim status category');
      if (list === undefined && !isStatusCode(status))
        view.report('code.unknown', { ...at, component: 2 }, 'is not a claim status code');
    }
  }
});

/** Categories of a claim acknowledgment that accept and that reject. */
const accepts = new Set(['A0', 'A1', 'A2', 'A5']);
const rejects = new Set(['A3', 'A6', 'A7', 'A8']);

interface Acknowledged {
  readonly statuses?: readonly {
    readonly statuses: readonly { readonly category: string }[];
    readonly action?: string;
  }[];
}

/** A claim acknowledgment has categories of acknowledgments only, and its action agrees with them. */
const acknowledgment = rule<Acknowledged>(['2200B', '2200C', '2200D', '2220D'], ({ statuses = [] }, view) => {
  for (const [nth, { statuses: codes, action }] of statuses.entries()) {
    for (const [index, { category }] of codes.entries()) {
      const at = { member: 'statuses', nth, element: places[index] ?? 1, component: 1 };
      if (isStatusCategory(category) && !category.startsWith('A'))
        view.report('code.unknown', at, 'is not a category of acknowledgments (A0 to A8)', { severity: 'warning' });
    }
    const category = codes[0]?.category ?? '';
    if ((action === 'U' && accepts.has(category)) || (action === 'WQ' && rejects.has(category)))
      view.report('element.code', { member: 'statuses', nth, element: 3 }, 'contradicts the category (STC01-1)', {
        severity: 'warning',
      });
  }
});

/** Rules of eligibility answers. @source 005010X279A1 */
export const eligibilityAnswerRules: readonly LoopRule[] = [benefit, rejection];
/** Rules of claim status answers. @source 005010X212 */
export const statusAnswerRules: readonly LoopRule[] = [status];
/** Rules of claim acknowledgments. @source 005010X214 */
export const claimAcknowledgmentRules: readonly LoopRule[] = [status, acknowledgment];
