import { frequencyCodes } from '../claim/send-as.ts';
import type { z } from 'zod';
import { readDate } from '../dates.ts';
import { type Step, valueAt } from './path.ts';

/**
 * Checks rules that involve several fields. Runs even if single fields are invalid, so that a person sees every problem
 * at once; it therefore makes no assumption about the structure of the intake.
 */
export function checkBetweenFields(intake: unknown, context: z.core.$RefinementCtx): void {
  const problem = (path: readonly Step[], found: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [...path], message, params: { found } });
  };
  checkControlNumber(intake, problem);
  checkReplacement(intake, problem);
  checkInsurances(intake, problem);
  checkBirthDates(intake, problem);
  checkLines(intake, problem);
}

type Report = (path: readonly Step[], found: string, message: string) => void;

/** Ids and logs contain the control number without encryption, so it must not contain the patient's data. */
function checkControlNumber(intake: unknown, problem: Report): void {
  const controlNumber = valueAt(intake, ['patientControlNumber']);
  if (typeof controlNumber !== 'string') return;
  const personal = [
    ...listAt(intake, ['insurance']).map((coverage) => valueAt(coverage, ['memberId'])),
    valueAt(intake, ['patient', 'lastName']),
    valueAt(intake, ['patient', 'dateOfBirth']),
  ];
  const isPersonal = personal.some((value) => {
    const plain = typeof value === 'string' ? value.toUpperCase().replace(/[^A-Z0-9]/g, '') : '';
    return plain.length >= 5 && controlNumber.includes(plain);
  });
  if (isPersonal)
    problem(
      ['patientControlNumber'],
      "the patient's name, birth date or member id",
      'a number without data of the patient',
    );
}

/** @source 005010X222A1, 2300 REF*F8: required for a replacement and a void */
function checkReplacement(intake: unknown, problem: Report): void {
  const code = valueAt(intake, ['claim', 'claimFrequencyCode']);
  const isAboutAnother = code === frequencyCodes.replacement || code === frequencyCodes.void;
  const isNamed = valueAt(intake, ['claim', 'payerControlNumber']) !== undefined;
  const path = ['claim', 'payerControlNumber'];
  if (isAboutAnother && !isNamed)
    problem(path, 'nothing', "the payer's control number of the claim that is replaced or voided");
  if (!isAboutAnother && isNamed) problem(path, 'a number', 'no number, unless claimFrequencyCode is "7" or "8"');
}

function checkInsurances(intake: unknown, problem: Report): void {
  const insurances = listAt(intake, ['insurance']);
  const pays = valueAt(intake, ['responsibleParty']) ?? 'insurance';
  const given = valueAt(intake, ['insurance']);
  if (pays === 'insurance' && (given === undefined || (Array.isArray(given) && given.length === 0))) {
    problem(['insurance'], 'no insurance', 'at least one insurance, or responsibleParty "selfPay"');
  }
  insurances.forEach((coverage, index) => {
    const expected = ['P', 'S', 'T'][index];
    const place = valueAt(coverage, ['payerResponsibility']);
    if (place !== expected && (place === 'P' || place === 'S' || place === 'T')) {
      problem(['insurance', index, 'payerResponsibility'], `"${place}"`, `"${expected}" here: P first, then S, then T`);
    }
    const relationship = valueAt(coverage, ['relationshipToSubscriber']);
    if (
      typeof relationship === 'string' &&
      relationship !== 'self' &&
      valueAt(coverage, ['subscriber']) === undefined
    ) {
      problem(
        ['insurance', index, 'subscriber'],
        'nothing',
        'the subscriber, because the patient is not the subscriber',
      );
    }
    const [from, to] = [dayAt(coverage, ['effectiveFrom']), dayAt(coverage, ['effectiveTo'])];
    if (from && to && to < from)
      problem(['insurance', index, 'effectiveTo'], 'an earlier day', 'effectiveFrom or a later day');
  });
}

/** Nobody becomes older; a birth date before is a typing error. */
const mostYears = 120;

function checkBirthDates(intake: unknown, problem: Report): void {
  const services = listAt(intake, ['claim', 'serviceLines']).flatMap((line) => dayAt(line, ['serviceDate']) ?? []);
  const [first] = services.toSorted();
  if (first === undefined) return;
  const oldest = `${String(Number(first.slice(0, 4)) - mostYears).padStart(4, '0')}${first.slice(4)}`;
  const paths: readonly (readonly Step[])[] = [
    ['patient', 'dateOfBirth'],
    ...listAt(intake, ['insurance']).map((_, index) => ['insurance', index, 'subscriber', 'dateOfBirth']),
  ];
  for (const [index, path] of paths.entries()) {
    const bornOn = dayAt(intake, path);
    if (bornOn === undefined) continue;
    if (bornOn < oldest)
      problem(path, 'an earlier day', `a day that is at most ${mostYears} years before the first service`);
    if (index === 0 && bornOn > first) problem(path, 'a later day', 'the day of the first service or an earlier day');
  }
}

function checkLines(intake: unknown, problem: Report): void {
  const diagnoses = listAt(intake, ['claim', 'diagnoses']).length;
  const seen = new Set<unknown>();
  listAt(intake, ['claim', 'serviceLines']).forEach((line, index) => {
    const path = ['claim', 'serviceLines', index] as const;
    listAt(line, ['diagnosisPointers']).forEach((pointer, at) => {
      if (typeof pointer !== 'number' || diagnoses === 0 || pointer <= diagnoses) return;
      problem([...path, 'diagnosisPointers', at], `${pointer}`, `a diagnosis on the claim, 1 to ${diagnoses}`);
    });
    const [from, to] = [dayAt(line, ['serviceDate']), dayAt(line, ['serviceDateTo'])];
    if (from && to && to < from) problem([...path, 'serviceDateTo'], 'an earlier day', 'serviceDate or a later day');
    const lineId = valueAt(line, ['lineId']);
    if (typeof lineId === 'string' && seen.has(lineId))
      problem([...path, 'lineId'], 'the id of another line', 'a unique id for each line');
    seen.add(lineId);
  });
}

function listAt(value: unknown, path: readonly Step[]): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

function dayAt(value: unknown, path: readonly Step[]): string | undefined {
  const day = valueAt(value, path);
  return typeof day === 'string' ? readDate(day) : undefined;
}
