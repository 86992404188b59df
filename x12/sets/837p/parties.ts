import { opt, req } from '../../grammar/element.ts';
import { code, day, decimal, id, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment } from '../../grammar/grammar.ts';
import { city, demographics, reference, references, referencesOfPayers, specialty, street } from '../common.ts';
import {
  anOrganization,
  anOrganizationPerhaps,
  anyone,
  anyoneNoSuffix,
  aPerson,
  contact,
  idIn,
  idOf,
  idPerhaps,
  named,
  namedIn,
  npi,
  onlyAnOrganization,
  personOrOrganization,
} from '../names.ts';

// Parties of an 837P. @source 005010X222A1

const reach = { kinds: ['TE', 'FX', 'EM', 'EX'], max: 3 } as const;
/** A telephone number with an optional extension. */
const telephone = { kinds: ['TE', 'EX'], max: 2 } as const;

/** 1000A: submitter. */
export const submitter = loop('1000A', {
  name: one(named('41', { ...anyoneNoSuffix, ...idOf('46') })),
  contacts: many(contact('IC', reach), 2, 1),
});
/** 1000B: receiver. */
export const receiver = loop('1000B', { name: one(named('40', { ...anOrganization, ...idOf('46') })) });

/** 2010AA: billing provider. */
export const billingProvider = loop('2010AA', {
  name: one(named('85', { ...anyone, ...npi })),
  street: one(street),
  city: one(city),
  taxId: one(references('EI', 'SY')),
  licenses: many(references('0B', '1G'), 2),
  contacts: many(contact('IC', reach), 2),
});
/** 2010AB: pay-to address, when it differs. */
export const payToAddress = loop('2010AB', {
  name: one(named('87', personOrOrganization)),
  street: one(street),
  city: one(city),
});
/** 2010AC: pay-to plan. */
export const payToPlan = loop('2010AC', {
  name: one(named('PE', { ...anOrganization, ...idIn('PI', 'XV') })),
  street: one(street),
  city: one(city),
  secondaryId: optional(references('2U', 'FY', 'NF')),
  taxId: one(reference('EI')),
});

/** 2010BA: subscriber. */
export const subscriber = loop('2010BA', {
  name: one(named('IL', { ...anyone, ...idPerhaps('II', 'MI') })),
  street: optional(street),
  city: optional(city),
  demographics: optional(demographics('F', 'M', 'U')),
  socialSecurityNumber: optional(reference('SY')),
  propertyCasualtyNumber: optional(reference('Y4')),
  contact: optional(contact('IC', telephone)),
});
/** 2010BB: payer. */
export const payer = loop('2010BB', {
  name: one(named('PR', { ...anOrganization, ...idIn('PI', 'XV') })),
  street: optional(street),
  city: optional(city),
  secondaryIds: many(references('2U', 'EI', 'FY', 'NF'), 3),
  providerIds: many(references('G2', 'LU'), 2),
});
/** 2010CA: patient, when not the subscriber. */
export const patient = loop('2010CA', {
  name: one(named('QC', aPerson)),
  street: one(street),
  city: one(city),
  demographics: one(demographics('F', 'M', 'U')),
  propertyCasualtyNumber: optional(reference('Y4')),
  patientId: optional(references('1W', 'SY')),
  contact: optional(contact('IC', telephone)),
});

// The same roles for a claim (2310) and a line (2420). Secondary ids of a line may belong to another payer.

/** 2310A: referring provider. */
export const referring = loop('2310A', {
  name: one(namedIn(['DN', 'P3'], { ...aPerson, ...npi })),
  secondaryIds: many(references('0B', '1G', 'G2'), 3),
});
/** 2310B: rendering provider. */
export const rendering = loop('2310B', {
  name: one(named('82', { ...anyone, ...npi })),
  specialty: optional(specialty('PE')),
  secondaryIds: many(references('0B', '1G', 'G2', 'LU'), 4),
});
/** 2310C: service facility, when not the billing provider's. */
export const facility = loop('2310C', {
  name: one(named('77', { ...anOrganization, ...npi })),
  street: one(street),
  city: one(city),
  secondaryIds: many(references('0B', 'G2', 'LU'), 3),
  contact: optional(contact('IC', telephone)),
});
/** 2310D: supervising provider. */
export const supervising = loop('2310D', {
  name: one(named('DQ', { ...aPerson, ...npi })),
  secondaryIds: many(references('0B', '1G', 'G2', 'LU'), 4),
});

const ofPayers = 20;
/** 2420A: rendering provider of this line. */
export const lineRendering = loop('2420A', {
  name: one(named('82', { ...anyone, ...npi })),
  specialty: optional(specialty('PE')),
  secondaryIds: many(referencesOfPayers('0B', '1G', 'G2', 'LU'), ofPayers),
});
/** 2420B: purchased service provider. */
export const linePurchased = loop('2420B', {
  name: one(named('QB', { ...personOrOrganization, ...npi })),
  secondaryIds: many(referencesOfPayers('0B', '1G', 'G2'), ofPayers),
});
/** 2420C: service facility of this line. */
export const lineFacility = loop('2420C', {
  name: one(named('77', { ...anOrganization, ...npi })),
  street: one(street),
  city: one(city),
  secondaryIds: many(referencesOfPayers('G2', 'LU'), 3),
});
/** 2420D: supervising provider of this line. */
export const lineSupervising = loop('2420D', {
  name: one(named('DQ', { ...aPerson, ...npi })),
  secondaryIds: many(referencesOfPayers('0B', '1G', 'G2', 'LU'), ofPayers),
});
/** 2420E: ordering provider. */
export const lineOrdering = loop('2420E', {
  name: one(named('DK', { ...aPerson, ...npi })),
  street: optional(street),
  city: optional(city),
  secondaryIds: many(referencesOfPayers('0B', '1G', 'G2'), ofPayers),
  contact: optional(contact('IC', reach)),
});
/** 2420F: referring provider of this line. */
export const lineReferring = loop('2420F', {
  name: one(namedIn(['DN', 'P3'], { ...aPerson, ...npi })),
  secondaryIds: many(referencesOfPayers('0B', '1G', 'G2'), ofPayers),
});

/** 2310E, 2420G: ambulance pick-up location. */
export function pickUp(loopName: string) {
  return loop(loopName, { name: one(named('PW', onlyAnOrganization)), street: one(street), city: one(city) });
}
/** 2310F, 2420H: ambulance drop-off location. */
export function dropOff(loopName: string) {
  return loop(loopName, { name: one(named('45', anOrganizationPerhaps)), street: one(street), city: one(city) });
}

/** CUR: foreign currency. */
export const currency = segment('CUR', { entity: req(1, code('85')), currency: req(2, id(3, 3)) });

/** FRM and LQ: answers on a form (2440). */
export const form = loop('2440', {
  form: one(segment('LQ', { list: req(1, code('AS', 'UT')), code: req(2, text(1, 30)) })),
  answers: many(
    segment('FRM', {
      question: req(1, text(1, 20)),
      yesNo: opt(2, code('N', 'W', 'Y')),
      text: opt(3, text(1, 50)),
      on: opt(4, day),
      percent: opt(5, decimal(6)),
    }),
    99,
    1,
  ),
});
