import { endless, type Listed, type LoopGrammar, type Member } from '../grammar/grammar.ts';

type Value = Readonly<Record<string, unknown>>;

/** One occurrence of a member. */
export interface Turn extends Listed {
  readonly part: unknown;
}

/**
 * What a loop's value gives for its members, in the order in which it is written: that of the guide, or of the names in
 * `order`. An order that does not name each part before its last one is ignored, because parts were added or removed.
 */
export function* turnsOf(grammar: LoopGrammar, value: Value): Generator<Turn> {
  const order = orderIn(grammar, value);
  const ordered = new Set(order);
  for (const { name, member } of ordered) {
    for (const part of partsOf(value[name], member)) if (!isHere(part)) yield { name, member, part };
  }
  const parts = new Map<Listed, readonly unknown[]>();
  const counts = new Map<Listed, number>();
  for (const listed of order) {
    const count = counts.get(listed) ?? 0;
    const some = parts.get(listed) ?? [...partsOf(value[listed.name], listed.member)].filter(isHere);
    parts.set(listed, some);
    counts.set(listed, count + 1);
    yield { ...listed, part: some[count] };
  }
  const lastList = grammar.list.findLastIndex(({ member }) => member.max === endless);
  for (const [index, listed] of grammar.list.entries()) {
    const { name, member } = listed;
    if (!ordered.has(listed)) for (const part of partsOf(value[name], member)) yield { name, member, part };
    if (index === lastList) yield* moreOf(grammar, value['more']);
  }
}

/** Lists that continue after others: objects with one list each. */
function* moreOf({ list }: LoopGrammar, more: unknown): Generator<Turn> {
  for (const one of isList(more) ? more : []) {
    const lists = (one ?? {}) as Value;
    for (const { name, member } of list)
      for (const part of partsOf(lists[name], { ...member, use: 'many' })) yield { name, member, part };
  }
}

/** The members that `order` names, if it fits the value. */
function orderIn({ list }: LoopGrammar, value: Value): readonly Listed[] {
  const { order } = value;
  if (!Array.isArray(order)) return [];
  const named = new Map<unknown, number>();
  for (const name of order as readonly unknown[]) named.set(name, (named.get(name) ?? 0) + 1);
  const last = list.findLastIndex(({ name }) => named.has(name));
  const fits = list.every(({ name, member }, index) => {
    if (index > last) return true;
    const parts = partsOf(value[name], member);
    return Array.isArray(parts) && parts.filter(isHere).length === (named.get(name) ?? 0);
  });
  const byName = new Map(list.map((listed) => [listed.name, listed]));
  const members = (order as readonly unknown[]).flatMap((name) => byName.get(String(name)) ?? []);
  return fits && members.length === order.length ? members : [];
}

/** Whether a part is written in its place: it was not missing there, and is not written within a later loop. */
function isHere(part: unknown): boolean {
  const { raw, isElsewhere } = (part ?? {}) as Value;
  return isElsewhere !== true && !(Array.isArray(raw) && raw.length === 0);
}

/** The items given for a member, one after another. */
function partsOf(part: unknown, { use }: Member): Iterable<unknown> {
  if (use === 'fixed') return [part ?? {}];
  if (part === undefined || part === null) return [];
  return use === 'many' && isList(part) ? part : [part];
}

/** Whether a value is a list or another iterable. */
export function isList(value: unknown): value is Iterable<unknown> {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}
