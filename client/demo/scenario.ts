import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { claimStatuses, type ClaimStatus } from '../../domain/claim/status.ts';
import { parties } from '../../domain/ledger/accounts.ts';
import { fieldsAt } from '../../domain/schema/json-schema.ts';
import { type Problem, problemsIn } from '../../domain/schema/problems.ts';
import { actSchema } from './act.ts';

const statuses = Object.keys(claimStatuses) as [ClaimStatus, ...ClaimStatus[]];
const cents = z.int();

const endSchema = z.strictObject({
  status: z.enum(statuses),
  /** Files with the claim, without those that were sent again unchanged. */
  submissions: z.int().min(0),
  /** Statements of the newest billing cycle. */
  statements: z.int().min(0).optional(),
  paidCents: cents,
  /** Contractual and statutory reductions. */
  contractualCents: cents,
  patientPaidCents: cents,
  writtenOffCents: cents,
  /** What each party still owes; negative if it paid too much. */
  open: z.partialRecord(z.enum(parties), cents).default({}),
  /** Parts of remittances that wait for a person. */
  exceptions: z.int().min(0).default(0),
});

const scenarioSchema = z.strictObject({
  title: z.string().min(1).max(100),
  /** What is to be seen, in sentences. */
  shows: z.string().min(1),
  /** Marker in the member id that tells the sandbox payer how to answer; see docs/sandbox.md. */
  member: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'must be capital letters, digits or hyphens'),
  /** Changes to the standard patient file, by path; null removes a field, and "today-30" is a day. */
  change: z.record(z.string(), z.unknown()).default({}),
  /** What people do, in this order. */
  people: z.array(actSchema).default([]),
  /** Days after the start until which the claim is watched: an answer may come after its end. */
  watchDays: z.int().min(0).default(0),
  end: endSchema,
});

/** One story of the demo: a patient file, how the payer answers, what people do, and the end to the cent. */
export type Scenario = Readonly<z.output<typeof scenarioSchema>> & {
  readonly number: number;
  /** As in the name of its file: `denied-and-replaced`. */
  readonly name: string;
};

/** What a scenario says of a claim's end. */
export type ScenarioEnd = Scenario['end'];

/** A scenario, or what is wrong with its file. */
export type ScenarioReading =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a scenario from the text of a file, whose name is `NN-name.json`; without a number it is 0. */
export function readScenario(path: string, text: string): ScenarioReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'problems', problems: [{ path: 'scenario', found: 'no JSON', allowed: 'a JSON object' }] };
  }
  const read = scenarioSchema.safeParse(json);
  if (!read.success) {
    const root = z.toJSONSchema(scenarioSchema, { io: 'input' });
    const checked = { json, fieldsAt: (steps: Parameters<typeof fieldsAt>[0]) => fieldsAt(steps, root) };
    return { kind: 'problems', problems: problemsIn(read.error, { ...checked, whole: 'scenario' }) };
  }
  const [, number = '0', name = ''] = /^(?:(\d+)-)?(.*)\.json$/.exec(basename(path)) ?? [];
  return { kind: 'scenario', scenario: { ...read.data, number: Number(number), name } };
}

const folder = new URL('scenarios/', import.meta.url);

/** All shipped scenarios, by number. */
export const allScenarios: readonly Scenario[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map(shipped)
  .toSorted((one, other) => one.number - other.number);

/** The scenarios of a demo that names none: the first twelve. */
export const scenarios: readonly Scenario[] = allScenarios.slice(0, 12);

function shipped(name: string): Scenario {
  const read = readScenario(name, readFileSync(new URL(name, folder), 'utf8'));
  if (read.kind === 'scenario') return read.scenario;
  throw new Error(`${name}: ${read.problems.map(problemSentence).join(' ')}`);
}

/** A problem as one sentence. */
export function problemSentence({ path, found, allowed }: Problem): string {
  return `${path}: found ${found}; allowed: ${allowed}.`;
}
