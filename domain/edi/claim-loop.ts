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
      place: { code: claim.placeOfServiceCode, qualifier: 'B', frequency: as === 'replacement' ? '7' : '1' },
      signatureOnFile: claim.signatureOnFile ? 'Y' : 'N',
      acceptsAssignment: claim.acceptsAssignment ? 'A' : 'C',
      benefitsAssigned: claim.benefitsAssigned ? 'Y' : 'N',
      releaseOfInformation: claim.releaseOfInformation,
      ...(claim.accidentDate ? { causes: { first: 'OA' } } : {}),
    },
    ...(claim.accidentDate
      ? { dates: [{ qualifier: '439', format: 'D8', value: claim.accidentDate.replaceAll('-', '') }] }
      : {}),
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
  const [principal, ...others] = given.map(({ code }) => code.replace('.', ''));
  const parts = Object.fromEntries(others.map((code, index) => [`code${index + 2}`, { qualifier: 'ABF', code }]));
  return { code1: { qualifier: 'ABK', code: principal ?? '' }, ...parts };
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
            ...(rendering.taxonomyCode
              ? { specialty: { qualifier: 'PXC', taxonomyCode: rendering.taxonomyCode } }
              : {}),
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
  const [modifier1, modifier2, modifier3, modifier4] = line.modifiers;
  const [first = 1, second, third, fourth] = line.diagnosisPointers;
  const days = [line.serviceDate, line.serviceDateTo ?? line.serviceDate].map((day) => day.replaceAll('-', ''));
  const isPeriod = days[0] !== days[1];
  return {
    number: {},
    service: {
      procedure: {
        qualifier: 'HC',
        code: line.procedureCode,
        ...defined({ modifier1, modifier2, modifier3, modifier4 }),
      },
      chargeCents: line.chargeAmountCents,
      unit: line.unitType,
      units: line.units,
      ...(line.placeOfServiceCode && line.placeOfServiceCode !== placeOfService
        ? { placeOfService: line.placeOfServiceCode }
        : {}),
      diagnosisPointers: { first, ...defined({ second, third, fourth }) },
    },
    serviceDate: isPeriod ? { format: 'RD8', value: days.join('-') } : { format: 'D8', value: days[0] ?? '' },
    lineControlNumber: { value: line.lineId },
    ...(line.note ? { notes: [{ purpose: 'ADD', text: plainText(line.note) }] } : {}),
    ...(line.drug
      ? {
          drug: {
            drug: { qualifier: 'N4', code: line.drug.ndc },
            quantity: { quantity: line.drug.quantity, unit: { unit: line.drug.unit } },
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
