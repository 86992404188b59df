import { z } from 'zod';

/** The documentation of a configuration field or environment variable. */
export interface Field {
  /** Path in the file, such as `[].transport.host`. The path contains the kind if only one kind has the field. */
  readonly name: string;
  readonly meaning: string;
  /** Unit and type, such as "days, whole number, 1 to 3650". */
  readonly value: string;
  /** The value if the field is absent, or "required". */
  readonly otherwise: string;
  readonly example: string;
}

/** A node of a JSON Schema, with the metadata of our schemas. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly otherwise?: string;
  readonly use?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
}

/** The JSON Schema of the input of a schema, before defaults and conversions. */
export function nodeOf(schema: z.ZodType): SchemaNode {
  return z.toJSONSchema(schema, { io: 'input' }) as SchemaNode;
}

/** The path of a field, and how it is documented. */
interface Place {
  readonly name: string;
  readonly isRequired: boolean;
  /** Whether values are plain text, as in the environment, and not JSON. */
  readonly isText?: boolean | undefined;
  /** Defaults that are not in the schema, by the last name of the path. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
}

/** All fields under a node, in the order of the schema. Throws if one has no description or no example. */
export function fieldsOf(node: SchemaNode, place: Place = { name: '', isRequired: true }): readonly Field[] {
  const { name } = place;
  if (node.oneOf) return node.oneOf.flatMap((one) => fieldsOf(one, { ...place, name: `${name}(${kindOf(one)})` }));
  if (node.properties) {
    return Object.entries(node.properties)
      .filter(([, child]) => child.const === undefined)
      .flatMap(([key, child]) => fieldsOf(child, inner(place, key, node)));
  }
  if (node.items && isContainer(node.items)) return fieldsOf(node.items, { ...place, name: `${name}[]` });
  // A record that is described itself is one field.
  if (node.additionalProperties && node.description === undefined)
    return fieldsOf(node.additionalProperties, { ...place, name: `${name}<name>` });
  return [field(node, place)];
}

function inner(place: Place, key: string, { required = [] }: SchemaNode): Place {
  return { ...place, name: place.name === '' ? key : `${place.name}.${key}`, isRequired: required.includes(key) };
}

function isContainer(node: SchemaNode): boolean {
  return Boolean(node.properties ?? node.oneOf);
}

function kindOf(node: SchemaNode): string {
  return String(node.properties?.['kind']?.const);
}

function field(node: SchemaNode, { name, isRequired, isText, defaults }: Place): Field {
  const byDefault = node.default ?? defaults?.[name.slice(name.lastIndexOf('.') + 1)];
  const [example] = node.examples ?? [];
  if (node.description === undefined || example === undefined)
    throw new Error(`The schema of ${name} has no description or no example.`);
  const otherwise = byDefault === undefined ? node.otherwise : show(byDefault);
  return {
    name,
    meaning: node.description,
    value: [...(node.unit === undefined ? [] : [node.unit]), typeOf(node)].join(', '),
    otherwise: otherwise ?? (isRequired ? 'required' : 'none'),
    example: isText && typeof example === 'string' ? `\`${example}\`` : show(example),
  };
}

function typeOf(node: SchemaNode): string {
  if (node.const !== undefined) return show(node.const);
  if (node.enum) return `one of ${node.enum.map(show).join(', ')}`;
  if (node.anyOf) return node.anyOf.map(typeOf).join(' or ');
  if (node.additionalProperties) return `object: ${typeOf(node.additionalProperties)}`;
  if (node.items) return `list: ${typeOf(node.items)}`;
  const { minimum, maximum = Infinity } = node;
  // Zod limits a whole number without bounds to safe integers; do not show that.
  const range = minimum === undefined || maximum > 1e15 ? '' : `, ${minimum} to ${maximum}`;
  return `${typeWords[node.type ?? ''] ?? 'text'}${range}`;
}

const typeWords: Readonly<Record<string, string>> = {
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
};

function show(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
