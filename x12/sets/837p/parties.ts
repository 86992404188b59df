import { opt, req } from '../../grammar/element.ts';
import { code, id, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment } from '../../grammar/grammar.ts';
import { city, contact, name, nameIn, references, street } from '../common.ts';
import { demographics, specialty } from './parts.ts';

// Who is who in an 837P. @source 005010X222A1

const providerIds = ['0B', '1G', 'G2', 'LU'] as const;

/** 1000A: who sends the file. */
export const submitter = loop('1000A', { name: one(name('41', '46')), contacts: many(contact('IC'), 2) });
/** 1000B: who receives it. */
export const receiver = loop('1000B', { name: one(name('40', '46')) });

/** 2010AA: who bills. */
export const billingProvider = loop('2010AA', {
  name: one(name('85', 'XX')),
  street: one(street),
  city: one(city),
  taxId: one(references('EI', 'SY')),
  licences: many(references('0B', '1G'), 2),
  contacts: many(contact('IC'), 2),
});
/** 2010AB: where payments go, when elsewhere. */
export const payToAddress = loop('2010AB', { name: one(name('87')), street: one(street), city: one(city) });
/** 2010AC: the plan that is paid instead. */
export const payToPlan = loop('2010AC', {
  name: one(name('PE', 'PI', 'XV')),
  street: one(street),
  city: one(city),
  secondaryIds: many(references('2U', 'FY', 'NF'), 1),
  taxId: one(references('EI')),
});

/** 2010BA: who holds the policy. */
export const subscriber = loop('2010BA', {
  name: one(name('IL', 'II', 'MI')),
  street: optional(street),
  city: optional(city),
  demographics: optional(demographics),
  secondaryIds: many(references('SY'), 1),
  propertyCasualtyNumber: many(references('Y4'), 1),
  contact: optional(contact('IC')),
});
/** 2010BB: whom the claim is for. */
export const payer = loop('2010BB', {
  name: one(name('PR', 'PI', 'XV')),
  street: optional(street),
  city: optional(city),
  secondaryIds: many(references('2U', 'EI', 'FY', 'NF'), 3),
  providerIds: many(references('G2', 'LU'), 2),
});
/** 2010CA: the patient, when he is not the subscriber. */
export const patient = loop('2010CA', {
  name: one(name('QC')),
  street: one(street),
  city: one(city),
  demographics: one(demographics),
  propertyCasualtyNumber: many(references('Y4', '1W', 'SY'), 2),
  contact: optional(contact('IC')),
});

/** A provider with a specialty and secondary ids: rendering, in claim (2310B) and line (2420A). */
export function rendering(loopName: string) {
  return loop(loopName, {
    name: one(name('82', 'XX')),
    specialty: optional(specialty('PE')),
    secondaryIds: many(references(...providerIds), 20),
  });
}

/** A provider known by name, NPI and secondary ids alone. */
export function provider<const R extends readonly string[]>(loopName: string, ...roles: R) {
  return loop(loopName, { name: one(nameIn(roles, 'XX')), secondaryIds: many(references(...providerIds), 20) });
}

/** Where services were given, when not at the billing provider's. */
export function facility(loopName: string) {
  return loop(loopName, {
    name: one(name('77', 'XX')),
    street: one(street),
    city: one(city),
    secondaryIds: many(references('0B', 'G2', 'LU'), 3),
    contact: optional(contact('IC')),
  });
}

/** An address of an ambulance ride. */
export function rideAddress(loopName: string, role: string) {
  return loop(loopName, { name: one(name(role)), street: one(street), city: one(city) });
}

/** Who ordered a service (2420E). */
export const orderingProvider = loop('2420E', {
  name: one(name('DK', 'XX')),
  street: optional(street),
  city: optional(city),
  secondaryIds: many(references(...providerIds), 20),
  contact: optional(contact('IC')),
});

/** CUR: another currency. */
export const currency = segment('CUR', { entity: req(1, code('85')), currency: req(2, id(3, 3)) });

/** OI: how another insurance is used. */
export const otherInsurance = segment('OI', {
  benefitsAssigned: req(3, code('N', 'W', 'Y')),
  signatureSource: opt(4, code('P')),
  releaseOfInformation: req(6, code('I', 'Y')),
});

/** FRM and LQ: answers on a form (2440). */
export const form = loop('2440', {
  form: one(segment('LQ', { list: req(1, code('AS', 'UT')), code: req(2, text(1, 30)) })),
  answers: many(
    segment('FRM', {
      question: req(1, text(1, 20)),
      yesNo: opt(2, code('N', 'W', 'Y')),
      text: opt(3, text(1, 50)),
      on: opt(4, text(8, 8)),
      percent: opt(5, text(1, 6)),
    }),
    99,
  ),
});
