import type { ClaimPayment835, Remittance835, ServicePayment835 } from '../sets/835.ts';
import { isProviderAdjustment } from './code-lists.ts';
import { type LoopRule, rule } from './rule.ts';

type Adjustments = ServicePayment835['adjustments'];
type ProviderAdjustments = NonNullable<Remittance835['providerAdjustments']>[number];

const paid = 'paidCents';
const withheld = 'withheldCents';

/** A line's charge minus its adjustments is its payment. */
const service = rule<ServicePayment835>(['2110'], ({ service, adjustments }, view) => {
  if (service.chargeCents - sumOf(adjustments) !== service.paidCents)
    view.report(
      'balance.line',
      { member: 'service', element: 3 },
      'is not the charge (SVC02) minus the adjustments (CAS)',
    );
});

/** A claim's charge minus all adjustments is its payment. CLP05 is not a term: it repeats the PR adjustments. */
const claim = rule<ClaimPayment835>(['2100'], ({ claim, adjustments, services = [] }, view) => {
  const adjusted = services.reduce((sum, one) => sum + sumOf(one.adjustments), sumOf(adjustments));
  if (claim.chargeCents - adjusted !== claim.paidCents)
    view.report(
      'balance.claim',
      { member: 'claim', element: 4 },
      'is not the charge (CLP03) minus all adjustments (CAS)',
    );
  view.add(paid, claim.paidCents);
});

const provider = rule<ProviderAdjustments>(['PLB'], ({ adjustment }, view) => {
  for (const [nth, { id, amountCents }] of adjustment.adjustments.entries()) {
    view.add(withheld, amountCents);
    if (!isProviderAdjustment(id.reasonCode))
      view.report(
        'code.unknown',
        { member: 'adjustment', element: 3 + 2 * nth, component: 1 },
        'is not a provider adjustment reason code',
      );
  }
});

/** The sum of claim payments minus provider-level adjustments is the payment. */
const payment = rule<Remittance835>(['835'], ({ payment }, view) => {
  const total = (view.totals.get(paid) ?? 0) - (view.totals.get(withheld) ?? 0);
  if (payment.amountCents !== total)
    view.report(
      'balance.payment',
      { member: 'payment', element: 2 },
      'is not the sum of the claim payments (CLP04) minus the provider adjustments (PLB)',
    );
});

/** A payer cannot pay a negative amount: it carries the difference forward (PLB FB). @source 005010X221A1, 1.10.2.17 */
const positive = rule<Remittance835>(['835'], ({ payment }, view) => {
  if (payment.amountCents < 0) view.report('amount.negative', { member: 'payment', element: 2 }, 'is negative');
});

/** CLP05 repeats the adjustments of group PR. @source 005010X221A1, 1.10.2.6 */
const patientShare = rule<ClaimPayment835>(['2100'], ({ claim, adjustments = [], services = [] }, view) => {
  const share = services.reduce((sum, one) => sum + sumOf(one.adjustments, 'PR'), sumOf(adjustments, 'PR'));
  const at = { member: 'claim', element: 5 };
  // A reversal has no patient responsibility of its own.
  if (claim.patientResponsibilityCents === undefined) {
    if (share > 0) view.report('situation.required', at, 'is required with PR adjustments', { severity: 'warning' });
  } else if (claim.patientResponsibilityCents !== share && claim.statusCode !== '22')
    view.report('balance.patient', at, 'is not the sum of the PR adjustments');
});

/** A header number introduces claims. */
const empty = rule<NonNullable<Remittance835['headers']>[number]>(['2000'], (_, view) => {
  if (view.count('claims') === 0) view.report('situation.required', { member: 'claims' }, 'is required after LX');
});

/** Services have dates, unless the claim has. @source 005010X221A1, loop 2110 DTM */
const serviceDates = rule<ClaimPayment835>(['2100'], ({ claim, dates = [], services = [] }, view) => {
  if (claim.statusCode === '25' || dates.some(({ qualifier }) => qualifier === '232')) return;
  for (const [nth, one] of services.entries()) {
    if ((one.dates ?? []).length > 0) continue;
    const message = 'with qualifier 472 (service) is required, or one with 232 for the claim';
    view.report('situation.required', { member: 'services', nth, inside: ['dates'] }, message);
  }
});

/** The method is NON when nothing is paid, and a transfer names its accounts. */
const method = rule<Remittance835>(['835'], ({ payment }, view) => {
  if (payment.amountCents !== 0 && payment.method === 'NON')
    view.report('element.code', { member: 'payment', element: 4 }, 'must not be NON, because BPR02 is not zero');
  const { senderBank, senderAccount, receiverBank, receiverAccount } = payment;
  const accounts = Object.entries({ 7: senderBank, 9: senderAccount, 13: receiverBank, 15: receiverAccount });
  if (!['ACH', 'BOP', 'FWT'].includes(payment.method)) return;
  for (const [element, account] of accounts) {
    if (account !== undefined) continue;
    const at = { member: 'payment', element: Number(element) };
    const because = { member: 'payment', element: 4 };
    view.report('situation.required', at, `is required when BPR04 is ${payment.method}`, { because });
  }
});

/** BPR10 and TRN03 name the same originator. @source 005010X221A1, TRN03 */
const originator = rule<Remittance835>(['835'], ({ payment, trace }, view) => {
  if (payment.originatorId !== undefined && payment.originatorId !== trace.originatorId)
    view.report('element.code', { member: 'trace', element: 3 }, 'is not the originator of the payment (BPR10)', {
      severity: 'warning',
    });
});

/** Sum of adjustments, of one group if given. */
function sumOf(adjustments: Adjustments = [], only?: 'PR'): number {
  let sum = 0;
  for (const { group, reasons } of adjustments) {
    if (only === undefined || group === only) for (const { amountCents } of reasons) sum += amountCents;
  }
  return sum;
}

/** Balancing rules of a remittance advice. @source 005010X221A1, 1.10.2 */
export const remittanceRules: readonly LoopRule[] = [
  ...[service, claim, provider, payment, method],
  ...[positive, patientShare, empty, serviceDates, originator],
];
