import type { ClaimPayment835, Remittance835, ServicePayment835 } from '../sets/835.ts';
import type { Chance } from './chance.ts';
import type { Draft } from './claim.ts';
import { procedureCode } from './codes.ts';
import { personName } from './people.ts';

/** A claim of a generated remittance (loop 2100). */
export type ClaimPayment = ClaimPayment835;
/** A service line of a generated remittance (loop 2110). */
export type ServicePayment = ServicePayment835;
type Adjustments = NonNullable<ServicePayment835['adjustments']>;
type ProviderAdjustment = NonNullable<
  Remittance835['providerAdjustments']
>[number]['adjustment']['adjustments'][number];

/** A remittance before totals are computed: its claims, and its provider-level adjustments (PLB). */
export interface RemittanceDraft {
  claims: Draft<ClaimPayment>[];
  readonly adjustments: ProviderAdjustment[];
}

type Kind = (draft: RemittanceDraft, chance: Chance) => void;

/** A part of a line's charge that is adjusted. */
interface Part {
  readonly group: 'CO' | 'OA' | 'PI' | 'PR';
  readonly reasonCode: string;
  /** Fraction of the charge. */
  readonly share: number;
}

/** The line with these parts of its charge adjusted, and the rest paid. */
export function adjusted(line: ServicePayment, parts: readonly Part[]): ServicePayment {
  const { chargeCents } = line.service;
  const adjustments = parts.map(({ group, reasonCode, share }) => ({
    group,
    reasons: [{ reasonCode, amountCents: Math.round(chargeCents * share) }],
  }));
  return { ...line, service: { ...line.service, paidCents: chargeCents - sumOf(adjustments) }, adjustments };
}

/** Sum of adjustments, in cents. */
export function sumOf(adjustments: Adjustments): number {
  return adjustments.flatMap(({ reasons }) => reasons).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

const eachClaim =
  (change: (claim: Draft<ClaimPayment>, chance: Chance) => void): Kind =>
  ({ claims }, chance) => {
    for (const claim of claims) change(claim, chance);
  };

function changeLines(
  claim: Draft<ClaimPayment>,
  change: (line: ServicePayment, index: number) => ServicePayment,
): void {
  claim.services = claim.services?.map(change);
}

const denied = eachClaim((claim) => {
  changeLines(claim, (line) => ({
    ...adjusted(line, [{ group: 'CO', reasonCode: '16', share: 1 }]),
    remarks: [{ list: 'HE', code: 'N382' }],
  }));
  claim.outpatient = { remarkCodes: ['MA130'] };
  claim.claim = { ...claim.claim, statusCode: '4' };
});

/** The mirror image of a claim payment that was made before. */
function reversalOf(claim: Draft<ClaimPayment>): Draft<ClaimPayment> {
  return {
    ...claim,
    claim: { ...claim.claim, statusCode: '22' },
    services: claim.services?.map((line) => ({
      ...line,
      service: { ...line.service, chargeCents: -line.service.chargeCents, paidCents: -line.service.paidCents },
      adjustments: line.adjustments?.map(({ group, reasons }) => ({
        group,
        reasons: reasons.map((reason) => ({ ...reason, amountCents: -reason.amountCents })),
      })),
    })),
  };
}

const reversed: Kind = (draft) => {
  draft.claims = draft.claims.map(reversalOf);
};

/** The payer takes back what it paid, decides again, and leaves the refund for later (WO). */
const overpaid: Kind = (draft, chance) => {
  const [first] = draft.claims;
  if (!first) return;
  const again: Draft<ClaimPayment> = { ...first };
  changeLines(again, (line) => adjusted(line, [{ group: 'CO', reasonCode: '45', share: 0.6 }]));
  const paidIn = (claim: Draft<ClaimPayment>): number =>
    (claim.services ?? []).reduce((sum, { service }) => sum + service.paidCents, 0);
  draft.adjustments.push({
    id: { reasonCode: 'WO', reference: `P${chance.digits(8)}` },
    amountCents: paidIn(again) - paidIn(first),
  });
  draft.claims = [reversalOf(first), again, ...draft.claims.slice(1)];
};

const withoutLines = eachClaim((claim) => {
  const services = claim.services ?? [];
  claim.claim = {
    ...claim.claim,
    chargeCents: services.reduce((sum, { service }) => sum + service.chargeCents, 0),
    paidCents: services.reduce((sum, { service }) => sum + service.paidCents, 0),
  };
  claim.adjustments = services.flatMap(({ adjustments = [] }) => adjustments);
  claim.dates = [{ qualifier: '232', on: '2026-08-03' }];
  delete claim.services;
});

const crossover = eachClaim((claim, chance) => {
  claim.correctedPatient = { type: '1', lastName: personName(chance).lastName };
  claim.insured = { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` };
  claim.crossoverCarrier = { organizationName: 'EXAMPLE MUTUAL', idQualifier: 'PI', id: 'EXMUT' };
  claim.claim = { ...claim.claim, statusCode: '19' };
});

const remarked = eachClaim((claim) => {
  claim.outpatient = { rate: 0.8, remarkCodes: ['MA01', 'MA18'] };
  claim.amounts = [{ qualifier: 'AU', amountCents: 100 }];
  changeLines(claim, (line) => ({
    ...line,
    remarks: [{ list: 'HE', code: 'N130' }],
    amounts: [{ qualifier: 'B6', amountCents: 100 }],
  }));
});

/** The payer decided on another procedure than the submitted one (SVC06). */
const recoded = eachClaim((claim, chance) =>
  changeLines(claim, (line) => ({
    ...line,
    service: {
      ...line.service,
      procedure: { qualifier: 'HC', code: procedureCode(chance) },
      submittedProcedure: line.service.procedure,
      submittedUnits: line.service.units ?? 1,
    },
  })),
);

/** All lines but the first are included in its payment. */
const bundled = eachClaim((claim) => {
  const [first] = claim.services ?? [];
  changeLines(claim, (line, index) => {
    if (index === 0 || !first) return line;
    const included = adjusted(line, [{ group: 'CO', reasonCode: '97', share: 1 }]);
    const { procedure, units = 1 } = line.service;
    return {
      ...included,
      service: {
        ...included.service,
        procedure: first.service.procedure,
        submittedProcedure: procedure,
        submittedUnits: units,
      },
    };
  });
});

const capitated: Kind = (draft, chance) => {
  for (const claim of draft.claims)
    changeLines(claim, (line) => adjusted(line, [{ group: 'CO', reasonCode: '24', share: 1 }]));
  draft.adjustments.push({
    id: { reasonCode: 'CT', reference: `C${chance.digits(6)}` },
    amountCents: -chance.cents(10_000, 90_000),
  });
};

const sequestered = eachClaim((claim) => {
  claim.claim = { ...claim.claim, filingCode: 'MB' };
  changeLines(claim, (line) =>
    adjusted(line, [
      { group: 'CO', reasonCode: '45', share: 0.3 },
      { group: 'CO', reasonCode: '253', share: 0.0112 },
      { group: 'PR', reasonCode: '2', share: 0.14 },
    ]),
  );
});

const deductible = eachClaim((claim) =>
  changeLines(claim, (line) =>
    adjusted(line, [
      { group: 'CO', reasonCode: '45', share: 0.25 },
      { group: 'PR', reasonCode: '1', share: 0.75 },
    ]),
  ),
);

const withInterest: Kind = (draft, chance) => {
  const [first] = draft.claims;
  const interest = chance.cents(1, 500);
  if (first) first.amounts = [{ qualifier: 'I', amountCents: interest }];
  draft.adjustments.push({ id: { reasonCode: 'L6', reference: `I${chance.digits(6)}` }, amountCents: -interest });
};

const recovered: Kind = ({ adjustments }, chance) => {
  adjustments.push({
    id: { reasonCode: 'WO', reference: `P${chance.digits(8)}` },
    amountCents: chance.cents(100, 900),
  });
};

/** Each provider of the payee repays something. */
const recoveredFromTwo: Kind = (draft, chance) => {
  recovered(draft, chance);
  recovered(draft, chance);
};

/** More is taken back than paid: the rest is carried forward (FB). */
const carriedForward: Kind = (draft, chance) => {
  recovered(draft, chance);
  draft.claims = draft.claims.map(reversalOf);
};

/** Kinds of generated remittances. */
export const kindsOfRemittance: Readonly<Record<string, Kind>> = {
  paid: () => undefined,
  denied,
  reversed,
  overpaid,
  'without-lines': withoutLines,
  crossover,
  remarked,
  recoded,
  bundled,
  capitated,
  sequestered,
  'zero-paid': deductible,
  interest: withInterest,
  recovered,
  'carried-forward': carriedForward,
  'several-payees': recovered,
  'several-providers': recoveredFromTwo,
};
