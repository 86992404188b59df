import type { Question } from '../claim/question.ts';
import type { Intake } from '../schema/intake.ts';
import type { BenefitPolicy, CodeRule } from './benefits.ts';

/** Whether the patient's plan covers the services. */
export type CoverageAnswer =
  | { readonly kind: 'covered' }
  | { readonly kind: 'patient-liable'; readonly why: string }
  | { readonly kind: 'ask'; readonly question: Question };

type ServiceLine = Intake['claim']['serviceLines'][number];

/** GY: excluded by law or contract. GA, GX: a notice to the patient is on file. GZ: no notice. */
const noticeModifiers: ReadonlySet<string> = new Set(['GY', 'GA', 'GX', 'GZ']);

/**
 * Checks each procedure code against the patient's first insurance, with the rules in force on the day of service. For
 * a plan without rules everything counts as covered: its payer decides. The patient owes the claim when every line is
 * excluded and has modifier GY. If any line is covered, the claim goes to the payer, which answers for each line.
 */
export function checkCoverage({
  intake,
  benefits,
}: {
  readonly intake: Intake;
  readonly benefits: readonly BenefitPolicy[];
}): CoverageAnswer {
  if (intake.responsibleParty === 'selfPay')
    return { kind: 'patient-liable', why: 'The patient pays for this visit without insurance.' };
  const lines = intake.claim.serviceLines.map((line, index) => ({
    line,
    index,
    policies: policiesFor(intake, line, benefits),
  }));
  const question =
    outsideCoverage(intake) ??
    first(lines, excludedUnmarked) ??
    first(lines, (at) => unauthorized(at, intake)) ??
    first(lines, (at) => otherDiagnosis(at, intake));
  if (question) return { kind: 'ask', question };
  const excluded = lines.map((at) => (at.line.modifiers.includes('GY') ? ruleFor(at, 'excluded') : undefined));
  const [rule] = excluded;
  return rule && excluded.every((each) => each !== undefined)
    ? {
        kind: 'patient-liable',
        why: `Not a benefit of the plan (${rule.procedureCode}, ${rule.citation}), and billed with modifier GY.`,
      }
    : { kind: 'covered' };
}

interface LineAt {
  readonly line: ServiceLine;
  readonly index: number;
  readonly policies: readonly BenefitPolicy[];
}

function policiesFor(intake: Intake, line: ServiceLine, benefits: readonly BenefitPolicy[]): readonly BenefitPolicy[] {
  const [insurance] = intake.insurance;
  return benefits.filter(
    ({ payerId, planId, effectiveFrom, effectiveTo }) =>
      payerId === insurance?.payerId &&
      (planId === undefined || planId === insurance.planId) &&
      effectiveFrom <= line.serviceDate &&
      (effectiveTo === undefined || line.serviceDate <= effectiveTo),
  );
}

function ruleFor({ line, policies }: LineAt, list: 'excluded' | 'authorizationRequired'): CodeRule | undefined {
  return policies.flatMap((policy) => policy[list]).find((rule) => rule.procedureCode === line.procedureCode);
}

function first(lines: readonly LineAt[], ask: (at: LineAt) => Question | undefined): Question | undefined {
  for (const at of lines) {
    const question = ask(at);
    if (question) return question;
  }
  return undefined;
}

function outsideCoverage(intake: Intake): Question | undefined {
  const [insurance] = intake.insurance;
  const index = intake.claim.serviceLines.findIndex(
    ({ serviceDate }) =>
      (insurance?.effectiveFrom !== undefined && serviceDate < insurance.effectiveFrom) ||
      (insurance?.effectiveTo !== undefined && serviceDate > insurance.effectiveTo),
  );
  if (index < 0) return undefined;
  return {
    kind: 'coverage',
    category: 'No Active Coverage',
    found: `Service line ${index + 1}: the insurance was not in force on the day of service.`,
    canDo:
      'Check eligibility on that day; correct insurance[0].effectiveFrom or effectiveTo, replace insurance[0] with ' +
      'the insurance that was in force, or set responsibleParty to "selfPay".',
  };
}

function isNoticed({ line }: LineAt): boolean {
  return line.modifiers.some((modifier) => noticeModifiers.has(modifier));
}

function excludedUnmarked(at: LineAt): Question | undefined {
  const rule = ruleFor(at, 'excluded');
  if (!rule || isNoticed(at)) return undefined;
  return {
    kind: 'coding',
    category: 'Non-Covered Benefit',
    found: `Service line ${at.index + 1}: ${rule.procedureCode} is not a benefit of this plan. ${cited(rule)}`,
    canDo:
      `Add GY to claim.serviceLines[${at.index}].modifiers if the patient will pay, add GA if a signed notice is on ` +
      'file, or correct the procedureCode.',
  };
}

function cited({ rule, citation }: CodeRule): string {
  return `${rule} (${citation})`;
}

function unauthorized(at: LineAt, intake: Intake): Question | undefined {
  const rule = ruleFor(at, 'authorizationRequired');
  if (!rule || intake.claim.priorAuthorizationNumber) return undefined;
  return {
    kind: 'coverage',
    category: 'Authorization Required',
    found: `Service line ${at.index + 1}: ${rule.procedureCode} requires a prior authorization. ${cited(rule)}`,
    canDo: 'Request the authorization from the payer, and set claim.priorAuthorizationNumber.',
  };
}

function otherDiagnosis(at: LineAt, intake: Intake): Question | undefined {
  const rule = at.policies
    .flatMap((policy) => policy.coveredDiagnoses)
    .find((each) => each.procedureCode === at.line.procedureCode);
  const codes = at.line.diagnosisPointers.map(
    (pointer) => intake.claim.diagnoses[pointer - 1]?.code.replace('.', '') ?? '',
  );
  if (!rule || isNoticed(at) || codes.some((code) => rule.diagnosisPrefixes.some((prefix) => code.startsWith(prefix))))
    return undefined;
  return {
    kind: 'coding',
    category: 'Not Medically Necessary',
    found: `Service line ${at.index + 1}: ${rule.procedureCode} is not covered for this diagnosis. ${cited(rule)}`,
    canDo:
      `Set claim.serviceLines[${at.index}].diagnosisPointers to the treated diagnosis, ` +
      'correct claim.diagnoses, or add GA if a signed notice is on file.',
  };
}
