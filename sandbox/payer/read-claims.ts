import type { Claim837P, Claims837P, ServiceLine837P, Subscriber837P } from '../../x12/index.ts';
import type { ClaimArrived, LineSeen, PersonSeen } from './claim-seen.ts';

interface Around {
  readonly level: Subscriber837P;
  readonly patient: PersonSeen;
  readonly subscriber?: PersonSeen;
  readonly providerName: string;
  readonly providerNpi: string;
  readonly batchReference: string;
}

/** All claims of a set, of all its providers, subscribers and dependents. */
export function claimsIn({ beginning, billingProviders }: Claims837P): readonly ClaimArrived[] {
  return (billingProviders ?? []).flatMap(({ billingProvider: { name }, subscribers }) =>
    (subscribers ?? []).flatMap((level) => {
      const around = {
        level,
        providerName: [name.lastName, name.firstName].filter(Boolean).join(' '),
        providerNpi: name.npi ?? '',
        batchReference: beginning.reference,
      };
      const subscriber = personOf(level.subscriber.name);
      return [
        ...(level.claims ?? []).map((claim) => arrived(claim, { ...around, patient: subscriber })),
        ...(level.patients ?? []).flatMap(({ patient, claims }) =>
          (claims ?? []).map((claim) => arrived(claim, { ...around, patient: personOf(patient.name), subscriber })),
        ),
      ];
    }),
  );
}

function personOf({ lastName = '', firstName = '' }: { lastName?: string; firstName?: string }): PersonSeen {
  return { lastName, firstName };
}

function arrived(loop: Claim837P, { level, ...around }: Around): ClaimArrived {
  const { claim, rendering, lines, priorAuthorization, payerControlNumber, otherCoverages } = loop;
  const { information, subscriber, payer } = level;
  return {
    ...around,
    payerName: payer.name.organizationName,
    payerId: payer.name.id,
    memberId: subscriber.name.id ?? '',
    groupNumber: information.groupNumber ?? '',
    patientControlNumber: claim.patientControlNumber,
    chargeCents: claim.chargeCents,
    placeOfService: claim.place.code,
    frequency: claim.place.frequency,
    replaces: payerControlNumber?.value,
    hasAuthorization: priorAuthorization !== undefined,
    lacksSpecialty: rendering !== undefined && rendering.specialty === undefined,
    isSecondary: (otherCoverages ?? []).some(({ paid }) => paid !== undefined),
    lines: (lines ?? []).map(lineSeen),
  };
}

function lineSeen(
  { service, serviceDate, lineControlNumber, adjudications }: ServiceLine837P,
  index: number,
): LineSeen {
  const { procedure, chargeCents, units } = service;
  const toPatient = (adjudications ?? [])
    .flatMap(({ adjustments }) => adjustments ?? [])
    .filter(({ group }) => group === 'PR')
    .flatMap(({ reasons }) => reasons)
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return {
    lineId: lineControlNumber?.value ?? String(index + 1),
    procedureCode: procedure.code,
    modifiers: procedure.modifiers ?? [],
    serviceDate: serviceDate.when.slice(0, 10),
    units,
    chargeCents,
    leftCents: (adjudications ?? []).length > 0 ? toPatient : chargeCents,
  };
}
