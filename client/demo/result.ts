import type { ClaimMoney } from '../index.ts';
import { money, table } from '../cli/print.ts';
import type { Played } from './play.ts';

/** The result of a demo; written by `--json`. */
export interface DemoResult {
  readonly claims: readonly (Omit<ClaimMoney, 'claimId'> & {
    readonly id: string;
    readonly scenario: string;
    readonly expected: string | null;
    readonly status: string;
    readonly statuses: readonly string[];
    readonly submissions: number;
  })[];
  readonly ledger: { readonly balanced: boolean; readonly entries: number };
  readonly seconds: number;
}

/** Combines the final views of the claims with what the ledger says about them. */
export function resultOf(
  claims: readonly Played[],
  moneyOf: readonly ClaimMoney[],
  ledger: DemoResult['ledger'],
  seconds: number,
): DemoResult {
  return {
    claims: claims.map(({ claimId, scenario, label, view }) => {
      const found = moneyOf.find((one) => one.claimId === claimId);
      return {
        id: claimId,
        scenario: scenario ? String(scenario.number) : label,
        expected: scenario?.expected ?? null,
        status: view?.status ?? 'INTAKE',
        statuses: view?.statuses ?? [],
        submissions: view?.submissions ?? 0,
        chargedCents: found?.chargedCents ?? 0,
        paidCents: found?.paidCents ?? 0,
        adjustedCents: found?.adjustedCents ?? 0,
        patientPaidCents: found?.patientPaidCents ?? 0,
        writtenOffCents: found?.writtenOffCents ?? 0,
        placedCents: found?.placedCents ?? 0,
      };
    }),
    ledger: { balanced: ledger.balanced, entries: ledger.entries },
    seconds,
  };
}

/** Whether every claim ended as expected and the books balance to the cent. */
export function isAsExpected({ claims, ledger }: DemoResult, played: readonly Played[]): boolean {
  return (
    ledger.balanced &&
    claims.every(({ expected, status }) => expected === null || expected === status) &&
    played.every(({ isDone }) => isDone)
  );
}

/** A table of final statuses and money, no wider than 80 columns when every claim ended as expected. */
export function summary({ claims }: DemoResult): string {
  const rows = claims.map((claim) => [
    claim.scenario,
    claim.expected === null || claim.expected === claim.status
      ? claim.status
      : `${claim.status}, expected ${claim.expected} (${claim.id})`,
    ...[
      claim.chargedCents,
      claim.paidCents,
      claim.adjustedCents,
      claim.patientPaidCents,
      claim.writtenOffCents,
      claim.placedCents,
    ].map(money),
  ]);
  return table(['story', 'status', '>charged', '>paid', '>adjusted', '>patient', '>written off', '>placed'], rows);
}
