import type { EligibilityInquiry270 } from '../sets/270.ts';
import type { ClaimStatusRequest276 } from '../sets/276.ts';
import { Chance, dayOf2026 } from './chance.ts';
import { procedureCode } from './codes.ts';
import { clinic, npi, payer, personName } from './people.ts';

/** Kinds of generated eligibility inquiries. */
export const kinds270: readonly string[] = ['plan', 'services', 'procedure', 'dependent'];
/** Kinds of generated claim status requests. */
export const kinds276: readonly string[] = ['by-number', 'by-data', 'by-line', 'dependent'];

type InquiryOf270 = NonNullable<
  NonNullable<
    NonNullable<NonNullable<EligibilityInquiry270['sources']>[number]['receivers']>[number]['subscribers']
  >[number]['subscriber']['inquiries']
>[number]['inquiry'];

/** An eligibility inquiry, determined by a seed and a number. */
export function generate270(
  seed: number,
  number: number,
): { readonly kind: string; readonly value: EligibilityInquiry270 } {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds270[number % kinds270.length] ?? 'plan';
  const inquiries = [{ inquiry: inquiry(kind, chance) }];
  const traces = [{ number: `Q${seed}N${number}`, assignerId: `9${chance.digits(9)}` }];
  const name = { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` } as const;
  const { name: lastName, id } = payer(chance);
  const asked = {
    ...demographics(chance),
    dates: [{ qualifier: '291', when: dayOf2026(chance.between(40, 300)) }],
  } as const;
  const level =
    kind === 'dependent'
      ? { subscriber: { name }, patients: [{ traces, patient: { name: personName(chance), ...asked, inquiries } }] }
      : { traces, subscriber: { name, ...asked, inquiries } };
  return {
    kind,
    value: {
      beginning: { purpose: '13', reference: `B${seed}N${number}`, on: '2026-11-01', at: '0930' },
      sources: [
        {
          payer: { name: { role: 'PR', type: '2', lastName, idQualifier: 'PI', id } },
          receivers: [
            {
              receiver: {
                name: { role: '1P', type: '2', lastName: clinic(chance), idQualifier: 'XX', id: npi(chance) },
              },
              subscribers: [level],
            },
          ],
        },
      ],
    },
  };
}

function inquiry(kind: string, chance: Chance): InquiryOf270 {
  if (kind === 'procedure') return { procedure: { qualifier: 'HC', code: procedureCode(chance) } };
  return { serviceTypes: kind === 'services' ? ['1', '33', '47', '86', '98', 'MH', 'UC'] : ['30'] };
}

function demographics(chance: Chance) {
  const bornOn = `${chance.between(1940, 2020)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`;
  return { demographics: { bornOn, gender: chance.of(['F', 'M'] as const) } };
}

/** A claim status request, determined by a seed and a number. */
export function generate276(
  seed: number,
  number: number,
): { readonly kind: string; readonly value: ClaimStatusRequest276 } {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds276[number % kinds276.length] ?? 'by-data';
  const claims = [asked(kind, chance, `${seed}N${number}`)];
  const subscriber = {
    name: { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` },
  } as const;
  const level =
    kind === 'dependent'
      ? { subscriber, patients: [{ ...demographics(chance), patient: { name: personName(chance) }, claims }] }
      : { ...demographics(chance), subscriber, claims };
  const { name: organizationName, id } = payer(chance);
  const name = { type: '2', lastName: clinic(chance), idQualifier: 'XX', id: npi(chance) } as const;
  return {
    kind,
    value: {
      beginning: { reference: `B${seed}N${number}`, on: '2026-11-01', at: '0930' },
      sources: [
        {
          payer: { name: { organizationName, idQualifier: 'PI', id } },
          receivers: [
            {
              receiver: { name: { type: '2', lastName: 'EXAMPLE BILLING', id: 'SENDER' } },
              providers: [{ names: [{ name }], subscribers: [level] }],
            },
          ],
        },
      ],
    },
  };
}

type ClaimOf276 = NonNullable<
  NonNullable<
    NonNullable<
      NonNullable<NonNullable<ClaimStatusRequest276['sources']>[number]['receivers']>[number]['providers']
    >[number]['subscribers']
  >[number]['claims']
>[number];

function asked(kind: string, chance: Chance, number: string): ClaimOf276 {
  const chargeCents = chance.cents(1, 90_000);
  const on = dayOf2026(chance.between(40, 200));
  const procedure = { qualifier: 'HC', code: procedureCode(chance) } as const;
  return {
    trace: { number: `Q${number}` },
    ...(kind === 'by-number' ? { payerControlNumber: { value: `P${chance.digits(9)}` } } : {}),
    patientControlNumber: { value: `G${number}` },
    charge: { amountCents: chargeCents },
    serviceDate: { when: on },
    ...(kind === 'by-line'
      ? { services: [{ service: { procedure, chargeCents, units: 1 }, serviceDate: { when: on } }] }
      : {}),
  };
}
