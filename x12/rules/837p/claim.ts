import type { Claim837P } from '../../sets/837p/claim.ts';
import { isDiagnosis, isPlaceOfService } from '../identifiers.ts';
import { type LoopRule, rule } from '../rule.ts';

/** What is charged for a claim is the sum of what is charged for its lines. */
const charge = rule<Claim837P>(['2300'], ({ claim, lines = [] }, view) => {
  const total = lines.reduce((sum, { service }) => sum + service.chargeCents, 0);
  if (claim.chargeCents !== total)
    view.report('balance.claim', { member: 'claim', element: 2 }, 'is not the sum of the charges of the lines');
});

/** A place of service is one that CMS has named. */
const place = rule<Claim837P>(['2300'], ({ claim }, view) => {
  if (!isPlaceOfService(claim.place.code))
    view.report('place-of-service.unknown', { member: 'claim', element: 5, component: 1 }, 'is no place of service');
});

/** A replacement or void names the claim that it is about by the payer's own number; nothing else does. */
const frequency = rule<Claim837P>(['2300'], ({ claim, payerControlNumber }, view) => {
  const code = claim.place.frequency;
  if (!['1', '7', '8'].includes(code))
    view.report('frequency.reference', { member: 'claim', element: 5, component: 3 }, 'is none of 1, 7 and 8');
  if ((code === '7' || code === '8') && payerControlNumber === undefined)
    view.report('frequency.reference', { member: 'payerControlNumber' }, 'REF*F8 is required with frequency 7 or 8', {
      because: { member: 'claim', element: 5, component: 3 },
    });
});

/** The principal diagnosis first, then others, all of one revision, each once and without its dot. */
const diagnoses = rule<Claim837P>(['2300'], ({ diagnoses }, view) => {
  const isTen = diagnoses.codes[0]?.qualifier === 'ABK';
  const seen = new Set<string>();
  for (const [nth, { qualifier, code }] of diagnoses.codes.entries()) {
    const at = { member: 'diagnoses', element: nth + 1 };
    const expected = nth === 0 ? ['ABK', 'BK'] : [isTen ? 'ABF' : 'BF'];
    if (!expected.includes(qualifier))
      view.report('element.code', { ...at, component: 1 }, 'is not the qualifier that belongs in this place');
    if (isTen && !isDiagnosis(code))
      view.report('diagnosis.form', { ...at, component: 2 }, 'has not the form of an ICD-10-CM code without its dot');
    if (seen.has(code)) view.report('diagnosis.form', { ...at, component: 2 }, 'is told a second time');
    seen.add(code);
  }
});

/** The day from which diagnoses are told in ICD-10-CM. @source 45 CFR 162.1002 */
const firstDayOfTen = '2015-10-01';

/** The revision of the diagnoses is that of the days of service. */
const revision = rule<Claim837P>(['2300'], ({ diagnoses, lines = [] }, view) => {
  const isTen = diagnoses.codes[0]?.qualifier === 'ABK';
  const isWrong = lines.some(({ serviceDate }) => serviceDate.when.slice(0, 10) >= firstDayOfTen !== isTen);
  if (isWrong)
    view.report('element.code', { member: 'diagnoses', element: 1, component: 1 }, 'is not of the days of service');
});

/** Each kind of day is told once. */
const days = rule<Claim837P>(['2300'], ({ dates = [], assumedCare = [] }, view) => {
  for (const [member, all] of Object.entries({ dates, assumedCare })) {
    const kinds: readonly string[] = all.map(({ qualifier }) => qualifier);
    for (const [nth, kind] of kinds.entries()) {
      if (kinds.indexOf(kind) < nth) view.report('segment.too-many', { member, nth }, 'is told a second time');
    }
  }
});

/** An inpatient visit tells the day of admission. */
const admission = rule<Claim837P>(['2300'], ({ claim, dates = [] }, view) => {
  const isInpatient = ['21', '51', '61'].includes(claim.place.code);
  if (isInpatient && !dates.some(({ qualifier }) => qualifier === '435'))
    view.report('situation.required', { member: 'dates' }, 'the day of admission (435) is required', {
      severity: 'warning',
      because: { member: 'claim', element: 5, component: 1 },
    });
});

/** Receivers keep twenty characters of our number, and give no more back. */
const controlNumber = rule<Claim837P>(['2300'], ({ claim }, view) => {
  if (claim.patientControlNumber.length > 20)
    view.report('element.too-long', { member: 'claim', element: 1 }, 'is kept by no one past 20 characters', {
      severity: 'warning',
    });
});

/** Who refers comes first; the primary care provider behind him. */
const referring = rule<Claim837P>(['2300'], ({ referring = [] }, view) => {
  for (const [nth, { name }] of referring.entries()) {
    if (name.role !== (nth === 0 ? 'DN' : 'P3'))
      view.report('segment.order', { member: 'referring', nth }, 'is not the role that belongs in this place');
  }
});

/** An accident has its day, and on the road its state. */
const accident = rule<Claim837P>(['2300'], ({ claim, dates = [] }, view) => {
  const causes = claim.causes?.codes ?? [];
  const isAccident = causes.includes('AA') || causes.includes('OA');
  if (isAccident && !dates.some(({ qualifier }) => qualifier === '439'))
    view.report('situation.required', { member: 'dates' }, 'the day of the accident (439) is required', {
      because: { member: 'claim', element: 11 },
    });
  if (causes.includes('AA') && claim.causes?.state === undefined && claim.causes?.country === undefined)
    view.report('situation.required', { member: 'claim', element: 11, component: 4 }, 'is required with AA', {
      because: { member: 'claim', element: 11 },
    });
});

/** An ambulance claim says from where to where, and what the patient's condition was. */
const ambulance = rule<Claim837P>(['2300'], ({ ambulance, ambulanceConditions, pickUp, dropOff }, view) => {
  if (ambulance === undefined) return;
  for (const [member, part] of Object.entries({ ambulanceConditions, pickUp, dropOff })) {
    if (part === undefined)
      view.report('situation.required', { member }, 'is required with CR1', { because: { member: 'ambulance' } });
  }
});

/** An attachment that comes by post, mail or fax has a number by which it is found. */
const attachments = rule<Pick<Claim837P, 'attachments'>>(['2300', '2400'], ({ attachments = [] }, view) => {
  for (const [nth, { transmission, controlNumber }] of attachments.entries()) {
    if (controlNumber === undefined && transmission !== 'AA')
      view.report(
        'situation.required',
        { member: 'attachments', nth, element: 6 },
        'is required with this way of sending',
        { because: { member: 'attachments', nth, element: 2 } },
      );
  }
});

/** Numbers of lines are told apart: what comes back names them. */
const lineNumbers = rule<Claim837P>(['2300'], ({ lines = [] }, view) => {
  const seen = new Set<string>();
  for (const [nth, { lineControlNumber }] of lines.entries()) {
    if (lineControlNumber === undefined) continue;
    if (seen.has(lineControlNumber.value))
      view.report('line.repeated', { member: 'lines', nth }, 'the line control number (6R) is that of another line');
    seen.add(lineControlNumber.value);
  }
});

/** Rules of loop 2300. @source 005010X222A1 */
export const claimRules: readonly LoopRule[] = [
  ...[charge, place, frequency, diagnoses, revision, days, accident, admission, ambulance, attachments],
  ...[lineNumbers, controlNumber, referring],
];
