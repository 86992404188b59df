import type { EligibilityResponse271 } from '../sets/271/set.ts';
import type { ClaimStatusResponse277 } from '../sets/277.ts';
import type { ClaimAcknowledgment277 } from '../sets/277ca.ts';
import type { Acknowledgment999 } from '../sets/999.ts';
import { Chance, dayOf2026 } from './chance.ts';
import { procedureCode } from './codes.ts';
import { clinic, npi, payer, personName } from './people.ts';

interface Generated<V> {
  readonly kind: string;
  readonly value: V;
}

/** Kinds of generated implementation acknowledgments. */
export const kinds999: readonly string[] = ['accepted', 'rejected', 'partly'];
/** Kinds of generated claim acknowledgments. */
export const kinds277CA: readonly string[] = ['accepted', 'rejected', 'lines'];
/** Kinds of generated claim status answers. */
export const kinds277: readonly string[] = ['pending', 'paid', 'denied', 'lines'];
/** Kinds of generated eligibility answers. */
export const kinds271: readonly string[] = ['active', 'inactive', 'deductible', 'rejected'];

function kindOf(kinds: readonly string[], number: number): string {
  return kinds[number % kinds.length] ?? '';
}

/** An implementation acknowledgment, determined by a seed and a number. */
export function generate999(seed: number, number: number): Generated<Acknowledgment999> {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kindOf(kinds999, number);
  const count = kind === 'partly' ? 2 : chance.between(1, 3);
  const isRejected = (index: number): boolean => kind === 'rejected' || (kind === 'partly' && index === 0);
  const sets = Array.from({ length: count }, (_, index) => ({
    set: { set: '837', control: String(index + 1).padStart(4, '0'), guide: '005010X222A1' },
    ...(isRejected(index)
      ? {
          faults: [
            {
              segment: { id: 'CLM', position: chance.between(10, 90), loop: '2300', code: '8' as const },
              businessUnit: { units: [{ name: 'CLM01' as const, value: `G${chance.digits(6)}` }] },
              elements: [{ element: { place: { element: 2 }, referenceNumber: 782, code: '1' as const } }],
            },
          ],
          verdict: { code: 'R' as const, faults: ['I5' as const] },
        }
      : { verdict: { code: 'A' as const } }),
  }));
  const accepted = sets.filter(({ verdict }) => verdict.code === 'A').length;
  const code = accepted === count ? 'A' : accepted === 0 ? 'R' : 'P';
  return {
    kind,
    value: {
      group: { functionalId: 'HC', control: chance.between(1, 900_000), version: '005010X222A1' },
      sets,
      verdict: { code, included: count, received: count, accepted },
    },
  };
}

/** A claim acknowledgment, determined by a seed and a number. */
export function generate277CA(seed: number, number: number): Generated<ClaimAcknowledgment277> {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kindOf(kinds277CA, number);
  const amountCents = chance.cents(1_000, 90_000);
  const isAccepted = kind === 'accepted';
  const status = isAccepted ? { category: 'A2', status: '20' } : { category: 'A7', status: '562', entity: '85' };
  const action = isAccepted ? 'WQ' : 'U';
  const on = '2026-11-02';
  const above = [{ statuses: [{ category: 'A1', status: '19' }], on, action: 'WQ', amountCents }] as const;
  const { name: organizationName, id } = payer(chance);
  const line = {
    service: { procedure: { qualifier: 'HC', code: procedureCode(chance) }, chargeCents: amountCents },
    statuses: [{ statuses: [{ category: 'A7', status: '507' }], on, action: 'U' }],
    lineControlNumber: { value: 'L1' },
  } as const;
  const claim = {
    trace: { number: `G${seed}N${number}` },
    statuses: [{ statuses: [status], on, action, amountCents }],
    ...(isAccepted ? { payerControlNumber: { value: `P${chance.digits(9)}` } } : {}),
    serviceDate: { when: dayOf2026(chance.between(40, 200)) },
    ...(kind === 'lines' ? { services: [line] } : {}),
  } as const;
  const provider = {
    name: { type: '2', lastName: clinic(chance), idQualifier: 'XX', id: npi(chance) },
    patients: [{ name: { ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` }, claims: [claim] }],
  } as const;
  return {
    kind,
    value: {
      beginning: { reference: `B${seed}N${number}`, on, at: '0930' },
      sources: [
        {
          name: { role: 'PR', organizationName, idQualifier: 'PI', id },
          status: { trace: { number: `A${seed}N${number}` }, received: { on }, processed: { on } },
          receivers: [
            {
              name: { type: '2', lastName: 'EXAMPLE BILLING', idQualifier: '46', id: 'SENDER' },
              status: { trace: { number: `B${seed}N${number}` }, statuses: above },
              providers: [provider],
            },
          ],
        },
      ],
    },
  };
}

/** A claim status answer, determined by a seed and a number. */
export function generate277(seed: number, number: number): Generated<ClaimStatusResponse277> {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kindOf(kinds277, number);
  const chargeCents = chance.cents(1_000, 90_000);
  const on = '2026-11-02';
  const code = { pending: ['P1', '20'], denied: ['F2', '88'] }[kind] ?? ['F1', '65'];
  const statuses = [{ category: code[0] ?? '', status: code[1] ?? '' }];
  const paid = kind === 'paid' || kind === 'lines';
  const service = {
    service: {
      procedure: { qualifier: 'HC', code: procedureCode(chance) },
      chargeCents,
      paidCents: paid ? chargeCents : 0,
      units: 1,
    },
    statuses: [{ statuses, on }],
    serviceDate: { when: dayOf2026(chance.between(40, 200)) },
  } as const;
  const claim = {
    trace: { number: `Q${seed}N${number}` },
    statuses: [
      {
        ...{ statuses, on, chargeCents, paidCents: paid ? chargeCents : 0 },
        ...(paid ? { finalizedOn: '2026-10-20', remittedOn: '2026-10-22', checkNumber: chance.digits(8) } : {}),
      },
    ],
    payerControlNumber: { value: `P${chance.digits(9)}` },
    patientControlNumber: { value: `G${seed}N${number}` },
    serviceDate: { when: dayOf2026(chance.between(40, 200)) },
    ...(kind === 'lines' ? { services: [service] } : {}),
  };
  return { kind, value: statusAnswer(`B${seed}N${number}`, claim, chance) };
}

type StatusOfClaim = NonNullable<
  NonNullable<
    NonNullable<
      NonNullable<NonNullable<ClaimStatusResponse277['sources']>[number]['receivers']>[number]['providers']
    >[number]['subscribers']
  >[number]['claims']
>[number];

function statusAnswer(reference: string, claim: StatusOfClaim, chance: Chance): ClaimStatusResponse277 {
  const { name: organizationName, id } = payer(chance);
  const name = { type: '2', lastName: clinic(chance), idQualifier: 'XX', id: npi(chance) } as const;
  const member = { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` } as const;
  return {
    beginning: { reference, on: '2026-11-02', at: '0930' },
    sources: [
      {
        payer: { name: { organizationName, idQualifier: 'PI', id } },
        receivers: [
          {
            receiver: { name: { type: '2', lastName: 'EXAMPLE BILLING', idQualifier: '46', id: 'SENDER' } },
            providers: [{ names: [{ name }], subscribers: [{ subscriber: { name: member }, claims: [claim] }] }],
          },
        ],
      },
    ],
  };
}

/** An eligibility answer, determined by a seed and a number. */
export function generate271(seed: number, number: number): Generated<EligibilityResponse271> {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kindOf(kinds271, number);
  const benefit = (information: string, more: object = {}) => ({
    benefit: { information, coverageLevel: 'IND', serviceTypes: ['30'], ...more },
  });
  const benefits = [
    benefit(kind === 'inactive' ? '6' : '1', { insuranceType: 'C1', planDescription: 'EXAMPLE PLAN' }),
    ...(kind === 'deductible'
      ? [
          benefit('C', { period: '23', amountCents: 50_000, inNetwork: 'Y' }),
          benefit('A', { share: 0.2, inNetwork: 'Y' }),
        ]
      : []),
  ];
  const { name: lastName, id } = payer(chance);
  const isRejected = kind === 'rejected';
  return {
    kind,
    value: {
      beginning: { purpose: '11', reference: `B${seed}N${number}`, on: '2026-11-02', at: '0930' },
      sources: [
        {
          payer: { name: { role: 'PR', type: '2', lastName, idQualifier: 'PI', id } },
          receivers: [
            {
              receiver: {
                name: { role: '1P', type: '2', lastName: clinic(chance), idQualifier: 'XX', id: npi(chance) },
              },
              subscribers: [
                {
                  traces: [{ type: '2', number: `Q${seed}N${number}`, assignerId: `9${chance.digits(9)}` }],
                  subscriber: {
                    name: { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` },
                    ...(isRejected
                      ? { rejections: [{ isValid: 'N', reason: '72', followUp: 'C' }] }
                      : { dates: [{ qualifier: '346', when: '2026-01-01' }], benefits }),
                  },
                },
              ],
            },
          ],
        },
      ],
    },
  };
}
