import type { Claim837P, LineAdjudication837P, OtherCoverage837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import type { Claims837P } from '../../sets/837p/set.ts';
import { type LoopRule, type LoopView, rule } from '../rule.ts';

/** The day on which the claims of a set were written (BHT04); undefined when it cannot be read. */
export function writtenOn(view: LoopView): string | undefined {
  return view.outer<Claims837P>('837')?.beginning?.on;
}

/** Qualifiers of dates that have passed when a claim is written: onset, treatments, accident, X-ray, prescription. */
const past = new Set(['304', '431', '439', '453', '454', '455', '471', '484']);

/** What has happened before a claim is not dated after the file. */
const events = rule<Claim837P>(['2300'], ({ dates = [] }, view) => {
  const written = writtenOn(view);
  for (const [nth, { qualifier, when }] of dates.entries()) {
    if (written !== undefined && past.has(qualifier) && when > written)
      view.report('date.future', { member: 'dates', nth, element: 3 }, message);
  }
});

/** The same for a line. */
const eventsOfLine = rule<ServiceLine837P>(['2400'], (line, view) => {
  const written = writtenOn(view);
  if (written === undefined) return;
  for (const member of ['prescribedOn', 'lastSeenOn', 'lastXrayOn', 'treatmentBegan'] as const) {
    if ((line[member]?.on ?? '') > written) view.report('date.future', { member, element: 3 }, message);
  }
  for (const [nth, { when }] of (line.testedOn ?? []).entries()) {
    if (when > written) view.report('date.future', { member: 'testedOn', nth, element: 3 }, message);
  }
});

/** Another payer has decided before the claim is written. */
const decision = rule<LineAdjudication837P>(['2430'], ({ adjudicatedOn }, view) => {
  const written = writtenOn(view);
  if (written !== undefined && adjudicatedOn.on > written)
    view.report('date.future', { member: 'adjudicatedOn', element: 3 }, message);
});

const decisionOfClaim = rule<OtherCoverage837P>(['2320'], ({ otherPayer }, view) => {
  const written = writtenOn(view);
  if (written !== undefined && (otherPayer.adjudicatedOn?.on ?? '') > written)
    view.report('date.future', { member: 'otherPayer', inside: ['adjudicatedOn'], element: 3 }, message);
});

const message = 'is after the date of the file (BHT04)';

/** Rules about dates of claims, lines and other payers. */
export const futureRules: readonly LoopRule[] = [events, eventsOfLine, decision, decisionOfClaim];
