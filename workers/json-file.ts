import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fieldsAt } from '../domain/schema/json-schema.ts';
import { problemsIn } from '../domain/schema/problems.ts';

/**
 * Reads a configuration file and validates it. Throws one error that names the file and, for each fault, the path, the
 * kind of value found and the allowed values. It shows no values, because some are secrets.
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T {
  const json = parseJson(path);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const root = z.toJSONSchema(schema, { io: 'input' });
  const problems = problemsIn(result.error, { json, fieldsAt: (steps) => fieldsAt(steps, root), whole: 'file' });
  // One line, because logs have one line per message.
  const faults = problems.map((one) => `${one.path}: found ${one.found}; allowed: ${one.allowed}.`);
  throw new Error(`${path} is not valid. ${faults.join(' ')}`);
}

function parseJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message is dropped because it quotes the file, which may contain passwords.
    throw new Error(`${path} is not JSON.`);
  }
}
