import type { Claim837P } from '../../sets/837p/claim.ts';
import { isDiagnosis, isPlaceOfService } from '../identifiers.ts';
import { type LoopRule, rule } from '../rule.ts';

/** The charge of a claim is the sum of its line charges. */
const charge = rule<Claim837P>(['2300'], ({ claim, lines = [] }, view) => {
  const total = lines.reduce((sum, { service }) => sum + service.chargeCents, 0);
  if (claim.chargeCents !== total)
    view.report('balance.claim', { member: 'claim', element: 2 }, 'is not the sum of the line charges (SV102)');
});

/** A claim charges nothing or a positive amount. */
const negative = rule<Claim837P>(['2300'], ({ claim }, view) => {
  if (claim.chargeCents < 0) view.report('amount.negative', { member: 'claim', element: 2 }, 'is negative');
});

/** A place of service is a CMS code. */
const place = rule<Claim837P>(['2300'], ({ claim }, view) => {
  if (!isPlaceOfService(claim.place.code))
    view.report(
      'place-of-service.unknown',
      { member: 'claim', element: 5, component: 1 },
      'is not a place of service code',
    );
});

/** A replacement or void, and nothing else, carries the payer's claim control number. */
const frequency = rule<Claim837P>(['2300'], ({ claim, payerControlNumber }, view) => {
  const code = claim.place.frequency;
  // An external code list (NUBC): the guide does not limit it.
  if (!['1', '6', '7', '8'].includes(code))
    view.report('frequency.reference', { member: 'claim', element: 5, component: 3 }, 'is not 1, 6, 7 or 8', {
      severity: /^[A-Z0-9]$/.test(code) ? 'warning' : 'error',
    });
  if ((code === '7' || code === '8') && payerControlNumber === undefined)
    view.report(
      'frequency.reference',
      { member: 'payerControlNumber' },
      'with qualifier F8 (payer claim control number) is required with frequency 7 or 8',
      {
        because: { member: 'claim', element: 5, component: 3 },
      },
    );
});

/** Diagnoses: the principal one first, one code revision, no duplicates, no decimal point. */
const diagnoses = rule<Claim837P>(['2300'], ({ diagnoses }, view) => {
  const isTen = diagnoses.codes[0]?.qualifier === 'ABK';
  const seen = new Set<string>();
  for (const [nth, { qualifier, code }] of diagnoses.codes.entries()) {
    const at = { member: 'diagnoses', element: nth + 1 };
    const expected = nth === 0 ? ['ABK', 'BK'] : [isTen ? 'ABF' : 'BF'];
    if (!expected.includes(qualifier))
      view.report('element.code', { ...at, component: 1 }, `must be ${expected.join(' or ')} in this position`);
    if (isTen && !isDiagnosis(code))
      view.report('diagnosis.form', { ...at, component: 2 }, 'is not an ICD-10-CM code without its decimal point');
    if (seen.has(code)) view.report('diagnosis.form', { ...at, component: 2 }, 'repeats another diagnosis code');
    seen.add(code);
  }
});

/** ICD-10-CM applies to services from this day. @source 45 CFR 162.1002 */
const firstDayOfTen = '2015-10-01';

/** The revision of the diagnosis codes matches the service dates. */
const revision = rule<Claim837P>(['2300'], ({ diagnoses, lines = [] }, view) => {
  const isTen = diagnoses.codes[0]?.qualifier === 'ABK';
  const isWrong = lines.some(({ serviceDate }) => serviceDate.when.slice(0, 10) >= firstDayOfTen !== isTen);
  if (isWrong)
    view.report(
      'element.code',
      { member: 'diagnoses', element: 1, component: 1 },
      `must be ${isTen ? 'BK' : 'ABK'} for these service dates`,
    );
});

/** Each kind of date occurs once. */
const days = rule<Claim837P>(['2300'], ({ dates = [], assumedCare = [] }, view) => {
  for (const [member, all] of Object.entries({ dates, assumedCare })) {
    const kinds: readonly string[] = all.map(({ qualifier }) => qualifier);
    for (const [nth, kind] of kinds.entries()) {
      if (kinds.indexOf(kind) < nth)
        view.report('segment.too-many', { member, nth }, 'repeats the qualifier (DTP01) of another date');
    }
  }
});

/** An inpatient visit has an admission date. */
const admission = rule<Claim837P>(['2300'], ({ claim, dates = [] }, view) => {
  const isInpatient = ['21', '51', '61'].includes(claim.place.code);
  if (isInpatient && !dates.some(({ qualifier }) => qualifier === '435'))
    view.report('situation.required', { member: 'dates' }, 'with qualifier 435 (admission) is required', {
      severity: 'warning',
      because: { member: 'claim', element: 5, component: 1 },
    });
});

/** Receivers keep and return at most twenty characters of the patient control number. */
const controlNumber = rule<Claim837P>(['2300'], ({ claim }, view) => {
  if (claim.patientControlNumber.length > 20)
    view.report(
      'element.too-long',
      { member: 'claim', element: 1 },
      'has more than 20 characters, and receivers keep only 20',
      {
        severity: 'warning',
      },
    );
});

/** The referring provider comes before the primary care provider. */
const referring = rule<Claim837P>(['2300'], ({ referring = [] }, view) => {
  for (const [nth, { name }] of referring.entries()) {
    if (name.role !== (nth === 0 ? 'DN' : 'P3'))
      view.report(
        'segment.order',
        { member: 'referring', nth },
        'must be DN in the first loop 2310A and P3 in the second',
      );
  }
});

/** An accident has a date, and an auto accident a state. */
const accident = rule<Claim837P>(['2300'], ({ claim, dates = [] }, view) => {
  const causes = claim.causes?.codes ?? [];
  const isAccident = causes.includes('AA') || causes.includes('OA');
  if (isAccident && !dates.some(({ qualifier }) => qualifier === '439'))
    view.report('situation.required', { member: 'dates' }, 'with qualifier 439 (accident) is required', {
      because: { member: 'claim', element: 11 },
    });
  if (causes.includes('AA') && claim.causes?.state === undefined && claim.causes?.country === undefined)
    view.report(
      'situation.required',
      { member: 'claim', element: 11, component: 4 },
      'or a country (CLM11-5) is required with AA',
      {
        because: { member: 'claim', element: 11 },
      },
    );
});

/** An ambulance claim has pick-up and drop-off locations. */
const ambulance = rule<Claim837P>(['2300'], ({ ambulance, pickUp, dropOff }, view) => {
  if (ambulance === undefined) return;
  for (const [member, part] of Object.entries({ pickUp, dropOff })) {
    if (part === undefined)
      view.report('situation.required', { member }, 'is required with CR1', { because: { member: 'ambulance' } });
  }
});

/** An attachment sent separately has a control number to match it. */
const attachments = rule<Pick<Claim837P, 'attachments'>>(['2300', '2400'], ({ attachments = [] }, view) => {
  for (const [nth, { transmission, controlNumber }] of attachments.entries()) {
    if (controlNumber === undefined && transmission !== 'AA')
      view.report(
        'situation.required',
        { member: 'attachments', nth, element: 6 },
        'is required, because PWK02 is not AA',
        { because: { member: 'attachments', nth, element: 2 } },
      );
  }
});

/** Line control numbers are distinct, because remittances refer to them. */
const lineNumbers = rule<Claim837P>(['2300'], ({ lines = [] }, view) => {
  const seen = new Set<string>();
  for (const [nth, { lineControlNumber }] of lines.entries()) {
    if (lineControlNumber === undefined) continue;
    if (seen.has(lineControlNumber.value))
      view.report(
        'line.repeated',
        { member: 'lines', nth },
        'the line control number (6R) is also used by another line',
      );
    seen.add(lineControlNumber.value);
  }
});

/** Rules of loop 2300. @source 005010X222A1 */
export const claimRules: readonly LoopRule[] = [
  ...[charge, negative, place, frequency, diagnoses, revision, days, accident, admission, ambulance, attachments],
  ...[lineNumbers, controlNumber, referring],
];
