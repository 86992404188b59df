import type { OtherCoverage837P } from '../../sets/837p/claim.ts';
import type { Chance } from '../chance.ts';
import type { Draft } from '../claim.ts';
import { address, npi, payer, personName } from '../people.ts';
import type { Drafted, Feature } from './feature.ts';

// Other payers and pay-to parties. @source 005010X222A1, loops 2010AB, 2010AC, 2320, 2430

function otherCoverage(chance: Chance, responsibility: 'P' | 'S' | 'T', id: string): Draft<OtherCoverage837P> {
  return {
    subscriber: { responsibility, relationship: '18', groupNumber: 'G7', filingCode: payer(chance).filingCode },
    insurance: { benefitsAssigned: 'Y', signatureSource: 'P', releaseOfInformation: 'Y' },
    otherSubscriber: {
      name: { type: '1', ...personName(chance), idQualifier: 'MI', id: `O${chance.digits(8)}` },
      ...address(chance),
    },
    otherPayer: { name: { organizationName: 'OTHER MUTUAL', idQualifier: 'PI', id } },
  };
}

function secondaryToCome({ claim }: Drafted, chance: Chance): void {
  claim.otherCoverages = [otherCoverage(chance, 'S', 'OTHER2'), otherCoverage(chance, 'T', 'OTHER3')];
}

/** The first payer paid half of the claim and left the rest to the patient. */
function secondary({ claim, subscriber }: Drafted, chance: Chance): void {
  subscriber.information = { ...subscriber.information, responsibility: 'S', filingCode: 'CI' };
  const paid = Math.floor(claim.claim.chargeCents / 2);
  const first = otherCoverage(chance, 'P', 'OTHER1');
  first.paid = { amountCents: paid };
  first.remainingLiability = { amountCents: claim.claim.chargeCents - paid };
  first.adjustments = [
    { group: 'PR', reasons: [{ reasonCode: '2', amountCents: claim.claim.chargeCents - paid, quantity: 1 }] },
  ];
  first.outpatient = { rate: 0.8, payableCents: 100, remarkCodes: ['MA01', 'MA18'] };
  first.otherPayer = {
    ...first.otherPayer,
    ...address(chance),
    adjudicatedOn: { on: '2026-09-01' },
    payerControlNumber: { value: `ICN${chance.digits(8)}` },
    priorAuthorization: { value: 'OA1' },
    referralNumber: { value: 'OR1' },
    claimAdjusted: { value: 'Y' },
    secondaryIds: [{ qualifier: '2U', value: 'OLD1' }],
  };
  claim.otherCoverages = [first];
}

/** The first payer adjudicated line by line. */
function secondaryByLine(drafted: Drafted, chance: Chance): void {
  const { claim, subscriber, lines } = drafted;
  subscriber.information = { ...subscriber.information, responsibility: 'S', filingCode: 'CI' };
  const first = otherCoverage(chance, 'P', 'OTHER1');
  let total = 0;
  for (const line of lines) {
    const paid = Math.floor(line.service.chargeCents * 0.6);
    total += paid;
    line.adjudications = [
      {
        decision: { payerId: 'OTHER1', paidCents: paid, procedure: line.service.procedure, units: line.service.units },
        adjustments: [
          { group: 'CO', reasons: [{ reasonCode: '45', amountCents: line.service.chargeCents - paid - 7 }] },
          {
            group: 'PR',
            reasons: [
              { reasonCode: '1', amountCents: 3 },
              { reasonCode: '2', amountCents: 4 },
            ],
          },
        ],
        adjudicatedOn: { on: '2026-09-01' },
        remainingLiability: { amountCents: 7 },
      },
    ];
  }
  first.paid = { amountCents: total };
  first.referring = [{ name: { role: 'DN' }, secondaryIds: [{ qualifier: 'G2', value: 'OP1' }] }];
  first.rendering = { name: { type: '1' }, secondaryIds: [{ qualifier: 'G2', value: 'OP2' }] };
  first.facility = { name: {}, secondaryIds: [{ qualifier: 'G2', value: 'OP3' }] };
  first.supervising = { name: {}, secondaryIds: [{ qualifier: 'G2', value: 'OP4' }] };
  first.billing = { name: { type: '2' }, secondaryIds: [{ qualifier: 'G2', value: 'OP5' }] };
  claim.otherCoverages = [first];
}

function payToAddress({ provider }: Drafted, chance: Chance): void {
  provider.payToAddress = { name: { type: '2' }, ...address(chance) };
}

/** Secondary ids and a currency. */
function providerIds({ provider, subscriber }: Drafted, chance: Chance): void {
  const { billingProvider } = provider;
  provider.billingProvider = { ...billingProvider, licenses: [{ qualifier: '0B', value: `LIC${chance.digits(5)}` }] };
  subscriber.payer = {
    ...subscriber.payer,
    ...address(chance),
    secondaryIds: [
      { qualifier: '2U', value: 'P2' },
      { qualifier: 'FY', value: 'OFFICE 7' },
    ],
    providerIds: [{ qualifier: 'G2', value: npi(chance) }],
  };
}

/** Features of coverages and pay-to parties. */
export const coverageFeatures: readonly Feature[] = [
  { name: 'secondary-to-come', add: secondaryToCome },
  { name: 'secondary', add: secondary },
  { name: 'secondary-by-line', add: secondaryByLine },
  { name: 'pay-to-address', add: payToAddress },
  { name: 'provider-ids', add: providerIds },
];
