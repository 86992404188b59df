import { usualDelimiters } from '../segments/delimiters.ts';
import { guideOf } from '../guides.ts';
import type { Listed, LoopGrammar } from '../grammar/grammar.ts';
import { endlessLoops } from '../rules/run.ts';

type Json = Readonly<Record<string, unknown>>;

/** Which parts of a JSON object may be long and can be read without holding the whole. */
export interface Streamed {
  /**
   * Names of lists of any length, of objects that contain them, and of what follows them. They come after all other
   * names, in this order. What is streamed inside may depend on earlier values; undefined for a value read as a whole.
   */
  readonly last: Readonly<Record<string, (before: Json) => Streamed | undefined>>;
}

const nothing: Streamed = { last: {} };

/** The streamed parts of a file's JSON: interchanges, groups, sets, and loops that a set may repeat without limit. */
export const streamedFile: Streamed = {
  last: {
    interchanges: () => ({
      last: {
        groups: () => ({ last: { sets: ({ version }) => streamedSet(version) } }),
        laterAcknowledgments: () => nothing,
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
  const behind = grammar.list.findLastIndex(isEndless) - first + 1;
  // Members that the guide places after such a loop are known only once it has passed.
  const last = (first < 0 ? [] : grammar.list.slice(first)).map(
    (listed): readonly [string, () => Streamed | undefined] => {
      const { of } = listed.member;
      return [listed.name, of.kind === 'loop' && isEndless(listed) ? () => streamedLoop(of, endless) : () => nothing];
    },
  );
  const more = (): Streamed => ({ last: Object.fromEntries(last) });
  const added = [['more', more] as const, ['laterUnexpected', () => undefined] as const];
  return { last: Object.fromEntries(last.toSpliced(behind, 0, ...added)) };
}
