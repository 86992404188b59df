import type { ReadContext } from './element.ts';
import { conclude, reportUnused } from './presence.ts';
import type { ReadingPlan, ReadParts } from './reading-plan.ts';
import type { Slot } from './slot.ts';
import { bitOf, holds } from './syntax-notes.ts';

/** Functions that the generated code calls. */
const helpers = { holds, conclude, reportUnused };

/**
 * Generates the function that reads by a plan, one place after another, like hand-written code for this kind of
 * segment. A loop over the places takes half as long again, because the engine cannot predict types and property names
 * there. The text contains only names and numbers of the grammar.
 */
export function compiledReading(plan: ReadingPlan): ReadParts {
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is made of the grammar alone
  const make = new Function('plan', ...Object.keys(helpers), textOf(plan)) as (...parts: unknown[]) => ReadParts;
  return make(plan, ...Object.values(helpers));
}

/**
 * For DTM, with a qualifier in the first place and a date in the second, each place becomes about this: `to =
 * ends[first + 2]; if (to > from) { present |= 4; context.element = 2; const read = type2.read(from, to, context); if
 * (read !== undefined) { value["day"] = read; filled |= 4; } } from = to + 1;`
 */
function textOf(plan: ReadingPlan): string {
  const places = [...plan.slots.entries()].slice(1);
  const typed = places.filter(([, slot]) => slot !== undefined && slot.kind !== 'known');
  const groups = new Set(places.flatMap(([, slot]) => (slot?.kind === 'grouped' ? [groupOf(slot)] : [])));
  return `
    ${typed.map(([at]) => `const type${at} = plan.slots[${at}].type;`).join('\n')}
    return (ends, first, count, context) => {
      const value = {};
      let present = 1, filled = 1, from = ends[first] + 1, to = from;
      ${[...groups].map((group) => `let ${group};`).join('\n')}
      places: {
        ${places.map(([at, slot]) => textOfPlace(at, slot, plan.isComposite)).join('\n')}
      }
      if (${mustConclude(plan)}) conclude(plan, { ends, first, count }, { present, filled }, value, context);
      return value;
    };`;
}

function textOfPlace(at: number, slot: Slot | undefined, isComposite: boolean): string {
  const place: keyof ReadContext = isComposite ? 'component' : 'element';
  return `
        if (count < ${at}) break places;
        to = ends[first + ${at}];
        if (to > from) {
          present |= ${bitOf(at)};
          context.${place} = ${at};
          ${slot ? textOfSlot(at, slot) : 'reportUnused(context);'}
        }
        from = to + 1;`;
}

function textOfSlot(at: number, slot: Slot): string {
  const done = `filled |= ${bitOf(at)};`;
  if (slot.kind === 'known') return done;
  const opened = slot.kind === 'grouped' ? textOfGroup(slot) : '';
  return `${opened}
          const read = type${at}.read(from, to, context);
          if (read !== undefined) {
            ${kept(slot)};
            ${done}
          }`;
}

/** A group exists as soon as any part of it is present. */
function textOfGroup(slot: Slot & { readonly kind: 'grouped' }): string {
  const group = groupOf(slot);
  return `if (${group} === undefined) (value${named(slot.list)} ??= []).push((${group} = {}));`;
}

function kept(slot: Exclude<Slot, { readonly kind: 'known' }>): string {
  const name = named(slot.name);
  switch (slot.kind) {
    case 'value':
      return `value${name} = read`;
    case 'item':
      return `(value${name} ??= []).push(read)`;
    case 'grouped':
      return `${groupOf(slot)}${name} = read`;
  }
}

/** The condition for a closer look at what was read; it is rarely true. */
function mustConclude({ slots, requirements, notes, derived }: ReadingPlan): string {
  if (derived.length > 0) return 'true';
  return [
    'filled !== present',
    `count >= ${slots.length}`,
    ...requirements.map(
      ({ about, required }) => `(present & ${about}) !== 0 && (present & ${required}) !== ${required}`,
    ),
    ...notes.map((_, index) => `!holds(plan.notes[${index}], present)`),
  ].join(' || ');
}

function groupOf({ start }: Slot & { readonly kind: 'grouped' }): string {
  return `group${start}`;
}

function named(name: string): string {
  return `[${JSON.stringify(name)}]`;
}
