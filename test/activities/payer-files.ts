import {
  type ClaimAcknowledgment277,
  type Remittance835,
  write277CA,
  write835,
  writeInterchange,
} from '../../x12/index.ts';

// Writes complete payer files for tests.

const envelope = {
  senderQualifier: 'ZZ',
  senderId: 'PAYER',
  receiverQualifier: 'ZZ',
  receiverId: 'CLAIMLOOP',
  on: '2026-03-09',
  at: '0800',
  usage: 'P' as const,
};

let control = 0;

function bytesOf(functionalId: string, version: string, set: ReturnType<typeof write835>): Uint8Array {
  control += 1;
  const written = writeInterchange({
    ...envelope,
    control,
    groups: [{ functionalId, senderCode: 'PAYER', receiverCode: 'CLAIMLOOP', control, version, sets: [set] }],
  });
  if (written.kind === 'refused') throw new Error(JSON.stringify(written.findings));
  return written.bytes;
}

/** A payment of a claim with one line: paid amount, CO-45 and optional other adjustments. */
export interface Paid {
  readonly claimId: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly adjustments?: readonly { group: 'CO' | 'PR' | 'OA' | 'PI'; reason: string; amountCents: number }[];
  readonly remark?: string;
  readonly statusCode?: '1' | '22';
  readonly payerControlNumber?: string;
  readonly patientName?: string;
}

/** An 835 that pays claims. It balances unless `amountCents` is given. */
export function remittance(
  trace: string,
  claims: readonly Paid[],
  amountCents = claims.reduce((total, claim) => total + claim.paidCents, 0),
  adjustment?: { readonly reference: string; readonly amountCents: number },
): Uint8Array {
  const value: Remittance835 = {
    payment: {
      handling: 'I',
      amountCents,
      creditOrDebit: 'C',
      method: amountCents === 0 ? 'NON' : 'ACH',
      paidOn: '2026-03-09',
    },
    trace: { traceNumber: trace, originatorId: '1512345678' },
    payer: {
      name: { name: 'DEMO PAYER' },
      street: { address1: '1 PAYER WAY' },
      city: { city: 'TRENTON', state: 'NJ', postalCode: '08608' },
      technicalContacts: [{ name: 'EDI', numbers: [{ kind: 'TE', number: '8005550100' }] }],
    },
    payee: { name: { name: 'CLINIC', idQualifier: 'XX', id: '1999999984' } },
    headers: [
      {
        number: { number: 1 },
        claims: claims.map((claim) => ({
          claim: {
            patientControlNumber: claim.claimId,
            statusCode: claim.statusCode ?? '1',
            chargeCents: claim.chargeCents,
            paidCents: claim.paidCents,
            filingCode: '12',
            payerControlNumber: claim.payerControlNumber ?? `ICN${claim.claimId}`,
          },
          patient: { lastName: claim.patientName ?? 'SAMPLE' },
          services: [
            {
              service: {
                procedure: { qualifier: 'HC', code: 'G0463' },
                chargeCents: claim.chargeCents,
                paidCents: claim.paidCents,
              },
              dates: [{ qualifier: '472', on: '2026-03-02' }],
              adjustments: (claim.adjustments ?? []).map(({ group, reason, amountCents: amount }) => ({
                group,
                reasons: [{ reasonCode: reason, amountCents: amount }],
              })),
              remarks: claim.remark ? [{ list: 'HE', code: claim.remark }] : [],
            },
          ],
        })),
      },
    ],
    ...(adjustment && { providerAdjustments: [providerAdjustment(adjustment)] }),
  };
  return bytesOf('HP', '005010X221A1', write835(value, '0001'));
}

function providerAdjustment({ reference, amountCents }: { readonly reference: string; readonly amountCents: number }) {
  const adjustments = [{ id: { reasonCode: 'WO', reference }, amountCents }];
  return { adjustment: { providerId: '1999999984', fiscalYearEnd: '2026-12-31', adjustments } };
}

/** A 277CA about one claim. `reference` is the number of the submission that it answers (2200B TRN02). */
export function acknowledgment(
  claimId: string,
  status: { category: string; status: string; entity?: string },
  { reference = '1', payerControlNumber }: { readonly reference?: string; readonly payerControlNumber?: string } = {},
): Uint8Array {
  const day = '2026-03-09';
  const value: ClaimAcknowledgment277 = {
    beginning: { reference: `A${claimId}`, on: day, at: '0800' },
    sources: [
      {
        name: { role: 'PR', organizationName: 'DEMO PAYER', idQualifier: 'PI', id: 'DEMO1' },
        status: {
          trace: { number: '1' },
          received: { on: '2026-03-09' },
          processed: { on: '2026-03-09' },
        },
        receivers: [
          {
            name: { type: '2', lastName: 'CLINIC', idQualifier: '46', id: 'CLAIMLOOP' },
            status: {
              trace: { number: reference },
              statuses: [
                { statuses: [{ category: 'A1', status: '19', entity: 'PR' }], on: day, action: 'WQ', amountCents: 100 },
              ],
            },
            providers: [
              {
                name: { type: '2', lastName: 'CLINIC', idQualifier: 'XX', id: '1999999984' },
                patients: [
                  {
                    name: { lastName: 'X', idQualifier: 'MI', id: 'W1' },
                    claims: [
                      {
                        trace: { number: claimId },
                        ...(payerControlNumber && { payerControlNumber: { value: payerControlNumber } }),
                        statuses: [{ statuses: [status], on: day, action: 'U', amountCents: 100 }],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
  return bytesOf('HN', '005010X214', write277CA(value, '0001'));
}

/** A 277CA that rejects a whole batch by its reference, without naming claims. */
export function batchRefusal(reference: string): Uint8Array {
  const day = { on: '2026-03-09' };
  const refused = { category: 'A3', status: '24', entity: '41' };
  const value: ClaimAcknowledgment277 = {
    beginning: { reference: 'B1', on: '2026-03-09', at: '0800' },
    sources: [
      {
        name: { role: 'PR', organizationName: 'DEMO PAYER', idQualifier: 'PI', id: 'DEMO1' },
        status: { trace: { number: '1' }, received: day, processed: day },
        receivers: [
          {
            name: { type: '2', lastName: 'CLINIC', idQualifier: '46', id: 'CLAIMLOOP' },
            status: {
              trace: { number: reference },
              statuses: [{ statuses: [refused], on: '2026-03-09', action: 'U', amountCents: 100 }],
            },
          },
        ],
      },
    ],
  };
  return bytesOf('HN', '005010X214', write277CA(value, '0001'));
}
