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
  for (const [nth, { amounts = [], adjustments, otherPayer }] of otherCoverages.entries()) {
    const paid = amounts.find(({ qualifier }) => qualifier === 'D');
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

/** A claim to a payer that is not the first says what the others cover. */
const others = rule<Claim837P>(['2300'], ({ otherCoverages = [] }, view) => {
  const place = view.outer<{ readonly information?: { readonly responsibility?: string } }>('2000B')?.information;
  if (place?.responsibility !== undefined && place.responsibility !== 'P' && otherCoverages.length === 0)
    view.report(
      'situation.required',
      { member: 'otherCoverages' },
      'is required when another payer comes first',
      'warning',
    );
});

function sumOf(adjustments: Adjustments = []): number {
  return adjustments.flatMap(({ reasons }) => reasons).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Rules of loops 2320 and 2430: what others pay. @source 005010X222A1, 1.4.2 */
export const coordinationRules: readonly LoopRule[] = [line, payer, claim, others];
