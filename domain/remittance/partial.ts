import { canonicalJson } from '../canonical-json.ts';
import type { ClaimPayment } from './remittance.ts';

/** How the claim payments of a file differ from those that are posted. */
export interface Difference {
  /** In the file only. */
  readonly added: readonly ClaimPayment[];
  /** Posted, but not in the file. */
  readonly missing: readonly ClaimPayment[];
}

/** Compares claim payments by their content; their positions do not count. Equal payments are matched one to one. */
export function paymentDifference(posted: readonly ClaimPayment[], inFile: readonly ClaimPayment[]): Difference {
  const left = new Map<string, ClaimPayment[]>();
  for (const payment of posted) {
    const key = contentOf(payment);
    left.set(key, [...(left.get(key) ?? []), payment]);
  }
  const added = inFile.filter((payment) => left.get(contentOf(payment))?.pop() === undefined);
  return { added, missing: [...left.values()].flat() };
}

/** Whether a payment in the file may be a changed form of a posted one: then neither can be trusted. */
export function mayReplace({ added, missing }: Difference): boolean {
  const claims = new Set(missing.map(({ patientControlNumber }) => patientControlNumber));
  return added.some(({ patientControlNumber }) => claims.has(patientControlNumber));
}

function contentOf(payment: ClaimPayment): string {
  return canonicalJson({ ...payment, position: 0, services: payment.services.map((one) => ({ ...one, position: 0 })) });
}
