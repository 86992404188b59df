import { always, opt, req } from '../grammar/element.ts';
import { day, decimal, money, text, time } from '../grammar/element-types.ts';
import { fixed, loop, many, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import { birthAndGender, level, momentOf, procedure, reference, total, trace } from './common.ts';
import { anOrganization, anyone, anyoneNoSuffixPerhaps, anyonePerhaps, aPerson, idIn, idOf, named } from './names.ts';

// 276 Health Care Claim Status Request. @source 005010X212

/** A requested service line (2210D, 2210E). */
function service(name: string) {
  return loop(name, {
    service: one(
      segment('SVC', {
        procedure: req(1, procedure('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK')),
        chargeCents: req(2, money),
        revenueCode: opt(4, text(1, 48)),
        units: req(7, decimal(15)),
      }),
    ),
    lineControlNumber: optional(reference('FJ')),
    serviceDate: one(momentOf('472', 'D8', 'RD8')),
  });
}

/** A requested claim (2200D, 2200E). */
function claim(name: string, lineName: string) {
  return loop(name, {
    trace: one(trace('1')),
    payerControlNumber: optional(reference('1K')),
    billType: optional(reference('BLT')),
    locationId: optional(reference('LU')),
    groupNumber: optional(reference('6P')),
    patientControlNumber: optional(reference('EJ')),
    prescription: optional(reference('XZ')),
    clearinghouseNumber: optional(reference('D9')),
    charge: optional(total('T3')),
    serviceDate: optional(momentOf('472', 'D8', 'RD8')),
    services: many(service(lineName)),
  });
}

const dependent = loop('2000E', {
  level: fixed(level('23', false)),
  demographics: one(birthAndGender('F', 'M')),
  patient: one(loop('2100E', { name: one(named('QC', aPerson)) })),
  claims: many(claim('2200E', '2210E'), undefined, 1),
});

const subscriber = loop('2000D', {
  level: fixed(level('22')),
  demographics: optional(birthAndGender('F', 'M')),
  subscriber: one(loop('2100D', { name: one(named('IL', { ...anyone, ...idIn('24', 'II', 'MI') })) })),
  claims: many(claim('2200D', '2210D')),
  patients: many(dependent),
});

const provider = loop('2000C', {
  level: fixed(level('19')),
  names: many(loop('2100C', { name: one(named('1P', { ...anyonePerhaps, ...idIn('FI', 'SV', 'XX') })) }), 2, 1),
  subscribers: many(subscriber, undefined, 1),
});

const receiver = loop('2000B', {
  level: fixed(level('21')),
  receiver: one(loop('2100B', { name: one(named('41', { ...anyoneNoSuffixPerhaps, ...idOf('46') })) })),
  providers: many(provider, undefined, 1),
});

const source = loop('2000A', {
  level: fixed(level('20')),
  payer: one(loop('2100A', { name: one(named('PR', { ...anOrganization, ...idIn('PI', 'XV') })) })),
  receivers: many(receiver, undefined, 1),
});

/** A request for the status of claims. */
export const grammar276 = loop('276', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0010'),
      purpose: always(2, '13'),
      reference: req(3, text(1, 50)),
      on: req(4, day),
      at: req(5, time()),
    }),
  ),
  sources: many(source, undefined, 1),
});

/** The value of a 276. */
export type ClaimStatusRequest276 = ValueOf<typeof grammar276>;
