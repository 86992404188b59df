import type { LoopGrammar } from '../grammar/grammar.ts';
import { grammar837P } from '../sets/837p/set.ts';
import type { PayerRule } from './user-codes.ts';

/** Why a payer rule can never apply to an 837P, or never be kept; undefined when it can. */
export function payerRuleProblem({ loop, requires }: PayerRule): string | undefined {
  const [found] = loopsOf(grammar837P).filter(({ name }) => name === loop);
  if (!found) return `"${loop.slice(0, 20)}" is not a loop of the 837P`;
  const [id, code] = requires.split('*');
  const fits = found.list.some(({ member: { first } }) => {
    const [mark] = first.marks;
    return first.id === id && (code === undefined || (mark?.codes.includes(code) ?? false));
  });
  return fits ? undefined : `${requires} does not occur in loop ${loop}`;
}

function loopsOf(grammar: LoopGrammar): readonly LoopGrammar[] {
  const inner = grammar.list.flatMap(({ member: { of } }) => (of.kind === 'loop' ? loopsOf(of) : []));
  return [grammar, ...inner];
}
