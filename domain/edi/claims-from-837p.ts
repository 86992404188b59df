import type { BillingProvider837P, Claim837P, Claims837P, ServiceLine837P, Subscriber837P } from '../../x12/index.ts';
import { coverageFrom, type Dependent837P, otherCoverageFrom } from './coverages-from-837p.ts';
import { defined } from './defined.ts';
import { billingFrom, personFrom, providersFrom } from './parties-from-837p.ts';

/** A claim of an 837P. */
export interface ImportedClaim {
  /** The patient file, not yet checked by the intake schema. */
  readonly file: Record<string, unknown>;
  /** The 837P with this claim alone. */
  readonly source: Claims837P;
  /** Index of each list of the whole 837P that leads to the claim: billingProviders, subscribers, patients, claims. */
  readonly indexes: Readonly<Record<string, number>>;
  /** Position of its CLM segment, ST = 1. */
  readonly position: number;
}

/**
 * The claims of an 837P as patient files. Data without a field in the schema is not in them: `notCarried` lists it. The
 * patient control number becomes the externalId, and stays the patientControlNumber if its format is valid.
 */
export function claimsFrom837P(value: Claims837P): readonly ImportedClaim[] {
  return (value.billingProviders ?? []).flatMap((provider, billingProviders) =>
    (provider.subscribers ?? []).flatMap((subscriber, subscribers) => {
      const { claims = [], patients = [], ...holder } = subscriber;
      const only = (level: Subscriber837P): Claims837P => ({
        ...value,
        billingProviders: [{ ...provider, subscribers: [level] }],
      });
      const own = claims.map((claim, at) => ({
        file: patientFile(provider, subscriber, undefined, claim),
        source: only({ ...holder, claims: [claim] }),
        indexes: { billingProviders, subscribers, claims: at },
        position: positionOf(claim),
      }));
      const others = patients.flatMap((dependent, ofPatient) =>
        (dependent.claims ?? []).map((claim, at) => ({
          file: patientFile(provider, subscriber, dependent, claim),
          source: only({ ...holder, patients: [{ ...dependent, claims: [claim] }] }),
          indexes: { billingProviders, subscribers, patients: ofPatient, claims: at },
          position: positionOf(claim),
        })),
      );
      return [...own, ...others];
    }),
  );
}

/** Zero for a claim that was not read from a file. */
function positionOf({ position = 0 }: Claim837P): number {
  return position;
}

function patientFile(
  provider: BillingProvider837P,
  subscriber: Subscriber837P,
  dependent: Dependent837P | undefined,
  loop: Claim837P,
): Record<string, unknown> {
  const number = loop.claim.patientControlNumber;
  const others = (loop.otherCoverages ?? []).map(otherCoverageFrom);
  return {
    schemaVersion: 1,
    externalId: number,
    ...(/^[A-Z0-9]{4,20}$/.test(number) ? { patientControlNumber: number } : {}),
    patient: personFrom(dependent?.patient ?? subscriber.subscriber),
    insurance: inOrder([coverageFrom(subscriber, dependent), ...others]),
    billing: billingFrom(provider),
    ...providersFrom(loop),
    claim: details(loop),
  };
}

/** Primary first: a claim to a secondary payer has the primary one as another coverage. */
function inOrder(coverages: readonly Record<string, unknown>[]): readonly Record<string, unknown>[] {
  const place = ({ payerResponsibility }: Record<string, unknown>): number =>
    ['P', 'S', 'T'].indexOf(String(payerResponsibility));
  return coverages.toSorted((one, other) => place(one) - place(other));
}

function details(loop: Claim837P): Record<string, unknown> {
  const { claim, diagnoses, referralNumber, priorAuthorization, note, lines } = loop;
  return {
    placeOfServiceCode: claim.place.code,
    claimFrequencyCode: claim.place.frequency,
    benefitsAssigned: claim.benefitsAssigned === 'Y',
    acceptsAssignment: claim.acceptsAssignment === 'A',
    signatureOnFile: claim.signatureOnFile === 'Y',
    releaseOfInformation: claim.releaseOfInformation,
    ...defined({
      referralNumber: referralNumber?.value,
      priorAuthorizationNumber: priorAuthorization?.value,
      payerControlNumber: loop.payerControlNumber?.value,
      delayReasonCode: claim.delayReason,
      note: note?.text,
      accidentDate: loop.dates?.find(({ qualifier }) => qualifier === '439')?.when,
    }),
    diagnoses: diagnoses.codes.map(({ code }) => ({ code })),
    serviceLines: (lines ?? []).map(lineFrom837P),
  };
}

/** A service line of a patient file. */
function lineFrom837P(line: ServiceLine837P, index: number): Record<string, unknown> {
  const { procedure, chargeCents, unit, units, placeOfService, diagnosisPointers } = line.service;
  const [serviceDate, serviceDateTo] = line.serviceDate.when.split('/');
  return {
    lineId: line.lineControlNumber?.value ?? String(index + 1),
    serviceDate,
    procedureCode: procedure.code,
    modifiers: procedure.modifiers ?? [],
    units,
    unitType: unit,
    chargeAmountCents: chargeCents,
    diagnosisPointers,
    ...defined({
      serviceDateTo,
      placeOfServiceCode: placeOfService,
      note: (line.note ?? line.thirdPartyNote)?.text,
      drug: drugOf(line),
    }),
  };
}

/** A drug with an NDC; a patient file has no field for any other. */
function drugOf({ drug }: ServiceLine837P): Record<string, unknown> | undefined {
  if (drug?.drug.qualifier !== 'N4') return undefined;
  return { ndc: drug.drug.code, quantity: drug.quantity.quantity, unit: drug.quantity.unit };
}
