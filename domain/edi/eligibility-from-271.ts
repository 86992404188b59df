import type { EligibilityResponse271 } from '../../x12/index.ts';
import type { Benefit, BenefitKind, EligibilityAnswer, InquiryRejection, OtherPayer } from '../coverage/eligibility.ts';
import { type IsoDate, readDate } from '../dates.ts';
import { cents } from '../money.ts';
import { defined } from './defined.ts';

type Source = NonNullable<EligibilityResponse271['sources']>[number];
type SubscriberLevel = NonNullable<NonNullable<Source['receivers']>[number]['subscribers']>[number];
type DependentLevel = NonNullable<SubscriberLevel['patients']>[number];
type Subscriber = SubscriberLevel['subscriber'];
type Person = Subscriber | DependentLevel['patient'];
type BenefitLoop = NonNullable<Subscriber['benefits']>[number];
type Rejections = Source['rejections'];

/** Reads one answer per patient: the subscriber, or each dependent. @source 005010X279A1 */
export function eligibilityAnswers({ sources }: EligibilityResponse271): readonly EligibilityAnswer[] {
  return (sources ?? []).flatMap((source) =>
    (source.receivers ?? []).flatMap(({ subscribers, receiver }) => {
      const above = [...inquiryRejections(source, receiver)];
      return (subscribers ?? []).flatMap((level) => patientsOf(level, above));
    }),
  );
}

/** Reads the rejections above patient level, which apply to every inquiry of the batch. @source 005010X279A1, AAA */
export function inquiryRefusals({ sources }: EligibilityResponse271): readonly InquiryRejection[] {
  return (sources ?? []).flatMap((source) => {
    const receivers = source.receivers ?? [];
    if (receivers.some(({ subscribers }) => (subscribers?.length ?? 0) > 0)) return [];
    return inquiryRejections(source, receivers[0]?.receiver);
  });
}

function inquiryRejections(
  { rejections, payer }: Source,
  receiver: { readonly rejections?: Rejections } | undefined,
): readonly InquiryRejection[] {
  return [
    ...rejectionsAt('2000A', rejections),
    ...rejectionsAt('2100A', payer.rejections),
    ...rejectionsAt('2100B', receiver?.rejections),
  ];
}

function rejectionsAt(loop: string, rejections: Rejections = []): readonly InquiryRejection[] {
  return rejections.map(({ reason, followUp }) => ({ loop, ...defined({ reason, followUp }) }));
}

function patientsOf(level: SubscriberLevel, above: readonly InquiryRejection[]): readonly EligibilityAnswer[] {
  const { subscriber, patients = [] } = level;
  const rejected = [...above, ...rejectionsAt('2100C', subscriber.rejections)];
  const memberId = subscriber.name.id;
  if (patients.length === 0) return [answerFor(level, subscriber, '2110C', rejected, memberId)];
  return patients.map((dependent) =>
    answerFor(
      dependent,
      dependent.patient,
      '2110D',
      [...rejected, ...rejectionsAt('2100D', dependent.patient.rejections)],
      memberId,
    ),
  );
}

function answerFor(
  { position, traces }: Pick<SubscriberLevel, 'position' | 'traces'>,
  person: Person,
  benefitLoop: string,
  rejected: readonly InquiryRejection[],
  memberId: string | undefined,
): EligibilityAnswer {
  const loops = person.benefits ?? [];
  const rejections = [...rejected, ...loops.flatMap((loop) => rejectionsAt(benefitLoop, loop.rejections))];
  const benefits = loops.map(benefitFrom);
  return {
    kind: 'eligibility',
    position: position ?? 0,
    requestTraces: (traces ?? []).filter(({ type }) => type === '2').map(({ number }) => number),
    coverage: coverageOf(benefits, rejections),
    ...defined({ memberId, ...planDates(person) }),
    benefits,
    otherPayers: loops.filter(({ benefit }) => benefit.information === 'R').map(otherPayer),
    rejections,
  };
}

function coverageOf(
  benefits: readonly Benefit[],
  rejections: readonly InquiryRejection[],
): EligibilityAnswer['coverage'] {
  const plan = benefits.filter(({ kind }) => kind === 'active' || kind === 'inactive');
  // Service type 30 is the whole plan and decides if present: an active plan may exclude a single service.
  const ofPlan = plan.filter(({ serviceTypes }) => serviceTypes.includes('30'));
  const [first] = ofPlan.length > 0 ? ofPlan : plan.toSorted((one, other) => one.kind.localeCompare(other.kind));
  if (first) return first.kind === 'active' ? 'active' : 'inactive';
  return rejections.length > 0 ? 'refused' : 'unknown';
}

/** Plan dates (291, or 346 begin and 347 end), else eligibility dates (307, or 356 and 357). */
function planDates({ dates = [] }: Person): { planBegan?: IsoDate | undefined; planEnded?: IsoDate | undefined } {
  const when = (...qualifiers: readonly string[]): string | undefined =>
    qualifiers.flatMap((one) => dates.filter(({ qualifier }) => qualifier === one))[0]?.when;
  const [from, to] = (when('291', '307') ?? '').split('/');
  return {
    planBegan: readDate(when('346', '356') ?? from ?? ''),
    planEnded: readDate(when('347', '357') ?? to ?? ''),
  };
}

const kinds: Readonly<Record<string, BenefitKind>> = {
  ...{ '1': 'active', '2': 'active', '3': 'active', '4': 'active', '5': 'active' },
  ...{ '6': 'inactive', '7': 'inactive', '8': 'inactive' },
  ...{ A: 'coinsurance', B: 'copayment', C: 'deductible', F: 'limitation', G: 'out-of-pocket', I: 'not-covered' },
  R: 'other-payer',
};

function benefitFrom({ benefit, messages = [] }: BenefitLoop): Benefit {
  const { information, serviceTypes, procedure, coverageLevel, period, amountCents, share, quantity } = benefit;
  return {
    kind: kinds[information] ?? 'other',
    code: information,
    serviceTypes: serviceTypes ?? [],
    messages: messages.map(({ text }) => text),
    ...defined({
      procedureCode: procedure?.code,
      coverageLevel,
      period,
      amountCents: amountCents === undefined ? undefined : cents(amountCents),
      share,
      quantity,
      inNetwork: yesOrNo(benefit.inNetwork),
      needsAuthorization: yesOrNo(benefit.needsAuthorization),
    }),
  };
}

function yesOrNo(answer: string | undefined): boolean | undefined {
  return answer === 'Y' || answer === 'N' ? answer === 'Y' : undefined;
}

function otherPayer({ related }: BenefitLoop): OtherPayer {
  const names = (related?.entities ?? []).map(({ name }) => name);
  const payer = names.find(({ role }) => role === 'PR' || role === 'PRP' || role === 'SEP' || role === 'TTP');
  const insured = names.find(({ role }) => role === 'IL');
  return defined({ name: payer?.lastName, id: payer?.id, memberId: insured?.id });
}
