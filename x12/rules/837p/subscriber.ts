import type { Claims837P, Subscriber837P } from '../../sets/837p/set.ts';
import { type LoopRule, type LoopView, rule } from '../rule.ts';
import { isAfterPrimary } from './coordination.ts';

/** The subscriber is the patient exactly when claims belong to this level; then more data is required. */
const patient = rule<Subscriber837P>(['2000B'], ({ information, subscriber }, view) => {
  const isPatient = view.count('claims') > 0;
  const relationship = { member: 'information', element: 2 };
  if (isPatient && information.relationship !== '18') {
    view.report('situation.required', relationship, 'must be 18 when the subscriber is the patient');
  }
  if (!isPatient && view.count('patients') > 0 && information.relationship !== undefined) {
    view.report('situation.not-used', relationship, 'is not used when the patient is a dependent');
  }
  if (isPatient) requireAll({ ...subscriber }, ['street', 'city', 'demographics'], view);
});

function requireAll(loop: Readonly<Record<string, unknown>>, members: readonly string[], view: LoopView): void {
  for (const member of members) {
    if (loop[member] !== undefined) continue;
    const place = { member: 'subscriber', inside: [member] };
    view.report('situation.required', place, 'is required when the subscriber is the patient');
  }
}

/** When Medicare is not primary, the insurance type says why. */
const medicareSecondary = rule<Subscriber837P>(['2000B'], ({ information }, view) => {
  const isSecondary = isAfterPrimary(information.responsibility) && information.filingCode === 'MB';
  if (isSecondary && information.insuranceType === undefined)
    view.report(
      'situation.required',
      { member: 'information', element: 5 },
      'is required when Medicare is not primary',
      { because: { member: 'information', element: 1 } },
    );
});

/** A person needs a member id, and the insurance needs a claim filing code. */
const known = rule<Subscriber837P>(['2000B'], ({ information, subscriber }, view) => {
  const { type, idQualifier, id } = subscriber.name;
  // A qualifier without an id is reported by the syntax note of NM1.
  if (type === '1' && id === undefined && idQualifier === undefined)
    view.report('situation.required', { member: 'subscriber', element: 9 }, 'the member id of a person is required');
  if (type === '2' && id !== undefined)
    view.report('situation.not-used', { member: 'subscriber', element: 9 }, 'is not used for an organization');
  if (information.filingCode === undefined)
    view.report('situation.required', { member: 'information', element: 9 }, 'the claim filing code is required');
});

/** A subscriber level has claims, or patients with claims. */
const purpose = rule<Subscriber837P>(['2000B'], (_, view) => {
  if (view.count('claims') === 0 && view.count('patients') === 0)
    view.report(
      'situation.required',
      { member: 'claims' },
      'or a dependent (HL with HL03 = 23) with a claim is required',
    );
});

interface Born {
  readonly demographics?: { readonly bornOn: string };
}

/** Nobody is born after the day on which the claims were written. */
const birth = rule<Born>(['2010BA', '2010CA'], ({ demographics }, view) => {
  const written = view.outer<Claims837P>('837')?.beginning?.on;
  if (demographics && written !== undefined && demographics.bornOn > written)
    view.report('date.future', { member: 'demographics', element: 2 }, 'is after the date of the file (BHT04)');
});

/** Rules of loop 2000B. @source 005010X222A1 */
export const subscriberRules: readonly LoopRule[] = [patient, medicareSecondary, known, purpose, birth];
