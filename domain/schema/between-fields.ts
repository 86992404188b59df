import type { z } from 'zod';
import { readDate } from '../dates.ts';
import { type Step, valueAt } from './path.ts';

/**
 * What must hold between fields; each problem is named with its path. Runs also when single fields are wrong, so that
 * a person sees every problem at once: it therefore trusts nothing about the shape of what it is given.
 */
export function checkBetweenFields(intake: unknown, context: z.core.$RefinementCtx): void {
  const problem = (path: readonly Step[], found: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [...path], message, params: { found } });
  };
  checkControlNumber(intake, problem);
  checkInsurances(intake, problem);
  checkLines(intake, problem);
}

type Tell = (path: readonly Step[], found: string, message: string) => void;

/** The control number goes into ids and logs that nothing encrypts: it must not be the patient's number in disguise. */
function checkControlNumber(intake: unknown, problem: Tell): void {
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
      'a number that says nothing of the patient',
    );
}

function checkInsurances(intake: unknown, problem: Tell): void {
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
      problem(
        ['insurance', index, 'payerResponsibility'],
        `"${place}"`,
        `"${expected}" in this place: primary first, then S, then T`,
      );
    }
    const relationship = valueAt(coverage, ['relationshipToSubscriber']);
    if (
      typeof relationship === 'string' &&
      relationship !== 'self' &&
      valueAt(coverage, ['subscriber']) === undefined
    ) {
      problem(['insurance', index, 'subscriber'], 'nothing', 'the subscriber, since the patient is not the subscriber');
    }
    for (const field of index === 0 && isObject(valueAt(coverage, ['subscriber'])) ? ['dateOfBirth', 'gender'] : []) {
      if (valueAt(coverage, ['subscriber', field]) === undefined)
        problem(['insurance', index, 'subscriber', field], 'nothing', 'that of who holds the first policy');
    }
    const [from, to] = [dayAt(coverage, ['effectiveFrom']), dayAt(coverage, ['effectiveTo'])];
    if (from && to && to < from)
      problem(['insurance', index, 'effectiveTo'], 'an earlier day', 'a day not before effectiveFrom');
  });
}

function checkLines(intake: unknown, problem: Tell): void {
  const diagnoses = listAt(intake, ['claim', 'diagnoses']).length;
  const bornOn = dayAt(intake, ['patient', 'dateOfBirth']);
  const seen = new Set<unknown>();
  listAt(intake, ['claim', 'serviceLines']).forEach((line, index) => {
    const path = ['claim', 'serviceLines', index] as const;
    listAt(line, ['diagnosisPointers']).forEach((pointer, at) => {
      if (typeof pointer !== 'number' || diagnoses === 0 || pointer <= diagnoses) return;
      problem([...path, 'diagnosisPointers', at], `${pointer}`, `a diagnosis on the claim, 1 to ${diagnoses}`);
    });
    const [from, to] = [dayAt(line, ['serviceDate']), dayAt(line, ['serviceDateTo'])];
    if (from && bornOn && from < bornOn)
      problem([...path, 'serviceDate'], 'an earlier day', 'a day not before the patient was born');
    if (from && to && to < from) problem([...path, 'serviceDateTo'], 'an earlier day', 'a day not before serviceDate');
    const lineId = valueAt(line, ['lineId']);
    if (typeof lineId === 'string' && seen.has(lineId))
      problem([...path, 'lineId'], 'the id of another line', 'an id of its own for each line');
    seen.add(lineId);
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function listAt(value: unknown, path: readonly Step[]): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

function dayAt(value: unknown, path: readonly Step[]): string | undefined {
  const day = valueAt(value, path);
  return typeof day === 'string' ? readDate(day) : undefined;
}
