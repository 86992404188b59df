import { describe, expect, test } from '@jest/globals';
import { denialCategories } from '../../../domain/denial/categories.ts';
import { denialRules } from '../../../domain/denial/denial-rules.ts';
import { faultQuestion, statusQuestion } from '../../../domain/denial/rejection-rules.ts';

// Lists every rule of the three tables: codes, category, how the correction is sent, and the field to set. The rest of
// the text may change, but must consist of whole sentences.

const sentences = /^[A-Z].*[.]$/;

/** CARC, or "CARC RARC"; category; how the correction is sent; a part of the advice. */
const denials: readonly (readonly [string, string, 'original' | 'replacement', string])[] = [
  ['16 M62', 'Authorization Required', 'replacement', 'claim.priorAuthorizationNumber'],
  ['16 N382', 'Invalid Insurance Data', 'replacement', 'insurance[0].memberId'],
  ['16 N290', 'Invalid Provider Information', 'replacement', 'rendering.npi'],
  ['16 N265', 'Referral Required', 'replacement', 'referring'],
  ['16 N256', 'Invalid Provider Information', 'replacement', 'billing.organizationName'],
  ['16 N257', 'Invalid Provider Information', 'replacement', 'billing.npi'],
  ['16 M76', 'Invalid Diagnosis Code', 'replacement', 'claim.diagnoses'],
  ['16 M51', 'Incorrect Procedure Code', 'replacement', 'procedureCode'],
  ['16 M20', 'Incorrect Procedure Code', 'replacement', 'procedureCode'],
  ['16 M77', 'Incorrect Place of Service', 'replacement', 'claim.placeOfServiceCode'],
  ['16 M119', 'Missing NDC Code', 'replacement', 'claim.serviceLines[n].drug'],
  ['16 MA04', 'Coordination of Benefits', 'replacement', 'insurance'],
  ['16 N4', 'Coordination of Benefits', 'replacement', 'insurance'],
  ['16', 'Billing Error', 'replacement', 'remark codes'],
  ['4', 'Invalid Modifier', 'replacement', 'modifiers'],
  ['5', 'Incorrect Place of Service', 'replacement', 'claim.placeOfServiceCode'],
  ['6', 'Incorrect Patient Info', 'replacement', 'patient.dateOfBirth'],
  ['7', 'Incorrect Patient Gender', 'replacement', 'patient.gender'],
  ['11', 'Invalid Diagnosis Code', 'replacement', 'diagnosisPointers'],
  ['15', 'Authorization Required', 'replacement', 'claim.priorAuthorizationNumber'],
  ['18', 'Duplicate Claim', 'replacement', 'modifier 76 or 77'],
  ['22', 'Coordination of Benefits', 'original', 'insurance'],
  ['26', 'No Active Coverage', 'original', 'insurance[0]'],
  ['27', 'No Active Coverage', 'original', 'insurance[0]'],
  ['29', 'Timely Filing', 'replacement', 'do not bill the patient'],
  ['31', 'Incorrect Patient Info', 'original', 'insurance[0].memberId'],
  ['50', 'Not Medically Necessary', 'replacement', 'appeal'],
  ['55', 'Experimental Procedure', 'replacement', 'appeal'],
  ['96', 'Non-Covered Benefit', 'replacement', 'GY'],
  ['97', 'Bundled', 'replacement', 'modifier 59'],
  ['109', 'Incorrect Payer', 'original', 'insurance[0].payerId'],
  ['119', 'Max Benefit Reached', 'replacement', 'secondary insurance'],
  ['129', 'Coordination of Benefits', 'replacement', 'insurance'],
  ['140', 'Incorrect Patient Info', 'replacement', 'insurance[0].memberId'],
  ['146', 'Invalid Diagnosis Code', 'replacement', 'claim.diagnoses'],
  ['151', 'Exceeded Billable Time', 'replacement', 'units'],
  ['167', 'Invalid Diagnosis Code', 'replacement', 'coder'],
  ['181', 'Incorrect Procedure Code', 'replacement', 'procedureCode'],
  ['182', 'Invalid Modifier', 'replacement', 'modifiers'],
  ['197', 'Authorization Required', 'replacement', 'claim.priorAuthorizationNumber'],
  ['198', 'Authorization Required', 'replacement', 'authorization'],
  ['204', 'Non-Covered Benefit', 'replacement', 'GY'],
  ['226', 'Info Requested from Provider', 'replacement', 'correct the claim'],
  ['227', 'Info Requested from Patient', 'replacement', 'the patient'],
  ['234', 'Bundled', 'replacement', 'write off the balance'],
  ['236', 'Bundled', 'replacement', 'modifier 59'],
  ['242', 'No Effective Contract', 'replacement', 'contract'],
  ['252', 'Medical Records Requested', 'replacement', 'records'],
  ['B7', 'Credentialing', 'replacement', 'rendering.npi'],
  ['B13', 'Duplicate Claim', 'replacement', 'remittance'],
];

test('the table of denials has exactly these rules', () => {
  const codes = denialRules.map(({ reasonCode, remarkCode }) => [reasonCode, remarkCode].filter(Boolean).join(' '));
  expect(codes.toSorted()).toEqual(denials.map(([code]) => code).toSorted());
});

test.each(denials)('denial %s is %s, and its correction (%s) names %s', (codes, category, as, named) => {
  const [reasonCode, remarkCode] = codes.split(' ');
  const rule = denialRules.find((one) => one.reasonCode === reasonCode && one.remarkCode === remarkCode);
  expect(rule).toMatchObject({ category, found: expect.stringMatching(sentences) });
  expect(rule?.as ?? 'replacement').toBe(as);
  expect(rule?.canDo).toContain(named);
  expect(rule?.canDo).toMatch(sentences);
});

const statuses: readonly (readonly [string, string, string])[] = [
  ['24', 'Credentialing', 'payer'],
  ['25', 'Credentialing', 'billing.npi or rendering.npi'],
  ['26', 'Invalid Insurance Data', 'insurance[0].memberId'],
  ['33', 'Invalid Insurance Data', 'insurance[0].memberId'],
  ['54', 'Duplicate Claim', 'earlier claim'],
  ['88', 'No Active Coverage', 'insurance[0]'],
  ['97', 'No Active Coverage', 'insurance[0]'],
  ['116', 'Incorrect Payer', 'insurance[0].payerId'],
  ['125', 'Incorrect Patient Info', 'name'],
  ['126', 'Incorrect Patient Info', 'address'],
  ['128', 'Invalid Provider Information', 'billing.taxId'],
  ['145', 'Invalid Provider Information', 'rendering.taxonomyCode'],
  ['153', 'Invalid Provider Information', 'rendering.npi or billing.npi'],
  ['158', 'Incorrect Patient Info', 'patient.dateOfBirth'],
  ['164', 'Invalid Insurance Data', 'insurance[0].memberId'],
  ['187', 'Billing Error', 'serviceDate'],
  ['249', 'Incorrect Place of Service', 'claim.placeOfServiceCode'],
  ['254', 'Invalid Diagnosis Code', 'claim.diagnoses[0].code'],
  ['255', 'Invalid Diagnosis Code', 'claim.diagnoses'],
  ['453', 'Invalid Modifier', 'modifiers'],
  ['454', 'Incorrect Procedure Code', 'procedureCode'],
  ['477', 'Invalid Diagnosis Code', 'diagnosisPointers'],
  ['496', 'Credentialing', 'form'],
  ['500', 'Incorrect Patient Info', 'postalCode'],
  ['535', 'Billing Error', 'new claim'],
  ['562', 'Invalid Provider Information', 'rendering.npi or billing.npi'],
  ['999', 'Unknown', 'payer'],
  ['constructor', 'Unknown', 'payer'],
];

test.each(statuses)('claim status %s is %s, and its advice names %s', (status, category, named) => {
  const question = statusQuestion({ category: 'A7', status, entity: '85' });
  expect(question).toMatchObject({ kind: 'correction', category });
  expect(question.found).toMatch(/^[A-Z].*[.] \(277CA A7:(\d+|\?):85\)$/);
  expect(question.canDo).toContain(named);
  expect(question.canDo).toMatch(sentences);
});

test('a status without an entity shows two codes', () => {
  expect(statusQuestion({ category: 'A3', status: '33' }).found).toMatch(/[.] \(277CA A3:33\)$/);
});

const faults: readonly (readonly [string, string, string])[] = [
  ['PRV', 'Invalid Provider Information', 'rendering.taxonomyCode'],
  ['HI', 'Invalid Diagnosis Code', 'claim.diagnoses'],
  ['SV1', 'Incorrect Procedure Code', 'claim.serviceLines[n]'],
  ['DTP', 'Billing Error', 'serviceDate'],
  ['NM1', 'Incorrect Patient Info', 'name or id'],
  ['N3', 'Incorrect Patient Info', 'patient.address or billing.address'],
  ['N4', 'Incorrect Patient Info', 'patient.address or billing.address'],
  ['DMG', 'Incorrect Patient Info', 'patient.dateOfBirth or patient.gender'],
  ['SBR', 'Invalid Insurance Data', 'insurance[0]'],
  ['CLM', 'Billing Error', 'claim.placeOfServiceCode'],
  ['REF', 'Invalid Provider Information', 'claim.priorAuthorizationNumber'],
  ['ZZZ', 'Billing Error', 'support'],
];

describe.each(faults)('a fault of segment %s is %s', (segment, category, named) => {
  test(`and its advice names ${named}`, () => {
    const question = faultQuestion({ segment, position: 17 });
    expect(question).toMatchObject({ kind: 'correction', category });
    expect(question.found).toMatch(new RegExp(`^[A-Z].*[.] \\(999: segment ${segment} at 17\\)$`));
    expect(question.canDo).toContain(named);
    expect(question.canDo).toMatch(sentences);
  });
});

test('a specialty in loop 2000A belongs to the billing provider', () => {
  const canDo = (segment: string, loop: string): string => faultQuestion({ segment, position: 4, loop }).canDo;
  expect(canDo('PRV', '2000A')).toBe('Set billing.taxonomyCode.');
  expect(canDo('PRV', '2310B')).toBe('Set rendering.taxonomyCode.');
  expect(canDo('REF', '2000A')).toContain('billing.taxId');
});

test('a fault shows all codes from the payer', () => {
  const whole = {
    segment: 'HI',
    position: 20,
    loop: '2300',
    segmentErrorCode: '8',
    element: 1,
    elementErrorCode: '7',
  };
  expect(faultQuestion(whole).found).toContain('(999: segment HI at 20, loop 2300, element 1, IK304 8, IK403 7)');
});

test('there are 32 categories, each once', () => {
  expect(denialCategories).toHaveLength(32);
  expect(new Set(denialCategories).size).toBe(32);
  for (const category of denialCategories) expect(category).toMatch(/^[A-Z][\w -]+$/);
});
