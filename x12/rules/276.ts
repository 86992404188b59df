import type { ClaimStatusRequest276 } from '../sets/276.ts';
import { isNpi } from './identifiers.ts';
import { type LoopRule, rule } from './rule.ts';

type Source = NonNullable<ClaimStatusRequest276['sources']>[number];
type Receiver = NonNullable<Source['receivers']>[number];
type Provider = NonNullable<Receiver['providers']>[number];
type Subscriber = NonNullable<Provider['subscribers']>[number];
type Claim = NonNullable<Subscriber['claims']>[number];

/** Claims belong to the patient's level, together with the date of birth. */
const patient = rule<Subscriber>(['2000D'], ({ demographics }, view) => {
  const isPatient = view.count('claims') > 0;
  if (!isPatient && view.count('patients') === 0)
    view.report('situation.required', { member: 'claims' }, 'of a claim, or of a dependent with a claim, is required');
  if (isPatient && demographics === undefined)
    view.report('situation.required', { member: 'demographics' }, 'is required when the subscriber is the patient', {
      because: { member: 'claims' },
    });
  if (!isPatient && demographics !== undefined)
    view.report('situation.not-used', { member: 'demographics' }, 'is not used when a dependent is the patient', {
      because: { member: 'patients' },
    });
});

/** A claim has a service date of its own, or every requested line has one. */
const serviceDate = rule<Claim>(['2200D', '2200E'], ({ serviceDate }, view) => {
  if (serviceDate === undefined && view.count('services') === 0)
    view.report('situation.required', { member: 'serviceDate' }, 'is required when there is no service line (SVC)');
});

/** An NPI must pass its check digit. */
const npi = rule<NonNullable<Provider['names']>[number]>(['2100C'], ({ name }, view) => {
  if (name.idQualifier === 'XX' && !isNpi(name.id))
    view.report('npi.check-digit', { member: 'name', element: 9 }, 'is not a valid NPI');
});

/** Rules of a claim status request. @source 005010X212 */
export const statusRequestRules: readonly LoopRule[] = [patient, serviceDate, npi];
