import type { ElementFields, ElementType, Field, Fields, GroupsField } from './element.ts';

/**
 * How one element is read: parsed as a type and stored as a value, as an item of a list, or in a list of groups.
 * "known" is valid content that is not exposed as a field.
 */
export type Slot =
  | { readonly kind: 'known' }
  | { readonly kind: 'value' | 'item'; readonly name: string; readonly type: ElementType<unknown> }
  | {
      readonly kind: 'grouped';
      /** Name of the list, and the first place of the group. */
      readonly list: string;
      readonly start: number;
      readonly name: string;
      readonly type: ElementType<unknown>;
    };

/**
 * The slots for some fields by place, from 1; undefined for a place that the guide does not use. `known` places hold
 * valid content that is not exposed as a field.
 */
export function slotsOf(fields: Fields, known: readonly number[]): readonly (Slot | undefined)[] {
  const placed = [
    ...known.map((at): [number, Slot] => [at, { kind: 'known' }]),
    ...Object.entries(fields).flatMap(([name, field]) => slotsOfField(name, field)),
  ];
  const slots = new Array<Slot | undefined>(Math.max(0, ...placed.map(([at]) => at)) + 1).fill(undefined);
  for (const [at, slot] of placed) slots[at] = slot;
  return slots;
}

function slotsOfField(name: string, field: Field): readonly [number, Slot][] {
  switch (field.kind) {
    case 'element':
      return [[field.at, { kind: 'value', name, type: field.type }]];
    case 'derived':
      return [[field.at, { kind: 'known' }]];
    case 'list':
      return field.places.map((at) => [at, { kind: 'item', name, type: field.type }]);
    case 'groups':
      return slotsOfGroups(name, field);
  }
}

function slotsOfGroups(
  list: string,
  { at, width, max, fields }: GroupsField<ElementFields, boolean>,
): [number, Slot][] {
  return Array.from({ length: max }, (_, ordinal) => at + ordinal * width).flatMap((start) =>
    Object.entries(fields).map(([name, field]): [number, Slot] => [
      start + field.at - 1,
      { kind: 'grouped', list, start, name, type: field.type },
    ]),
  );
}
