import type { EligibilityInquiry270 } from '../sets/270.ts';
import { isDiagnosis, isNpi } from './identifiers.ts';
import { type LoopRule, rule } from './rule.ts';

type Source = NonNullable<EligibilityInquiry270['sources']>[number];
type Receiver = NonNullable<Source['receivers']>[number];
type SubscriberLevel = NonNullable<Receiver['subscribers']>[number];
type DependentLevel = NonNullable<SubscriberLevel['patients']>[number];
type Subscriber = SubscriberLevel['subscriber'];
type Patient = DependentLevel['patient'];

/** The subject is the subscriber or a dependent. Only the patient carries a trace number. */
const patient = rule<SubscriberLevel>(['2000C'], ({ subscriber }, view) => {
  const isPatient = (subscriber.inquiries?.length ?? 0) > 0;
  if (!isPatient && view.count('patients') === 0)
    view.report(
      'situation.required',
      { member: 'subscriber', inside: ['inquiries'] },
      'or a dependent with one is required',
    );
  if (!isPatient && view.count('patients') > 0 && view.count('traces') > 0)
    view.report('situation.not-used', { member: 'traces' }, 'belongs to the level of the patient');
});

/** A payer finds a subscriber by member id, or by name and date of birth. */
const findable = rule<Subscriber>(['2100C'], ({ name, demographics }, view) => {
  const isNamed = name.lastName !== undefined && demographics?.bornOn !== undefined;
  if (view.count('inquiries') > 0 && name.id === undefined && !isNamed)
    view.report('situation.required', { member: 'name', element: 9 }, 'or a last name and day of birth, is required');
});

/** A payer finds a dependent by name or date of birth. */
const dependent = rule<Patient>(['2100D'], ({ name, demographics }, view) => {
  if (name.firstName === undefined && demographics?.bornOn === undefined)
    view.report('situation.required', { member: 'name', element: 4 }, 'or a day of birth, is required');
});

/** Inquiries point to diagnoses that are given, and these look like codes. */
const diagnoses = rule<Subscriber | Patient>(['2100C', '2100D'], ({ diagnoses, inquiries }, view) => {
  const codes = diagnoses?.codes ?? [];
  for (const [index, { qualifier, code }] of codes.entries()) {
    const at = { member: 'diagnoses', element: index + 1, component: 2 };
    if (qualifier.startsWith('AB') && !isDiagnosis(code)) view.report('diagnosis.form', at, 'is not an ICD-10-CM code');
  }
  const pointers = (inquiries ?? []).flatMap(({ inquiry }) => inquiry.diagnosisPointers ?? []);
  if (pointers.some((pointer) => pointer < 1 || pointer > codes.length))
    view.report('diagnosis.pointer', { member: 'inquiries', element: 5 }, 'does not point to a given diagnosis');
});

/** An NPI must pass its check digit. */
const npi = rule<{ readonly name: { readonly idQualifier: string; readonly id: string } }>(
  ['2100A', '2100B'],
  ({ name }, view) => {
    if (name.idQualifier === 'XX' && !isNpi(name.id))
      view.report('npi.check-digit', { member: 'name', element: 9 }, 'is not a valid NPI');
  },
);

/** Rules of an eligibility inquiry. @source 005010X279A1 */
export const inquiryRules: readonly LoopRule[] = [patient, findable, dependent, diagnoses, npi];
