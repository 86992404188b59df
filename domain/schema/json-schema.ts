import { z } from 'zod';
import { intakeSchema } from './intake.ts';
import type { Step } from './path.ts';

/**
 * The intake as a JSON Schema (draft 2020-12), as a caller writes it: fields with a default may be left out. Rules
 * between fields, and check digits, have no form there; `readIntake` holds them.
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

/** A node of the schema, as far as fields are looked up in it. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/**
 * The names of the fields that the object at a path may have; of every shape where it may have several. Of the intake,
 * or of another JSON Schema.
 */
export function fieldsAt(steps: readonly Step[], root: object = intakeJsonSchema()): readonly string[] {
  const nodes = steps.reduce<readonly Node[]>(
    (at, step) => at.flatMap(shapes).flatMap((node) => child(node, step)),
    [root],
  );
  return [...new Set(nodes.flatMap(shapes).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Whether the intake has a place of that path. */
export function isKnownPath(steps: readonly Step[]): boolean {
  return (
    steps.reduce<readonly Node[]>(
      (at, step) => at.flatMap(shapes).flatMap((node) => child(node, step)),
      [intakeJsonSchema()],
    ).length > 0
  );
}

function shapes(node: Node): readonly Node[] {
  const alternatives = node.anyOf ?? node.oneOf;
  return alternatives ? alternatives.flatMap(shapes) : [node];
}

function child(node: Node, step: Step): readonly Node[] {
  if (typeof step === 'number') return node.items ? [node.items] : [];
  const found = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  if (found) return [found];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}
