import type { Claim837P, Claims837P, Subscriber837P } from '../../x12/index.ts';
import type { ClaimSeen } from './adjudicate.ts';

/** A claim, with the fields that its answers repeat. */
export interface ClaimArrived extends ClaimSeen {
  readonly payerName: string;
  readonly payerId: string;
  readonly providerName: string;
  readonly providerNpi: string;
  readonly patient: { readonly lastName: string; readonly firstName: string };
  readonly placeOfService: string;
  /** TAX in the member id: the payer requires the rendering provider's specialty, and it is missing. */
  readonly lacksSpecialty: boolean;
}

/** All claims of a file. */
export function claimsIn(value: Claims837P): readonly ClaimArrived[] {
  return (value.billingProviders ?? []).flatMap(({ billingProvider, subscribers }) =>
    (subscribers ?? []).flatMap((subscriber) => {
      const provider = {
        providerName: billingProvider.name.lastName ?? '',
        providerNpi: billingProvider.name.npi ?? '',
      };
      const own = (subscriber.claims ?? []).map((claim) =>
        arrived(claim, subscriber, subscriber.subscriber.name, provider),
      );
      const ofOthers = (subscriber.patients ?? []).flatMap(({ patient, claims }) =>
        (claims ?? []).map((claim) => arrived(claim, subscriber, patient.name, provider)),
      );
      return [...own, ...ofOthers];
    }),
  );
}

function arrived(
  { claim, rendering, lines, priorAuthorization, payerControlNumber }: Claim837P,
  { subscriber, payer }: Subscriber837P,
  patient: { readonly lastName?: string; readonly firstName?: string },
  provider: { providerName: string; providerNpi: string },
): ClaimArrived {
  const memberId = subscriber.name.id ?? '';
  return {
    ...provider,
    payerName: payer.name.organizationName,
    payerId: payer.name.id,
    memberId,
    patient: { lastName: patient.lastName ?? '', firstName: patient.firstName ?? '' },
    patientControlNumber: claim.patientControlNumber,
    chargeCents: claim.chargeCents,
    placeOfService: claim.place.code,
    isReplacement: claim.place.frequency === '7' && payerControlNumber !== undefined,
    hasAuthorization: priorAuthorization !== undefined,
    lacksSpecialty: memberId.includes('TAX') && rendering?.specialty === undefined,
    lines: (lines ?? []).map((line, index) => {
      const { code, modifiers = [] } = line.service.procedure;
      return {
        lineId: line.lineControlNumber?.value ?? String(index + 1),
        procedureCode: code,
        chargeCents: line.service.chargeCents,
        modifiers,
        serviceDate: line.serviceDate.when.slice(0, 10),
      };
    }),
  };
}
