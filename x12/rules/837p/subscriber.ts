import type { Subscriber837P } from '../../sets/837p/set.ts';
import { type LoopRule, type LoopView, rule } from '../rule.ts';

/** The subscriber is the patient exactly when claims stand at his level; then more must be known of him. */
const patient = rule<Subscriber837P>(['2000B'], ({ information, subscriber }, view) => {
  const isPatient = view.count('claims') > 0;
  const relationship = { member: 'information', element: 2 };
  if (isPatient && information.relationship !== '18') {
    view.report('situation.required', relationship, 'is 18 when the subscriber is the patient');
  }
  if (!isPatient && view.count('patients') > 0 && information.relationship !== undefined) {
    view.report('situation.not-used', relationship, 'is not used when the patient has a level of his own');
  }
  if (isPatient) requireAll({ ...subscriber }, ['street', 'city', 'demographics'], view);
});

function requireAll(loop: Readonly<Record<string, unknown>>, members: readonly string[], view: LoopView): void {
  for (const member of members) {
    if (loop[member] !== undefined) continue;
    view.report(
      'situation.required',
      { member: 'subscriber' },
      `${member} is required when the subscriber is the patient`,
    );
  }
}

/** Medicare that pays after another says why: the type of the other insurance. */
const medicareSecondary = rule<Subscriber837P>(['2000B'], ({ information }, view) => {
  const isSecondary = information.responsibility !== 'P' && information.filingCode === 'MB';
  if (isSecondary && information.insuranceType === undefined)
    view.report(
      'situation.required',
      { member: 'information', element: 5 },
      'is required when Medicare is not primary',
      { because: { member: 'information', element: 1 } },
    );
});

/** A payer knows a person by a member id, and what kind of insurance it is by a code. */
const known = rule<Subscriber837P>(['2000B'], ({ information, subscriber }, view) => {
  const { type, id } = subscriber.name;
  if (type === '1' && id === undefined)
    view.report('situation.required', { member: 'subscriber', element: 9 }, 'the id of a person is required');
  if (type === '2' && id !== undefined)
    view.report('situation.not-used', { member: 'subscriber', element: 9 }, 'an organisation has no member id');
  if (information.filingCode === undefined)
    view.report('situation.required', { member: 'information', element: 9 }, 'the kind of insurance is required');
});

/** A level holds claims, or levels that do. */
const purpose = rule<Subscriber837P>(['2000B'], (_, view) => {
  if (view.count('claims') === 0 && view.count('patients') === 0)
    view.report('situation.required', { member: 'claims' }, 'a claim, or a patient with one, is required');
});

/** Rules of loop 2000B. @source 005010X222A1 */
export const subscriberRules: readonly LoopRule[] = [patient, medicareSecondary, known, purpose];
