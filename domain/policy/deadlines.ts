import { businessDayOnOrAfter } from '../calendar.ts';
import type { SendAs } from '../claim/send-as.ts';
import { addDays, addYears, type IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';
import { type DeadlineKind, type DeadlineRule, deadlineRules } from './deadline-rules.ts';
import type { ClaimPolicy } from './policy.ts';
import { firstServiceDate } from './service-dates.ts';

/** The last day of something, and why. */
export interface Deadline {
  readonly on: IsoDate;
  readonly source: string;
}

/** The claim whose deadlines are asked for: the newest version of its file, and the policy that it opened with. */
export interface DeadlineOf {
  readonly intake: Intake;
  readonly policy: Pick<ClaimPolicy, 'deadlines'>;
}

/**
 * The last day on which the payer accepts the claim as an original, counted from the first day of service. Weekends
 * count, unless the rule says otherwise.
 * @source Medicare Claims Processing Manual, chapter 1, 70.1: the "from" date of professional claims
 */
export function filingDeadline(claim: DeadlineOf): Deadline {
  return deadlineOf('filing', claim, firstServiceDate(claim.intake));
}

/** The last day for a replacement or an appeal, counted from the day of the payer's remittance. */
export function answerDeadline(
  kind: Exclude<DeadlineKind, 'filing'>,
  claim: DeadlineOf,
  remittedOn: IsoDate,
): Deadline {
  return deadlineOf(kind, claim, remittedOn);
}

/**
 * The last day for what is to be sent: the limit for replacements once the claim has been adjudicated. A claim that
 * must be sent as a new one, because the payer rejected it or could not process it, has no more time than any other.
 * @source Medicare Claims Processing Manual, chapter 1, 70 and 80.3.2
 */
export function sendingDeadline(claim: DeadlineOf & { readonly paidOn: IsoDate | null }, as: SendAs): Deadline {
  const { paidOn } = claim;
  return as !== 'original' && paidOn ? answerDeadline('replacement', claim, paidOn) : filingDeadline(claim);
}

function deadlineOf(kind: DeadlineKind, claim: DeadlineOf, startsOn: IsoDate): Deadline {
  const rule = ruleFor(kind, claim);
  const from = addDays(startsOn, rule.noticeDays ?? 0);
  const last = addDays(addYears(from, rule.years ?? 0), rule.days ?? 0);
  return { on: rule.movesPastWeekend ? businessDayOnOrAfter(last) : last, source: rule.source };
}

/** The rule of the profile before the built-in one; then by payer and program, by payer, by program, by neither. */
function ruleFor(kind: DeadlineKind, { intake, policy }: DeadlineOf): DeadlineRule {
  const [payer] = intake.insurance;
  const fits = ({ deadline, payerIds, filingCodes }: DeadlineRule): boolean =>
    deadline === kind &&
    (!payerIds || (payer !== undefined && payerIds.includes(payer.payerId))) &&
    (!filingCodes || (payer !== undefined && filingCodes.includes(payer.claimFilingCode)));
  const ranked = [policy.deadlines, deadlineRules].flatMap((rules) =>
    rules.filter(fits).toSorted((a, b) => weightOf(b) - weightOf(a)),
  );
  const [rule] = ranked;
  if (!rule) throw new RangeError(`no ${kind} deadline applies to every claim`);
  return rule;
}

function weightOf({ payerIds, filingCodes }: DeadlineRule): number {
  return (payerIds ? 2 : 0) + (filingCodes ? 1 : 0);
}
