import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parse } from './config.ts';
import { type Behavior, behaviorsSchema } from './schema/behaviors.ts';
import { type Plan, plansSchema } from './schema/plans.ts';

/** How the payer answers: its plans, and the behaviors of chosen members. */
export interface PayerRules {
  readonly plans: readonly Plan[];
  readonly behaviors: readonly Behavior[];
}

/** The rules for one claim. */
export interface ChosenRules {
  readonly plan: Plan;
  readonly behavior: Behavior | undefined;
}

/**
 * Reads plans.json and behaviors.json of a folder. A file that does not exist is written with the shipped rules first.
 * Throws one error that lists all faults of a file.
 */
export function readRules(folder: string): PayerRules {
  return { plans: rulesIn(folder, 'plans', plansSchema), behaviors: rulesIn(folder, 'behaviors', behaviorsSchema) };
}

/** The rules that are shipped. */
export function shippedRules(): PayerRules {
  return { plans: shipped('plans', plansSchema), behaviors: shipped('behaviors', behaviorsSchema) };
}

function rulesIn<T>(folder: string, name: string, schema: z.ZodType<T>): T {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) writeFileSync(path, readFileSync(shippedFile(name)), { mode: 0o600 });
  return parse(path, schema, jsonIn(path));
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}

function shipped<T>(name: string, schema: z.ZodType<T>): T {
  return parse(`${name}.json`, schema, JSON.parse(readFileSync(shippedFile(name), 'utf8')));
}

function shippedFile(name: string): URL {
  return new URL(`rules/${name}.json`, import.meta.url);
}

/** The plan and the behavior for a member: those with the longest marker that fits. */
export function rulesFor(
  { plans, behaviors }: PayerRules,
  { memberId, groupNumber }: { readonly memberId: string; readonly groupNumber: string },
): ChosenRules {
  const lengthOf = ({ markers }: Plan): number =>
    longest(markers.filter((marker) => memberId.includes(marker) || groupNumber.startsWith(marker)));
  const [plan] = plans.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const usual = plans.find(({ markers }) => markers.length === 0);
  const chosen = plan && lengthOf(plan) > 0 ? plan : usual;
  if (!chosen) throw new Error('plans.json has no plan without markers');
  const fitting = behaviors.filter(({ marker }) => memberId.includes(marker));
  const [behavior] = fitting.toSorted((one, other) => other.marker.length - one.marker.length);
  return { plan: chosen, behavior };
}

function longest(markers: readonly string[]): number {
  return Math.max(0, ...markers.map(({ length }) => length));
}
