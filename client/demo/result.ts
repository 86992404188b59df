import { money, table } from '../cli/print.ts';
import { differencesOf, type End } from './end.ts';
import type { Played } from './play.ts';

/** The result of a demo; written by `--json`. */
export interface DemoResult {
  readonly claims: readonly (Omit<End, 'claimId'> & {
    readonly id: string;
    readonly scenario: string;
    readonly expected: string | null;
    readonly status: string;
    readonly statuses: readonly string[];
    readonly submissions: number;
    /** How the end differs from that of the scenario, to the cent; empty if it does not. */
    readonly differences: readonly string[];
  })[];
  readonly ledger: { readonly balanced: boolean; readonly entries: number };
  readonly seconds: number;
}

const nothing = {
  ...{ chargedCents: 0, paidCents: 0, adjustedCents: 0, patientPaidCents: 0, writtenOffCents: 0, placedCents: 0 },
  open: {},
  exceptions: 0,
};

/** Combines the final views of the claims with what the books say about them. */
export function resultOf(
  claims: readonly Played[],
  ends: ReadonlyMap<string, End>,
  ledger: DemoResult['ledger'],
  seconds: number,
): DemoResult {
  return {
    claims: claims.map((claim) => {
      const { claimId, scenario, label, view } = claim;
      const { claimId: _, ...end } = { claimId, ...nothing, ...ends.get(claimId) };
      return {
        ...end,
        id: claimId,
        scenario: scenario ? String(scenario.number || scenario.name) : label,
        expected: scenario?.end.status ?? null,
        status: view?.status ?? 'INTAKE',
        statuses: view?.statuses ?? [],
        submissions: view?.submissions ?? 0,
        differences: differences(claim, { claimId, ...end }),
      };
    }),
    ledger: { balanced: ledger.balanced, entries: ledger.entries },
    seconds,
  };
}

function differences({ scenario, view, acted = 0 }: Played, end: End): readonly string[] {
  if (!scenario) return [];
  if (!view) return ['it was not seen'];
  const left = scenario.people.length - acted;
  return [
    ...differencesOf(scenario.end, view, end),
    ...(left > 0 ? [`${left} acts of people did not come about`] : []),
  ];
}

/** Whether every claim ended as expected to the cent, and the books balance. */
export function isAsExpected({ claims, ledger }: DemoResult, played: readonly Played[]): boolean {
  return (
    ledger.balanced &&
    claims.every(({ differences }) => differences.length === 0) &&
    played.every(({ isDone }) => isDone)
  );
}

/** A table of final statuses and money, and below it each difference from what was expected. */
export function summary({ claims }: DemoResult): string {
  const rows = claims.map((claim) => [
    claim.scenario,
    claim.status,
    ...[
      claim.chargedCents,
      claim.paidCents,
      claim.adjustedCents,
      claim.patientPaidCents,
      claim.writtenOffCents,
      Object.values(claim.open).reduce((sum, cents) => sum + cents, 0),
    ].map(money),
  ]);
  const found = table(['story', 'status', '>charged', '>paid', '>adjusted', '>patient', '>written off', '>open'], rows);
  const wrong = claims.flatMap(({ id, scenario, differences }) =>
    differences.length > 0 ? [`${scenario} (${id}): ${differences.join('; ')}.`] : [],
  );
  return [found, ...wrong].join('\n');
}
