import type { Claim837P, LineAdjudication837P, OtherCoverage837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import { type LoopRule, rule } from '../rule.ts';

type Adjustments = OtherCoverage837P['adjustments'];

/** What another payer paid for a line, and what it gave up or left to others, is what was charged for the line. */
const line = rule<LineAdjudication837P>(['2430'], ({ decision, adjustments }, view) => {
  const charge = view.outer<ServiceLine837P>('2400')?.service?.chargeCents;
  if (charge !== undefined && charge !== decision.paidCents + sumOf(adjustments))
    view.report(
      'balance.line',
      { member: 'decision', element: 2 },
      'and its adjustments are not the charge of the line',
    );
});

/** A line's adjudication is of a payer that the claim names. */
const payer = rule<LineAdjudication837P>(['2430'], ({ decision }, view) => {
  const coverages = view.outer<Claim837P>('2300')?.otherCoverages ?? [];
  if (!coverages.some(({ otherPayer }) => otherPayer?.name?.id === decision.payerId))
    view.report('situation.required', { member: 'decision', element: 1 }, 'is none of the other payers of the claim');
});

/** What another payer paid for a claim, and what it gave up on the claim and its lines, is what was charged for it. */
const claim = rule<Claim837P>(['2300'], ({ claim, otherCoverages = [], lines = [] }, view) => {
  for (const [nth, { paid, adjustments, otherPayer }] of otherCoverages.entries()) {
    if (paid === undefined) continue;
    const ofLines = lines
      .flatMap(({ adjudications = [] }) => adjudications)
      .filter(({ decision }) => decision.payerId === otherPayer.name.id);
    const adjusted = ofLines.reduce((sum, one) => sum + sumOf(one.adjustments), sumOf(adjustments));
    if (claim.chargeCents !== paid.amountCents + adjusted)
      view.report(
        'balance.claim',
        { member: 'otherCoverages', nth },
        'paid and adjusted are not the charge of the claim',
      );
  }
});

interface OfSubscriber {
  readonly information?: { readonly responsibility?: string };
}

/** A claim to a payer that is not the first says what the others cover. */
const others = rule<Claim837P>(['2300'], ({ otherCoverages = [] }, view) => {
  const place = view.outer<OfSubscriber>('2000B')?.information?.responsibility;
  if (place !== undefined && place !== 'P' && otherCoverages.length === 0)
    view.report('situation.required', { member: 'otherCoverages' }, 'is required when another payer comes first');
});

/** No two payers of a claim have the same place; U is no place. */
const places = rule<Claim837P>(['2300'], ({ otherCoverages = [] }, view) => {
  const taken = new Set([view.outer<OfSubscriber>('2000B')?.information?.responsibility]);
  for (const [nth, { subscriber }] of otherCoverages.entries()) {
    const { responsibility } = subscriber;
    if (responsibility !== 'U' && taken.has(responsibility))
      view.report('element.code', { member: 'otherCoverages', nth, element: 1 }, 'is the place of another payer');
    taken.add(responsibility);
  }
});

/** A payer that has decided tells when: for the claim, or for its lines. */
const decided = rule<Claim837P>(['2300'], ({ otherCoverages = [], lines = [] }, view) => {
  const ofLines = new Set(lines.flatMap(({ adjudications = [] }) => adjudications.map((one) => one.decision.payerId)));
  for (const [nth, { paid, otherPayer }] of otherCoverages.entries()) {
    if (paid !== undefined && otherPayer.adjudicatedOn === undefined && !ofLines.has(otherPayer.name.id))
      view.report('situation.required', { member: 'otherCoverages', nth }, 'the day of the decision (573) is required');
  }
});

function sumOf(adjustments: Adjustments = []): number {
  return adjustments.flatMap(({ reasons }) => reasons).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Rules of loops 2320 and 2430: what others pay. @source 005010X222A1, 1.4.2 */
export const coordinationRules: readonly LoopRule[] = [line, payer, claim, others, places, decided];
