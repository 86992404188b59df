import { read835, readInterchanges } from '../../../x12/index.ts';

/** Payments by patient control number, in cents. */
export function paymentsIn(bytes: Uint8Array): Map<string, number> {
  const file = readInterchanges(bytes);
  if (file.kind === 'unreadable') throw new Error(`${file.reason} (segment ${file.segment}, byte ${file.offset})`);
  const payments = new Map<string, number>();
  for (const set of file.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets))) {
    const read = read835(set);
    if (read.kind === 'faulty') throw new Error(`a remittance is incomplete: ${read.findings[0]?.message}`);
    for (const { claims = [] } of read.value.headers ?? []) {
      for (const { claim } of claims) payments.set(claim.patientControlNumber, claim.paidCents);
    }
  }
  return payments;
}
