import type { WriteContext, Field, Fields } from './element.ts';

type Value = Readonly<Record<string, unknown>>;

/** Writes the elements of a segment to their places; `into[0]` is its id. Unused places are empty. */
export function writeElements(fields: Fields, value: Value, into: string[], context: WriteContext): void {
  context.component = 0;
  write(fields, value, 0, {
    moveTo: (at) => (context.element = at),
    put: (at, text) => put(into, at, text),
    context,
  });
  context.element = 0;
}

/** Writes the components of a composite. */
export function writeComponents(fields: Fields, value: Value, context: WriteContext): string {
  const parts: string[] = [];
  write(fields, value, 0, {
    moveTo: (at) => (context.component = at),
    put: (at, text) => put(parts, at, text),
    context,
  });
  context.component = 0;
  return trimmed(parts.slice(1)).join(context.delimiters.component);
}

/** Destination of element text: a segment or a composite. */
interface Target {
  moveTo(at: number): void;
  put(at: number, text: string): void;
  readonly context: WriteContext;
}

/** `base` is added to each place: the start of a group minus one. */
function write(fields: Fields, value: Value, base: number, target: Target): void {
  const { context } = target;
  for (const [name, field] of entriesOf(fields)) {
    const given = field.kind === 'derived' ? undefined : value[name];
    const isMissing = given === undefined || given === null || (Array.isArray(given) && given.length === 0);
    if (field.kind === 'derived') {
      const text = field.derive(value);
      if (text !== undefined) target.put(base + field.at, text);
    } else if (isMissing) {
      if (!field.required && !(field.kind === 'element' && field.due)) continue;
      target.moveTo(base + (field.kind === 'list' ? (field.places[0] ?? 0) : field.at));
      context.report('element.missing', 'is required');
    } else if (field.kind === 'element') {
      target.moveTo(base + field.at);
      target.put(base + field.at, field.type.write(given, context));
    } else writeMany(field, given, base, target);
  }
}

function writeMany(
  field: Extract<Field, { kind: 'list' | 'groups' }>,
  given: unknown,
  base: number,
  target: Target,
): void {
  const max = field.kind === 'list' ? field.places.length : field.max;
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const isOfKind = Array.isArray(given) && (field.kind === 'list' || all.every(isValue));
  if (!isOfKind || all.length > max) {
    target.moveTo(base + (field.kind === 'list' ? (field.places[0] ?? 0) : field.at));
    if (!isOfKind) return target.context.report('element.type', 'is not a list of valid items');
    target.context.report('element.too-many', `holds at most ${max}`);
  }
  for (const [index, one] of all.slice(0, max).entries()) {
    if (field.kind === 'groups') {
      write(field.fields, one as Value, base + field.at - 1 + index * field.width, target);
      continue;
    }
    const at = base + (field.places[index] ?? 0);
    target.moveTo(at);
    target.put(at, field.type.write(one, target.context));
  }
}

function isValue(one: unknown): one is Value {
  return typeof one === 'object' && one !== null;
}

const lists = new WeakMap<Fields, readonly (readonly [string, Field])[]>();

/** The fields as a list, created once for each kind of segment because every written segment needs it. */
function entriesOf(fields: Fields): readonly (readonly [string, Field])[] {
  const known = lists.get(fields);
  if (known) return known;
  const list = Object.entries(fields);
  lists.set(fields, list);
  return list;
}

/** Puts the text of an element at its place and fills earlier unused places with empty text. */
export function put(into: string[], at: number, text: string): void {
  while (into.length < at) into.push('');
  into[at] = text;
}

/** Removes empty parts at the end. */
export function trimmed(parts: readonly string[]): readonly string[] {
  let end = parts.length;
  while (end > 0 && (parts[end - 1] ?? '') === '') end -= 1;
  return parts.slice(0, end);
}
