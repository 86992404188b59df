import { z } from 'zod';
import { intakeSchema } from './intake.ts';
import type { Step } from './path.ts';

/**
 * The JSON Schema (draft 2020-12) of an intake that a caller writes: fields with a default are optional. It has no
 * rules between fields and no check digits; `readIntake` checks those.
 */
export function intakeJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(intakeSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    ...schema,
    title: 'claimloop intake',
    description:
      'The patient file of one claim. Money is whole cents, days are yyyy-mm-dd, diagnosis pointers count from 1.',
  };
}

/** The parts of a schema node that are used to look up fields. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/**
 * The field names of the object at a path, of all its alternatives, in the intake or another JSON Schema.
 */
export function fieldsAt(steps: readonly Step[], root: object = intakeJsonSchema()): readonly string[] {
  const nodes = steps.reduce<readonly Node[]>(
    (at, step) => at.flatMap(alternativesOf).flatMap((node) => child(node, step)),
    [root],
  );
  return [...new Set(nodes.flatMap(alternativesOf).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Whether the intake schema has that path. */
export function isKnownPath(steps: readonly Step[]): boolean {
  return (
    steps.reduce<readonly Node[]>(
      (at, step) => at.flatMap(alternativesOf).flatMap((node) => child(node, step)),
      [intakeJsonSchema()],
    ).length > 0
  );
}

function alternativesOf(node: Node): readonly Node[] {
  const alternatives = node.anyOf ?? node.oneOf;
  return alternatives ? alternatives.flatMap(alternativesOf) : [node];
}

function child(node: Node, step: Step): readonly Node[] {
  if (typeof step === 'number') return node.items ? [node.items] : [];
  const found = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  if (found) return [found];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}
