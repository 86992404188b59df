import {
  type ClaimAcknowledgment277,
  guides,
  type Remittance835,
  type SetToWrite,
  write277CA,
  write835,
  writeInterchange,
} from '../../x12/index.ts';

/** A claim to be accepted and paid at 80 percent. */
export interface Answered {
  readonly claimId: string;
  readonly chargeCents: number;
  readonly lastName: string;
  readonly payerName: string;
  readonly servedOn: string;
}

let control = 0;

function fileOf(functionalId: string, version: string, on: string, set: SetToWrite): Uint8Array {
  control += 1;
  const written = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'BENCHPAYER',
    receiverQualifier: 'ZZ',
    receiverId: 'CLAIMLOOP',
    on,
    at: '0800',
    control,
    usage: 'P',
    groups: [{ functionalId, senderCode: 'BENCHPAYER', receiverCode: 'CLAIMLOOP', control, version, sets: [set] }],
  });
  if (written.kind === 'refused') throw new Error(`the benchmark wrote an invalid ${functionalId}`);
  return written.bytes;
}

/** One 277CA that accepts all claims. */
export function acceptance(claims: readonly Answered[], on: string): Uint8Array {
  const day = { on };
  const value: ClaimAcknowledgment277 = {
    beginning: { reference: 'BENCH', on, at: '0800' },
    sources: [
      {
        name: { role: 'PR', organizationName: 'BENCH PAYER', idQualifier: 'PI', id: 'BENCH' },
        status: { trace: { number: '1' }, received: day, processed: day },
        receivers: [
          {
            name: { type: '2', lastName: 'CLINIC', idQualifier: '46', id: 'CLAIMLOOP' },
            status: {
              trace: { number: '1' },
              statuses: [
                { statuses: [{ category: 'A1', status: '19', entity: 'PR' }], on, action: 'WQ', amountCents: 1 },
              ],
            },
            providers: [
              {
                name: { type: '2', lastName: 'CLINIC', idQualifier: 'XX', id: '1999999984' },
                patients: claims.map(({ claimId, chargeCents }) => ({
                  name: { lastName: 'X', idQualifier: 'MI' as const, id: 'W1' },
                  claims: [
                    {
                      trace: { number: claimId },
                      statuses: [
                        {
                          statuses: [{ category: 'A2', status: '20', entity: 'PR' }],
                          on,
                          action: 'WQ' as const,
                          amountCents: chargeCents,
                        },
                      ],
                    },
                  ],
                })),
              },
            ],
          },
        ],
      },
    ],
  };
  return fileOf('HN', guides['277ca'].version, on, write277CA(value, '0001'));
}

/** One 835 that pays all claims at 80 percent and adjusts the rest (CO-45). */
export function payment(claims: readonly Answered[], on: string, trace: string): Uint8Array {
  const paid = (chargeCents: number): number => Math.floor(chargeCents * 0.8);
  const value: Remittance835 = {
    payment: {
      handling: 'I',
      amountCents: claims.reduce((sum, claim) => sum + paid(claim.chargeCents), 0),
      creditOrDebit: 'C',
      method: 'CHK',
      paidOn: on,
    },
    trace: { traceNumber: trace, originatorId: '1999999999' },
    payer: {
      name: { name: claims[0]?.payerName ?? '' },
      street: { address1: '1 WAY' },
      city: { city: 'TRENTON', state: 'NJ', postalCode: '08608' },
      technicalContacts: [{ name: 'EDI', numbers: [{ kind: 'TE', number: '8005550100' }] }],
    },
    payee: { name: { name: 'CLINIC', idQualifier: 'XX', id: '1999999984' } },
    headers: [
      {
        number: { number: 1 },
        claims: claims.map(({ claimId, chargeCents, lastName, servedOn }) => ({
          claim: {
            patientControlNumber: claimId,
            statusCode: '1',
            chargeCents,
            paidCents: paid(chargeCents),
            filingCode: '12',
            payerControlNumber: `P${claimId}`,
          },
          patient: { lastName },
          services: [
            {
              service: { procedure: { qualifier: 'HC', code: 'G0463' }, chargeCents, paidCents: paid(chargeCents) },
              dates: [{ qualifier: '472' as const, on: servedOn }],
              adjustments: [
                { group: 'CO' as const, reasons: [{ reasonCode: '45', amountCents: chargeCents - paid(chargeCents) }] },
              ],
            },
          ],
        })),
      },
    ],
  };
  return fileOf('HP', guides['835'].version, on, write835(value, '0001'));
}
