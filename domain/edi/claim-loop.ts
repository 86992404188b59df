import type { Claim837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';
import type { Submission } from './claim-to-837p.ts';
import { address, personName } from './parties-to-837p.ts';
import { plainText } from './plain-text.ts';

type Line837P = NonNullable<Claim837P['lines']>[number];
type ServiceLine = Intake['claim']['serviceLines'][number];

/** Loop 2300 of a submission: the claim, its diagnoses, providers and lines. */
export function claimLoop({ intake, claimId, as, payerControlNumber }: Submission): Claim837P {
  const { claim } = intake;
  const value = (text: string | null | undefined): { value: string } | undefined =>
    text ? { value: plainText(text) } : undefined;
  return {
    claim: {
      patientControlNumber: claimId,
      chargeCents: claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0),
      place: { code: claim.placeOfServiceCode, frequency: as === 'replacement' ? '7' : '1' },
      signatureOnFile: claim.signatureOnFile ? 'Y' : 'N',
      acceptsAssignment: claim.acceptsAssignment ? 'A' : 'C',
      benefitsAssigned: claim.benefitsAssigned ? 'Y' : 'N',
      releaseOfInformation: claim.releaseOfInformation,
      ...(claim.accidentDate ? { causes: { codes: ['OA'] } } : {}),
    },
    ...(claim.accidentDate ? { dates: [{ qualifier: '439', when: claim.accidentDate }] } : {}),
    ...defined({
      referralNumber: value(claim.referralNumber),
      priorAuthorization: value(claim.priorAuthorizationNumber),
      payerControlNumber: as === 'replacement' ? value(payerControlNumber) : undefined,
    }),
    ...(claim.note ? { note: { purpose: 'ADD', text: plainText(claim.note) } } : {}),
    diagnoses: diagnoses(claim.diagnoses),
    ...providers(intake),
    lines: claim.serviceLines.map((line) => lineLoop(line, claim.placeOfServiceCode)),
  };
}

/** HI: the principal diagnosis first. */
function diagnoses(given: Intake['claim']['diagnoses']): Claim837P['diagnoses'] {
  return {
    codes: given.map(({ code }, index) => ({ qualifier: index === 0 ? 'ABK' : 'ABF', code: code.replace('.', '') })),
  };
}

function providers({ referring, rendering, serviceFacility, supervising }: Intake): Partial<Claim837P> {
  return {
    ...(referring
      ? {
          referring: [
            { name: { role: 'DN', type: '1', ...personName(referring), idQualifier: 'XX', id: referring.npi } },
          ],
        }
      : {}),
    ...(rendering
      ? {
          rendering: {
            name: { type: '1', ...personName(rendering), idQualifier: 'XX', id: rendering.npi },
            ...(rendering.taxonomyCode ? { specialty: { taxonomyCode: rendering.taxonomyCode } } : {}),
          },
        }
      : {}),
    ...(serviceFacility
      ? {
          facility: {
            name: {
              type: '2',
              lastName: plainText(serviceFacility.organizationName),
              ...(serviceFacility.npi ? { idQualifier: 'XX', id: serviceFacility.npi } : {}),
            },
            ...address(serviceFacility.address),
          },
        }
      : {}),
    ...(supervising
      ? {
          supervising: {
            name: { role: 'DQ', type: '1', ...personName(supervising), idQualifier: 'XX', id: supervising.npi },
          },
        }
      : {}),
  };
}

/** Loop 2400. */
function lineLoop(line: ServiceLine, placeOfService: string): Line837P {
  const { serviceDate, serviceDateTo = serviceDate } = line;
  return {
    service: {
      procedure: {
        qualifier: 'HC',
        code: line.procedureCode,
        ...(line.modifiers.length > 0 ? { modifiers: line.modifiers } : {}),
      },
      chargeCents: line.chargeAmountCents,
      unit: line.unitType,
      units: line.units,
      ...(line.placeOfServiceCode && line.placeOfServiceCode !== placeOfService
        ? { placeOfService: line.placeOfServiceCode }
        : {}),
      diagnosisPointers: line.diagnosisPointers,
    },
    serviceDate: { when: serviceDate === serviceDateTo ? serviceDate : `${serviceDate}/${serviceDateTo}` },
    lineControlNumber: { value: line.lineId },
    ...(line.note ? { notes: [{ purpose: 'ADD', text: plainText(line.note) }] } : {}),
    ...(line.drug
      ? {
          drug: {
            drug: { qualifier: 'N4', code: line.drug.ndc },
            quantity: { quantity: line.drug.quantity, unit: line.drug.unit },
          },
        }
      : {}),
  };
}

/** Leaves out what was not given. */
function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
