import type { BillingProvider837P, Claims837P, Subscriber837P } from '../sets/837p/set.ts';
import { Chance } from './chance.ts';
import { type Draft, plainClaim } from './claim.ts';
import { claimFeatures } from './features/claims.ts';
import { coverageFeatures } from './features/coverages.ts';
import type { Feature } from './features/feature.ts';
import { specialtyFeatures } from './features/specialties.ts';
import { address, born, clinic, contact, npi, payer, personName } from './people.ts';

const features: readonly Feature[] = [...claimFeatures, ...coverageFeatures, ...specialtyFeatures];

/** Kinds of generated claims: plain ones, and one for each feature. */
export const kinds837P: readonly string[] = ['plain', ...features.map(({ name }) => name)];

/** Professional claims for one transaction set, and their kind. */
export interface Generated837P {
  readonly kind: string;
  readonly value: Claims837P;
}

/**
 * Valid professional claims that follow from a seed and a number: the same two, the same claims. The kinds take turns;
 * dependents, several claims, subscribers and providers come by chance.
 */
export function generate837P(seed: number, number: number): Generated837P {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds837P[number % kinds837P.length] ?? 'plain';
  const numbers = claimNumbers(seed, number);
  const providers = Array.from({ length: chance.happens(0.15) ? 2 : 1 }, () =>
    billingProvider(chance, (provider) =>
      Array.from({ length: chance.happens(0.2) ? chance.between(2, 3) : 1 }, () =>
        subscriber(chance, provider, kind, numbers),
      ),
    ),
  );
  return {
    kind,
    value: {
      beginning: {
        purpose: chance.of(['00', '18'] as const),
        reference: `B${seed}N${number}`,
        on: '2026-11-01',
        at: '0930',
        type: chance.happens(0.02) ? 'RP' : 'CH',
      },
      submitter: { name: { type: '2', lastName: 'EXAMPLE BILLING', id: 'SENDER' }, contacts: [contact(chance)] },
      receiver: { name: { organizationName: 'EXAMPLE CLEARINGHOUSE', id: 'RECEIVER' } },
      billingProviders: providers,
    },
  };
}

function billingProvider(
  chance: Chance,
  subscribers: (provider: Draft<BillingProvider837P>) => readonly Subscriber837P[],
): BillingProvider837P {
  const provider: Draft<BillingProvider837P> = {
    ...(chance.happens(0.6) ? { specialty: { taxonomyCode: '207Q00000X' } } : {}),
    billingProvider: {
      name: { type: '2', lastName: clinic(chance), npi: npi(chance) },
      ...address(chance, true),
      taxId: { qualifier: chance.of(['EI', 'SY'] as const), value: chance.digits(9) },
      ...(chance.happens(0.3) ? { contacts: [contact(chance)] } : {}),
    },
  };
  provider.subscribers = subscribers(provider);
  return provider;
}

function subscriber(
  chance: Chance,
  provider: Draft<BillingProvider837P>,
  kind: string,
  numbers: () => string,
): Subscriber837P {
  const isSelf = chance.happens(0.7);
  const { name, id, filingCode } = payer(chance);
  const level: Draft<Subscriber837P> = {
    information: { responsibility: 'P', ...(isSelf ? { relationship: '18' } : {}), filingCode },
    subscriber: {
      name: { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` },
      ...(isSelf ? { ...address(chance), demographics: born(chance) } : {}),
    },
    payer: { name: { organizationName: name, idQualifier: 'PI', id } },
  };
  if (isSelf && chance.happens(0.1)) level.details = { diedOn: '2026-10-01', weightPounds: 150, isPregnant: 'Y' };
  const claims = Array.from({ length: chance.happens(0.2) ? chance.between(2, 5) : 1 }, () => {
    const claim = plainClaim(chance, numbers());
    const drafted = { claim, lines: [...(claim.lines ?? [])], subscriber: level, provider, isSelf };
    features.find((one) => one.name === kind)?.add(drafted, chance);
    return { ...claim, lines: drafted.lines };
  });
  if (isSelf) return { ...level, claims };
  const dependent = {
    details: { relationship: chance.of(['01', '19', 'G8'] as const) },
    patient: { name: personName(chance), ...address(chance), demographics: born(chance) },
    claims,
  };
  return { ...level, patients: [dependent] };
}

/** Distinct patient control numbers for one set. */
function claimNumbers(seed: number, number: number): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `G${seed.toString(36)}N${number.toString(36)}C${next.toString(36)}`.toUpperCase().slice(0, 20);
  };
}
