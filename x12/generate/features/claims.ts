import type { Chance } from '../chance.ts';
import { address, npi, personName, telephone } from '../people.ts';
import type { Drafted, Feature } from './feature.ts';

// Optional features of a whole claim: type, dates, attachments. @source 005010X222A1, loop 2300

function again(frequency: '7' | '8') {
  return ({ claim }: Drafted, chance: Chance): void => {
    claim.claim = { ...claim.claim, place: { ...claim.claim.place, frequency } };
    claim.payerControlNumber = { value: `ICN${chance.digits(10)}` };
  };
}

function accident({ claim }: Drafted, chance: Chance): void {
  const isOnTheRoad = chance.happens(0.5);
  claim.claim = {
    ...claim.claim,
    causes: isOnTheRoad ? { codes: ['AA', 'EM'], state: 'NJ' } : { codes: ['OA'] },
  };
  claim.dates = [{ qualifier: '439', when: '2026-01-05' }];
}

function dates({ claim }: Drafted): void {
  claim.dates = [
    { qualifier: '431', when: '2026-01-02' },
    { qualifier: '454', when: '2026-01-03' },
    { qualifier: '304', when: '2026-01-04' },
    { qualifier: '484', when: '2025-12-01' },
    { qualifier: '455', when: '2026-01-06' },
    { qualifier: '297', when: '2026-01-07' },
    { qualifier: '296', when: '2026-01-20' },
    { qualifier: '050', when: '2026-02-01' },
  ];
  claim.disability = { qualifier: '314', when: '2026-01-07/2026-01-20' };
  claim.assumedCare = [
    { qualifier: '090', when: '2026-01-08' },
    { qualifier: '091', when: '2026-01-18' },
  ];
}

function inpatient({ claim }: Drafted): void {
  claim.claim = { ...claim.claim, place: { ...claim.claim.place, code: '21' } };
  claim.dates = [
    { qualifier: '435', when: '2026-01-02' },
    { qualifier: '096', when: '2026-01-09' },
  ];
}

function references({ claim }: Drafted, chance: Chance): void {
  claim.referralNumber = { value: `R${chance.digits(6)}` };
  claim.priorAuthorization = { value: `AUTH${chance.digits(6)}` };
  claim.cliaNumber = { value: '31D1234567' };
  claim.medicalRecordNumber = { value: `MR${chance.digits(6)}` };
  claim.clearinghouseNumber = { value: `D9${chance.digits(8)}` };
  claim.mammographyNumber = { value: '123456' };
  claim.demonstrationProject = { value: '12345678' };
  claim.deviceExemption = { value: 'G123456' };
  claim.serviceException = { value: '3' };
}

function papers({ claim }: Drafted, chance: Chance): void {
  claim.attachments = [
    { type: 'OZ', transmission: 'EL', controlNumber: `A${chance.digits(8)}` },
    { type: 'B4', transmission: 'AA' },
  ];
  claim.note = { purpose: chance.of(['ADD', 'CER', 'DCP', 'DGN', 'TPO'] as const), text: 'SEE THE RECORD (PAGE 2)' };
  claim.fixedTexts = [{ text: 'STATE FORM 7 A=1' }, { text: 'STATE FORM 7 B=2' }];
}

function money({ claim }: Drafted): void {
  claim.patientPaid = { amountCents: 2_005 };
  claim.contract = { type: '02', amountCents: 10_000, percent: 80.5, code: 'C7', discountPercent: 2, version: '1' };
  claim.repricing = { method: '03', allowedCents: 8_000, savingsCents: 1_500, organization: 'REPRICER', rate: 1.25 };
  claim.repricedNumber = { value: 'RP1' };
  claim.adjustedRepricedNumber = { value: 'RP2' };
}

function providers({ claim }: Drafted, chance: Chance): void {
  claim.referring = [
    { name: { role: 'DN', ...personName(chance), npi: npi(chance) }, secondaryIds: [{ qualifier: '0B', value: 'L1' }] },
    { name: { role: 'P3', ...personName(chance), npi: npi(chance) } },
  ];
  claim.supervising = { name: { ...personName(chance), npi: npi(chance) } };
  claim.facility = {
    name: { organizationName: 'HILLTOP IMAGING', npi: npi(chance) },
    ...address(chance, true),
    secondaryIds: [{ qualifier: 'LU', value: '77' }],
  };
}

function propertyAndCasualty({ claim, subscriber, isSelf }: Drafted, chance: Chance): void {
  const reached = { propertyCasualtyNumber: { value: `PC${chance.digits(6)}` }, contact: telephone(chance) };
  if (isSelf) subscriber.subscriber = { ...subscriber.subscriber, ...reached };
  claim.dates = [{ qualifier: '444', when: '2026-01-03' }];
}

/** Features of whole claims. */
export const claimFeatures: readonly Feature[] = [
  { name: 'replacement', add: again('7') },
  { name: 'void', add: again('8') },
  { name: 'accident', add: accident },
  { name: 'dates', add: dates },
  { name: 'inpatient', add: inpatient },
  { name: 'references', add: references },
  { name: 'papers', add: papers },
  { name: 'money', add: money },
  { name: 'providers', add: providers },
  { name: 'property-and-casualty', add: propertyAndCasualty },
];
