import { type Cents, cents, dollars, sum } from '../money.ts';
import type { Party } from './accounts.ts';
import { type Balance, openLines, type OpenLine, openOf } from './balances.ts';

/** Part of what a party owes: of one line, or of all; up to an amount, or all of it. */
export interface PartSpec {
  readonly party: Party;
  readonly line?: string | undefined;
  readonly amountCents?: Cents | undefined;
}

/** The open lines of a part, or why there is no such part, in one sentence. */
export type Part =
  | { readonly kind: 'part'; readonly lines: readonly OpenLine[]; readonly amountCents: Cents }
  | { readonly kind: 'none'; readonly reason: string };

/** The names of the parties in sentences. */
export const partyNames: Readonly<Record<Party, string>> = {
  'coverage-1': 'coverage 1',
  'coverage-2': 'coverage 2',
  'coverage-3': 'coverage 3',
  patient: 'the patient',
  agency: 'the agency',
};

/** Finds a part of what a party owes. A part is never more than what is open, on its line and in total. */
export function partOf(balances: readonly Balance[], { party, line, amountCents }: PartSpec): Part {
  const ofLine = line === undefined ? balances : balances.filter((balance) => balance.line === line);
  const limit = cents(Math.min(openOf(balances, party), openOf(ofLine, party)));
  const where = line === undefined ? '' : ` on line ${line}`;
  if (limit <= 0) return { kind: 'none', reason: `${partyNames[party]} owes nothing${where}` };
  if (amountCents !== undefined && amountCents > limit)
    return { kind: 'none', reason: `${partyNames[party]} owes ${dollars(limit)}${where}, not ${dollars(amountCents)}` };
  const lines = openLines(ofLine, party, amountCents ?? limit);
  return { kind: 'part', lines, amountCents: sum(lines.map((one) => one.amountCents)) };
}
