import type { Chance } from '../chance.ts';
import { chargeOf } from '../claim.ts';
import { address, contact, npi, personName } from '../people.ts';
import { type Drafted, type Feature, firstLine } from './feature.ts';

// Features of single specialties. @source 005010X222A1

function ambulance({ claim }: Drafted, chance: Chance): void {
  claim.claim = { ...claim.claim, place: { ...claim.claim.place, code: '41' } };
  claim.ambulance = { weightPounds: 155, reason: 'A', miles: 12.5, roundTrip: 'RETURN TRIP', stretcher: 'UNCONSCIOUS' };
  claim.ambulanceConditions = [
    { applies: 'Y', codes: ['01', '05', '09'] },
    { applies: 'N', codes: ['12'] },
  ];
  claim.pickUp = { name: {}, ...address(chance, true) };
  claim.dropOff = { name: { organizationName: 'GENERAL HOSPITAL' }, ...address(chance, true) };
  delete claim.facility;
}

function ambulanceLine(drafted: Drafted, chance: Chance): void {
  ambulance(drafted, chance);
  const line = firstLine(drafted);
  line.service = { ...line.service, procedure: { qualifier: 'HC', code: 'A0425', modifiers: ['RH'] } };
  line.ambulance = { reason: 'B', miles: 3 };
  line.ambulanceConditions = [{ applies: 'Y', codes: ['04', '08'] }];
  line.ambulancePatients = { quantity: 2 };
  line.pickUp = { name: {}, ...address(chance, true) };
  line.dropOff = { name: {}, ...address(chance, true) };
}

function anesthesia(drafted: Drafted): void {
  const line = firstLine(drafted);
  line.service = { ...line.service, unit: 'MJ', units: 47 };
  line.obstetricUnits = { quantity: 2 };
  drafted.claim.anesthesia = { codes: [{ qualifier: 'BP', code: 'G0105' }] };
}

function spinal({ claim }: Drafted): void {
  claim.spinalManipulation = { condition: 'M', descriptions: ['LOWER BACK', 'SINCE WINTER'] };
  claim.dates = [
    { qualifier: '454', when: '2026-01-03' },
    { qualifier: '453', when: '2026-01-02' },
  ];
}

function vision({ claim }: Drafted): void {
  claim.visionConditions = [
    { category: 'E1', applies: 'Y', codes: ['L1', 'L3'] },
    { category: 'E2', applies: 'N', codes: ['L2'] },
  ];
  claim.dates = [{ qualifier: '471', when: '2026-01-03' }];
}

function screening({ claim, lines }: Drafted): void {
  claim.epsdtReferral = { applies: 'Y', codes: ['AV', 'S2'] };
  claim.claim = { ...claim.claim, program: '05' };
  for (const line of lines) line.service = { ...line.service, isEpsdt: 'Y', isFamilyPlanning: 'Y', copayStatus: '0' };
}

function homeHealth({ claim }: Drafted, chance: Chance): void {
  claim.homebound = { applies: 'Y', codes: ['IH'] };
  claim.carePlanOversight = { value: npi(chance) };
  claim.conditionCodes = [
    {
      codes: [
        { qualifier: 'BG', code: '17' },
        { qualifier: 'BG', code: '67' },
      ],
    },
  ];
}

function drug(drafted: Drafted): void {
  const line = firstLine(drafted);
  line.service = { ...line.service, procedure: { qualifier: 'HC', code: 'J3301', description: 'COMPOUND' } };
  line.drug = {
    drug: { qualifier: 'N4', code: '00003029305' },
    quantity: { quantity: 2.5, unit: 'ML' },
    prescription: { qualifier: 'XZ', value: 'RX123' },
  };
  line.immunizationBatch = { value: 'LOT7' };
}

function equipment(drafted: Drafted): void {
  const line = firstLine(drafted);
  line.service = { ...line.service, procedure: { qualifier: 'HC', code: 'E0601', modifiers: ['RR', 'KX'] } };
  line.equipment = {
    procedure: { qualifier: 'HC', code: 'E0601' },
    days: 30,
    rentalCents: 9_950,
    purchaseCents: 99_500,
    frequency: '4',
  };
  line.certification = { type: 'I', months: 12 };
  line.equipmentConditions = { applies: 'Y', codes: ['38', 'ZV'] };
  line.begunOn = { on: '2026-01-03' };
  line.revisedOn = { on: '2026-01-20' };
  line.lastCertifiedOn = { on: '2026-01-21' };
  line.measurements = [{ what: 'TR', qualifier: 'R1', value: 11.2 }];
  line.forms = [
    {
      form: { list: 'UT', code: '484.3' },
      answers: [
        { question: '1A', percent: 91.5 },
        { question: '2', yesNo: 'Y' },
        { question: '3', text: '1' },
        { question: '4', on: '2026-01-03' },
      ],
    },
  ];
}

function hospice(drafted: Drafted): void {
  const line = firstLine(drafted);
  line.hospiceEmployed = { applies: 'Y', codes: ['65'] };
  line.certificateOfNecessity = { transmission: 'NS' };
}

function purchased(drafted: Drafted, chance: Chance): void {
  const line = firstLine(drafted);
  line.purchased = { providerId: npi(chance), chargeCents: 5_000 };
  line.purchasedProvider = { name: { type: '2', npi: npi(chance) } };
}

function lineProviders(drafted: Drafted, chance: Chance): void {
  const line = firstLine(drafted);
  const person = () => ({ ...personName(chance), npi: npi(chance) });
  line.rendering = { name: { type: '1', ...person() }, specialty: { taxonomyCode: '208D00000X' } };
  line.facility = { name: { organizationName: 'LAB ONE', npi: npi(chance) }, ...address(chance, true) };
  line.supervising = { name: person() };
  line.ordering = { name: person(), ...address(chance), contact: contact(chance) };
  line.referring = [{ name: { role: 'DN', ...person() } }, { name: { role: 'P3', ...person() } }];
}

function lineDetails(drafted: Drafted, chance: Chance): void {
  const line = firstLine(drafted);
  line.service = { ...line.service, chargeCents: line.service.chargeCents + 1_075, isEmergency: 'Y' };
  line.salesTax = { amountCents: 1_000 };
  line.postage = { amountCents: 75 };
  line.note = { purpose: 'ADD', text: 'LEFT KNEE' };
  line.thirdPartyNote = { purpose: 'TPO', text: 'REPRICED' };
  line.fixedTexts = [{ text: 'LINE FORM 1' }];
  line.contract = { type: '09', amountCents: 500 };
  line.repricedNumber = { value: 'LR1' };
  line.adjustedRepricedNumber = { value: 'LR2' };
  line.priorAuthorizations = [{ value: `LA${chance.digits(5)}` }];
  line.referrals = [{ value: `LF${chance.digits(5)}` }];
  line.cliaNumber = { value: '31D7654321' };
  line.referringClia = { value: '31D7654322' };
  line.mammographyNumber = { value: '654321' };
  line.repricing = { method: '06', allowedCents: 500, unit: 'UN', units: 1, rejectReason: 'T2', exceptionCode: '2' };
  line.prescribedOn = { on: '2026-01-02' };
  line.lastSeenOn = { on: '2026-01-03' };
  line.testedOn = [{ qualifier: '738', when: '2026-01-04' }];
  line.shippedOn = { on: '2026-01-05' };
  line.lastXrayOn = { on: '2026-01-06' };
  line.treatmentBegan = { on: '2026-01-07' };
  drafted.claim.claim = { ...drafted.claim.claim, chargeCents: chargeOf(drafted.lines) };
}

/** Features of single specialties. */
export const specialtyFeatures: readonly Feature[] = [
  { name: 'ambulance', add: ambulance },
  { name: 'ambulance-line', add: ambulanceLine },
  { name: 'anesthesia', add: anesthesia },
  { name: 'spinal-manipulation', add: spinal },
  { name: 'vision', add: vision },
  { name: 'screening', add: screening },
  { name: 'home-health', add: homeHealth },
  { name: 'drug', add: drug },
  { name: 'equipment', add: equipment },
  { name: 'hospice', add: hospice },
  { name: 'purchased-service', add: purchased },
  { name: 'line-providers', add: lineProviders },
  { name: 'line-details', add: lineDetails },
];
