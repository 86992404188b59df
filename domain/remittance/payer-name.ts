import type { BilledCoverage } from './billed-claim.ts';

/** Whether a coverage names the payer that sent a remittance, by its id (N104) or its name (N102). */
export function samePayer(
  coverage: Pick<BilledCoverage, 'payerId' | 'payerName'>,
  { payerName, payerId }: { readonly payerName: string; readonly payerId?: string },
): boolean {
  return (
    (payerId !== undefined && plain(payerId) === plain(coverage.payerId)) ||
    plain(payerName) === plain(coverage.payerName)
  );
}

function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
