import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { UserCodes } from '../../../x12/index.ts';
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
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as UserCodes;
  const [issue] = parsed.error.issues;
  throw badUsage(`${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'is not valid'}.`);
}
