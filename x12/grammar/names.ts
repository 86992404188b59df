import type { Fields, Shape } from './element.ts';

/** The field at one place of a segment or composite: its path in the value, and its shape. */
export interface Named {
  /** "patientControlNumber", "codes[2]", "reasons[1].amountCents". */
  readonly name: string;
  readonly shape: Shape;
}

/** The field that the guide puts at a place; undefined for an unused place or one without data. */
export function namedAt(fields: Fields, at: number): Named | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'element' && field.at === at) return { name, shape: field.type.shape };
    if (field.kind === 'list' && field.places.includes(at)) {
      return { name: `${name}[${field.places.indexOf(at)}]`, shape: field.type.shape };
    }
    if (field.kind !== 'groups' || at < field.at || at >= field.at + field.width * field.max) continue;
    const ordinal = Math.floor((at - field.at) / field.width);
    const inner = namedAt(field.fields, ((at - field.at) % field.width) + 1);
    return inner && { name: `${name}[${ordinal}].${inner.name}`, shape: inner.shape };
  }
  return undefined;
}

/** The path of an element or component in the value of its segment; empty when it has none. */
export function pathAt(fields: Fields, element: number, component: number): string {
  const named = namedAt(fields, element);
  if (!named || component === 0) return named?.name ?? '';
  const shape = named.shape.type === 'repeated' ? named.shape.of : named.shape;
  const inner = shape.type === 'composite' ? namedAt(shape.fields, component) : undefined;
  return inner ? `${named.name}.${inner.name}` : named.name;
}
