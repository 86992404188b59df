import type { ElementContext, ElementType, Field, Fields, GroupsField, ListField } from './element.ts';

/** Reads one element's text into a value that is more than a place for it. */
type Put = (text: string, value: Record<string, unknown>, context: ElementContext) => void;

/** What is done with the text in one place: read as a type and kept under a name, or put where it belongs. */
interface Slot {
  readonly name: string;
  readonly type?: ElementType<unknown>;
  readonly put: Put;
}

/** How the elements of one kind of segment or composite are read: made once, since every segment asks for it. */
export interface ReadingPlan {
  /** By place; none for a place that the guide does not use. */
  readonly slots: readonly (Slot | undefined)[];
  readonly required: readonly { readonly at: number; readonly name: string }[];
  readonly groups: readonly GroupsPlan[];
  readonly derived: readonly Extract<Field, { kind: 'derived' }>[];
}

/** Where groups stand, and which places of each must not be empty once any of it is there. */
interface GroupsPlan {
  readonly from: number;
  readonly end: number;
  readonly width: number;
  readonly required: readonly { readonly at: number; readonly name: string }[];
}

/** The plan for some fields. `known` places hold what is no field but belongs there all the same. */
export function planOf(fields: Fields, known: readonly number[] = []): ReadingPlan {
  const slots: (Slot | undefined)[] = [];
  const put = (at: number, slot: Slot): void => {
    while (slots.length < at) slots.push(undefined);
    slots[at] = slot;
  };
  const ignore: Slot = { name: '', put: () => undefined };
  for (const at of known) put(at, ignore);
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'element') put(field.at, { name, type: field.type, put: () => undefined });
    else if (field.kind === 'derived') put(field.at, ignore);
    else if (field.kind === 'list') for (const at of field.places) put(at, listSlot(name, field));
    else for (const [at, slot] of groupSlots(name, field)) put(at, slot);
  }
  const entries = Object.entries(fields);
  return {
    slots,
    required: entries.flatMap(([name, field]) => requiredPlace(name, field)),
    groups: entries.flatMap(([, field]) => (field.kind === 'groups' ? [groupsPlan(field)] : [])),
    derived: entries.flatMap(([, field]) => (field.kind === 'derived' ? [field] : [])),
  };
}

function listSlot(name: string, { type }: ListField<unknown, boolean>): Slot {
  const put: Put = (text, value, context) => {
    const read = type.read(text, context);
    if (read === undefined) return;
    const list = value[name] as unknown[] | undefined;
    if (list) list.push(read);
    else value[name] = [read];
  };
  return { name, put };
}

function groupSlots(name: string, { at, width, max, fields }: GroupsField<Fields, boolean>): readonly [number, Slot][] {
  const { slots } = planOf(fields);
  return Array.from({ length: width * max }, (_, index) => {
    const ordinal = Math.floor(index / width);
    const inner = slots[(index % width) + 1];
    const put: Put = (text, value, context) => {
      const groups = (value[name] ??= []) as Record<string, unknown>[];
      if (context.group !== ordinal) groups.push({});
      context.group = ordinal;
      if (inner) fill(inner, text, groups.at(-1) ?? {}, context);
    };
    return [at + index, { name, put }];
  });
}

function groupsPlan({ at, width, max, fields }: GroupsField<Fields, boolean>): GroupsPlan {
  const required = Object.entries(fields).flatMap(([name, field]) => requiredPlace(name, field));
  return { from: at, end: at + width * max, width, required };
}

function requiredPlace(name: string, field: Field): readonly { at: number; name: string }[] {
  if (field.kind === 'derived' || !field.required) return [];
  return [{ name, at: field.kind === 'list' ? (field.places[0] ?? 0) : field.at }];
}

/** Reads the elements of a segment; `elements[0]` is its id. */
export function readElements(
  plan: ReadingPlan,
  elements: readonly string[],
  context: ElementContext,
): Record<string, unknown> {
  context.component = 0;
  const value = read(plan, elements, 0, context);
  context.element = 0;
  return value;
}

/** Reads the components of a composite; `parts[0]` is the first. */
export function readComponents(
  plan: ReadingPlan,
  parts: readonly string[],
  context: ElementContext,
): Record<string, unknown> {
  const value = read(plan, parts, 1, context);
  context.component = 0;
  return value;
}

/** `shift` is the place of `texts[0]`; that of an element is 0, since the segment's id stands there. */
function read(
  plan: ReadingPlan,
  texts: readonly string[],
  shift: 0 | 1,
  context: ElementContext,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const { slots } = plan;
  const outerGroup = context.group;
  context.group = -1;
  for (let index = 1 - shift; index < texts.length; index += 1) {
    const text = texts[index];
    if (text === '' || text === undefined) continue;
    const at = index + shift;
    moveTo(at, shift, context);
    const slot = slots[at];
    if (slot) fill(slot, text, value, context);
    else context.report('element.not-used', 'is not used in this place');
  }
  context.group = outerGroup;
  for (const { at, name } of plan.required) if (!texts[at - shift]) missing(at, shift, name, context);
  if (plan.groups.length > 0) checkGroups(plan, texts, shift, context);
  if (plan.derived.length > 0) checkDerived(plan, texts, shift, value, context);
  return value;
}

function fill({ name, type, put }: Slot, text: string, value: Record<string, unknown>, context: ElementContext): void {
  if (type === undefined) return put(text, value, context);
  const read = type.read(text, context);
  if (read !== undefined) value[name] = read;
}

function moveTo(at: number, shift: 0 | 1, context: ElementContext): void {
  if (shift === 0) context.element = at;
  else context.component = at;
}

function missing(at: number, shift: 0 | 1, name: string, context: ElementContext): void {
  moveTo(at, shift, context);
  context.report('element.missing', `${name} is required`);
}

/** A group of which anything is there must be whole. */
function checkGroups(plan: ReadingPlan, texts: readonly string[], shift: 0 | 1, context: ElementContext): void {
  for (const { from, end, width, required } of plan.groups) {
    for (let start = from; start < end && start - shift < texts.length; start += width) {
      for (const { at, name } of required) {
        const place = start + at - 1;
        if (!texts[place - shift] && isAnyThere(texts, start - shift, width)) missing(place, shift, name, context);
      }
    }
  }
}

function isAnyThere(texts: readonly string[], from: number, count: number): boolean {
  for (let index = from; index < from + count; index += 1) if (texts[index]) return true;
  return false;
}

function checkDerived(
  plan: ReadingPlan,
  texts: readonly string[],
  shift: 0 | 1,
  value: Readonly<Record<string, unknown>>,
  context: ElementContext,
): void {
  for (const { at, derive } of plan.derived) {
    const expected = derive(value);
    const found = texts[at - shift] ?? '';
    if (found === (expected ?? '')) continue;
    moveTo(at, shift, context);
    if (found === '') context.report('element.missing', 'is required here');
    else if (expected === undefined) context.report('element.not-used', 'is not used without what it qualifies');
    else context.report('element.code', 'is not the code that belongs here');
  }
}
