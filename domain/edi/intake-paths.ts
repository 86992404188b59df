import type { Finding } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';

type Place = Pick<Finding, 'segment' | 'loop' | 'element' | 'component'>;

/** Fields that an element carries in every loop with an address or a name. */
const shared: Readonly<Record<string, string>> = {
  ...{ N301: 'address1', N302: 'address2', N401: 'city', N402: 'state', N403: 'postalCode' },
  ...{ NM104: 'firstName', NM105: 'middleName', NM107: 'suffix', DMG02: 'dateOfBirth', DMG03: 'gender' },
  ...{ PRV03: 'taxonomyCode' },
};

/** Fields of single loops. */
const ofLoop: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1000A': { NM103: 'organizationName', PER02: 'contact.name', PER04: 'contact.phone' },
  '2010AA': { NM103: 'organizationName', NM109: 'npi', REF02: 'taxId', PER02: 'contact.name', PER04: 'contact.phone' },
  '2010BB': { NM103: 'payerName', NM109: 'payerId' },
  '2330B': { NM103: 'payerName', NM109: 'payerId' },
  '2310C': { NM103: 'organizationName', NM109: 'npi' },
  '2000B': { SBR03: 'groupNumber', SBR04: 'groupName', SBR09: 'claimFilingCode' },
  '2300': {
    CLM05: 'placeOfServiceCode',
    CLM20: 'delayReasonCode',
    NTE02: 'note',
    HI01: 'diagnoses',
    DTP03: 'accidentDate',
  },
  '2400': { SV101: 'procedureCode', SV102: 'chargeAmountCents', SV104: 'units', DTP03: 'serviceDate', NTE02: 'note' },
};

/**
 * The path in a patient file of what stands at a place of the 837P, e.g. "billing.address.postalCode"; the part that
 * holds it when the place names no single field. `line` counts service lines from 0.
 */
export function intakePathOf({ segment, loop = '', element, component }: Place, intake: Intake, line?: number): string {
  const part = partOf(loop, intake, line);
  const at = `${segment}${String(element ?? 0).padStart(2, '0')}`;
  // CLM05-3 and REF*F8 belong together.
  if ((at === 'CLM05' && component === 3) || (segment === 'REF' && loop === '2300')) return 'claim.payerControlNumber';
  const own = ofLoop[loop]?.[at] ?? (isPerson(loop) ? { NM103: 'lastName', NM109: 'npi' }[at] : undefined);
  if (isInsured(loop) && at === 'NM109') return loop === '2010BA' ? 'insurance[0].memberId' : 'insurance';
  // The contact as a whole, of the submitter and of the billing provider.
  if (segment === 'PER' && own === undefined) return 'billing.contact';
  const field = own ?? shared[at];
  if (field === undefined) return part;
  // A pay-to address is itself an address.
  return /^N[34]/.test(segment) && loop !== '2010AB' ? `${part}.address.${field}` : `${part}.${field}`;
}

const isInsured = (loop: string): boolean => loop === '2010BA' || loop === '2330A';
const isPerson = (loop: string): boolean => isInsured(loop) || ['2010CA', '2310A', '2310B', '2310D'].includes(loop);

function partOf(loop: string, { insurance: [first] }: Intake, line: number | undefined): string {
  const holder = first?.subscriber ? 'insurance[0].subscriber' : 'patient';
  const parts: Readonly<Record<string, string>> = {
    ...{ '1000A': 'billing', '2000A': 'billing', '2010AA': 'billing', '2010AB': 'billing.payTo' },
    ...{ '1000B': 'insurance[0]', '2000B': 'insurance[0]', '2010BA': holder, '2010BB': 'insurance[0]' },
    ...{ '2000C': 'patient', '2010CA': 'patient', '2310A': 'referring', '2310B': 'rendering' },
    ...{ '2310C': 'serviceFacility', '2310D': 'supervising', '2320': 'insurance', '2330A': 'insurance' },
    '2330B': 'insurance',
  };
  if (loop === '2400' || loop === '2410') return `claim.serviceLines${line === undefined ? '' : `[${line}]`}`;
  return parts[loop] ?? 'claim';
}

/** Paths of all texts in a patient file that are equal to one of these. */
export function pathsOf(texts: ReadonlySet<string>, value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return texts.has(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsOf(texts, item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    pathsOf(texts, inner, path === '' ? name : `${path}.${name}`),
  );
}
