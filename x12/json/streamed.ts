import { usualDelimiters } from '../segments/delimiters.ts';
import { guideOf } from '../guides.ts';
import type { Listed, LoopGrammar } from '../grammar/grammar.ts';
import { endlessLoops } from '../rules/run.ts';

type Json = Readonly<Record<string, unknown>>;

/** What may be long in an object of JSON: it need not be held whole. */
export interface Streamed {
  /**
   * Names of lists of any length, of the objects that hold them, and of what follows those. They come behind all other
   * names, in this order. What is streamed within follows from what came before.
   */
  readonly last: Readonly<Record<string, (before: Json) => Streamed>>;
}

const nothing: Streamed = { last: {} };

/** What is streamed of the JSON of a file: interchanges, groups, sets, and loops of which a set may hold any number. */
export const streamedFile: Streamed = {
  last: {
    interchanges: () => ({
      last: {
        groups: () => ({ last: { sets: ({ version }) => streamedSet(version) } }),
        laterAcknowledgements: () => nothing,
      },
    }),
  },
};

function streamedSet(version: unknown): Streamed {
  return { last: { segments: () => nothing, value: (set) => streamedValue(set, version) } };
}

function streamedValue({ set, guide }: Json, version: unknown): Streamed {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const header = { set: text(set), guide: text(guide) || text(version), control: '', delimiters: usualDelimiters };
  const grammar = guideOf(header)?.grammar;
  return grammar ? streamedLoop(grammar, endlessLoops(grammar)) : nothing;
}

function streamedLoop(grammar: LoopGrammar, endless: ReadonlySet<string>): Streamed {
  const isEndless = ({ member: { of } }: Listed): boolean => of.kind === 'loop' && endless.has(of.name);
  const first = grammar.list.findIndex(isEndless);
  // What the guide puts behind such a loop is known only once that has passed.
  const last = (first < 0 ? [] : grammar.list.slice(first)).map((listed) => {
    const { of } = listed.member;
    const within = of.kind === 'loop' && isEndless(listed) ? () => streamedLoop(of, endless) : () => nothing;
    return [listed.name, within] as const;
  });
  return { last: Object.fromEntries(last) };
}
