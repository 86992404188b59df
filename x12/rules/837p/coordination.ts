import type { Claim837P, LineAdjudication837P, OtherCoverage837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import { type LoopRule, rule } from '../rule.ts';

type Adjustments = OtherCoverage837P['adjustments'];

/** Another payer's payments and adjustments of a line, which it may have unbundled, add up to the line's charge. */
const line = rule<ServiceLine837P>(['2400'], ({ service, adjudications }, view) => {
  if (adjudications === undefined) return;
  const byPayer = new Map<string, { readonly nth: number; sum: number }>();
  for (const [nth, { decision, adjustments }] of adjudications.entries()) {
    const known = byPayer.get(decision.payerId) ?? { nth, sum: 0 };
    byPayer.set(decision.payerId, { nth: known.nth, sum: known.sum + decision.paidCents + sumOf(adjustments) });
  }
  for (const { nth, sum } of byPayer.values()) {
    if (sum === service.chargeCents) continue;
    const message = 'plus the adjustments (CAS) is not the line charge (SV102)';
    view.report('balance.line', { member: 'adjudications', nth, element: 2 }, message);
  }
});

/** A line adjudication belongs to one of the claim's other payers. */
const payer = rule<LineAdjudication837P>(['2430'], ({ decision }, view) => {
  const coverages = view.outer<Claim837P>('2300')?.otherCoverages ?? [];
  if (!coverages.some(({ otherPayer }) => otherPayer?.name?.id === decision.payerId))
    view.report(
      'situation.required',
      { member: 'decision', element: 1 },
      'is not the id (NM109) of another payer of the claim (loop 2330B)',
    );
});

/** Another payer's payment and adjustments of a claim and its lines add up to the claim's charge. */
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
        { member: 'otherCoverages', nth, inside: ['paid'], element: 2 },
        'plus the adjustments (CAS) is not the claim charge (CLM02)',
      );
  }
});

interface OfSubscriber {
  readonly information?: { readonly responsibility?: string };
}

/** Whether SBR01 says that another payer is responsible before this one. */
export function isAfterPrimary(responsibility: string | undefined): boolean {
  return /^[A-HSTU]$/.test(responsibility ?? '');
}

/** A claim to a payer that is not primary has other coverages. */
const others = rule<Claim837P>(['2300'], ({ otherCoverages = [] }, view) => {
  const place = view.outer<OfSubscriber>('2000B')?.information?.responsibility;
  if (isAfterPrimary(place) && otherCoverages.length === 0)
    view.report(
      'situation.required',
      { member: 'otherCoverages' },
      'is required when this payer is not primary (SBR01 in loop 2000B)',
    );
});

/** No two payers of a claim have the same responsibility code; U may repeat. */
const places = rule<Claim837P>(['2300'], ({ otherCoverages = [] }, view) => {
  const taken = new Set([view.outer<OfSubscriber>('2000B')?.information?.responsibility]);
  for (const [nth, { subscriber }] of otherCoverages.entries()) {
    const { responsibility } = subscriber;
    if (responsibility !== 'U' && taken.has(responsibility))
      view.report(
        'element.code',
        { member: 'otherCoverages', nth, element: 1 },
        'repeats the responsibility code of another payer',
      );
    taken.add(responsibility);
  }
});

/** Another payer's decision has a date, for the claim or for its lines. */
const decided = rule<Claim837P>(['2300'], ({ otherCoverages = [], lines = [] }, view) => {
  const ofLines = new Set(lines.flatMap(({ adjudications = [] }) => adjudications.map((one) => one.decision.payerId)));
  for (const [nth, { paid, otherPayer }] of otherCoverages.entries()) {
    if (paid === undefined && ofLines.has(otherPayer.name.id))
      view.report(
        'situation.required',
        { member: 'otherCoverages', nth, inside: ['paid'] },
        'with qualifier D (payer paid amount) is required with SVD',
      );
    if (paid !== undefined && otherPayer.adjudicatedOn === undefined && !ofLines.has(otherPayer.name.id))
      view.report(
        'situation.required',
        { member: 'otherCoverages', nth, inside: ['otherPayer', 'adjudicatedOn'] },
        'with qualifier 573 (adjudication) is required',
      );
  }
});

function sumOf(adjustments: Adjustments = []): number {
  return adjustments.flatMap(({ reasons }) => reasons).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Rules of loops 2320 and 2430. @source 005010X222A1, 1.4.2 */
export const coordinationRules: readonly LoopRule[] = [line, payer, claim, others, places, decided];
