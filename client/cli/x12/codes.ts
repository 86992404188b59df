import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { payerRuleProblem, type UserCodes } from '../../../x12/index.ts';
import { badUsage } from '../problem.ts';

const codes = z.array(z.string().min(1)).optional();

const schema = z.strictObject({
  carc: codes,
  rarc: codes,
  statusCategory: codes,
  status: codes,
  taxonomy: codes,
  rules: z
    .array(
      z.strictObject({
        payer: z.string().optional(),
        loop: z.string(),
        requires: z.string().regex(/^[A-Z][A-Z0-9]{1,2}(\*[A-Z0-9]{1,3})?$/),
        message: z.string().optional(),
        severity: z.enum(['error', 'warning']).optional(),
      }),
    )
    .optional(),
});

/** Reads the code lists and payer rules of `--codes FILE`. */
export function codesIn(file: string | undefined): UserCodes {
  if (file === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw badUsage(`${file} cannot be read as JSON.`);
  }
  const parsed = schema.safeParse(json);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) throw badUsage(`${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message}.`);
  const given = JSON.parse(JSON.stringify(parsed.data)) as UserCodes;
  refuseUselessRules(file, given);
  return given;
}

/** A rule for a place that an 837P does not have would never say anything, or always. */
function refuseUselessRules(file: string, { rules = [] }: UserCodes): void {
  for (const [index, rule] of rules.entries()) {
    const problem = payerRuleProblem(rule);
    if (problem) throw badUsage(`${file}: rules.${index}: ${problem}.`);
  }
}
