import { endless, type LoopGrammar } from '../grammar/grammar.ts';
import type { OpenLoop } from '../values/open-loop.ts';
import type { ReadingState, SetListener } from '../values/set-listener.ts';
import { type LoopRule, LoopView } from './rule.ts';

/**
 * A listener for a set's reader that applies rules to each loop as it closes. Incomplete loops are skipped: their
 * faults are already reported, and rules may trust the types of their values.
 */
export function ruleRunner(
  rules: readonly LoopRule[],
  totals: Map<string, number>,
): Required<Pick<SetListener, 'closed'>> {
  const byLoop = new Map<string, LoopRule[]>();
  for (const one of rules) for (const loop of one.loops) byLoop.set(loop, [...(byLoop.get(loop) ?? []), one]);
  return {
    closed(open: readonly OpenLoop[], reader: ReadingState): void {
      const innermost = open.at(-1);
      const wanted = innermost && byLoop.get(innermost.grammar.name);
      if (!innermost?.isWhole || !wanted) return;
      const view = new LoopView(open, reader, totals);
      for (const { look } of wanted) look(innermost.value, view);
    },
  };
}

/** Loops that a set may repeat without limit, nested only in such loops: a streaming reader must not keep them. */
export function endlessLoops(grammar: LoopGrammar, found = new Set<string>()): ReadonlySet<string> {
  for (const { member } of grammar.list) {
    if (member.of.kind !== 'loop' || member.max !== endless) continue;
    found.add(member.of.name);
    endlessLoops(member.of, found);
  }
  return found;
}
