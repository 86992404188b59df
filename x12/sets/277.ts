import { always, due, opt, req, reqList } from '../grammar/element.ts';
import { day, decimal, id, money, text, time } from '../grammar/element-types.ts';
import { due as dueMember, fixed, loop, many, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import { claimOrPharmacyStatus, claimStatus, level, momentOf, procedure, reference, trace } from './common.ts';
import {
  anOrganizationDue,
  anyoneDue,
  anyoneNoSuffixPerhaps,
  anyonePerhaps,
  aPersonDue,
  contactPerhaps,
  idDue,
  named,
} from './names.ts';

// 277 Health Care Claim Status Response. @source 005010X212

/** STC above the claims. */
const statusAbove = segment('STC', {
  statuses: reqList([1, 10, 11], claimStatus),
  on: due(2, day),
});

const statusParts = {
  statuses: reqList([1, 10, 11], claimOrPharmacyStatus),
  on: due(2, day),
  // Some payers send an action and a message, as in a claim acknowledgment.
  action: opt(3, id(1, 2)),
  message: opt(12, text(1, 264)),
};
/** STC of a claim: status, amounts and payment. */
const statusOfClaim = segment('STC', {
  ...statusParts,
  chargeCents: opt(4, money),
  paidCents: opt(5, money),
  finalizedOn: opt(6, day),
  remittedOn: opt(8, day),
  checkNumber: opt(9, text(1, 16)),
});
/** STC of a line. */
const statusOfLine = segment('STC', statusParts);

/** A reported service line (2220D, 2220E). */
function service(name: string) {
  return loop(name, {
    service: one(
      segment('SVC', {
        procedure: req(1, procedure('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK')),
        chargeCents: due(2, money),
        paidCents: due(3, money),
        revenueCode: opt(4, text(1, 48)),
        units: due(7, decimal(15)),
      }),
    ),
    statuses: many(statusOfLine, undefined, 1),
    lineControlNumber: optional(reference('FJ')),
    serviceDate: dueMember(momentOf('472', 'D8', 'RD8')),
  });
}

/** A reported claim (2200D, 2200E). */
function claim(name: string, lineName: string) {
  return loop(name, {
    trace: one(trace('2')),
    statuses: many(statusOfClaim, undefined, 1),
    payerControlNumber: optional(reference('1K')),
    billType: optional(reference('BLT')),
    patientControlNumber: optional(reference('EJ')),
    prescription: optional(reference('XZ')),
    voucher: optional(reference('VV')),
    clearinghouseNumber: optional(reference('D9')),
    serviceDate: optional(momentOf('472', 'D8', 'RD8')),
    services: many(service(lineName)),
  });
}

const dependent = loop('2000E', {
  level: fixed(level('23', false)),
  patient: one(loop('2100E', { name: one(named('QC', aPersonDue)) })),
  claims: many(claim('2200E', '2220E'), undefined, 1),
});

const subscriber = loop('2000D', {
  level: fixed(level('22')),
  subscriber: one(loop('2100D', { name: one(named('IL', { ...anyoneDue, ...idDue('24', 'II', 'MI') })) })),
  claims: many(claim('2200D', '2220D')),
  patients: many(dependent),
});

const provider = loop('2000C', {
  level: fixed(level('19')),
  names: many(loop('2100C', { name: one(named('1P', { ...anyonePerhaps, ...idDue('FI', 'SV', 'XX') })) }), 2, 1),
  answer: optional(loop('2200C', { trace: one(trace('1')), statuses: many(statusAbove, undefined, 1) })),
  subscribers: many(subscriber),
});

const receiver = loop('2000B', {
  level: fixed(level('21')),
  receiver: one(loop('2100B', { name: one(named('41', { ...anyoneNoSuffixPerhaps, ...idDue('46') })) })),
  answer: optional(loop('2200B', { trace: one(trace('2')), statuses: many(statusAbove, undefined, 1) })),
  providers: many(provider),
});

const payerContact = contactPerhaps('IC', { kinds: ['ED', 'EM', 'EX', 'FX', 'TE'], max: 3 });
const source = loop('2000A', {
  level: fixed(level('20')),
  payer: one(
    loop('2100A', {
      name: one(named('PR', { ...anOrganizationDue, ...idDue('PI', 'XV') })),
      contact: optional(payerContact),
    }),
  ),
  receivers: many(receiver, undefined, 1),
});

/** Status of claims, as answered by payers. */
export const grammar277 = loop('277', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0010'),
      purpose: always(2, '08'),
      reference: req(3, text(1, 50)),
      on: req(4, day),
      at: req(5, time()),
      type: always(6, 'DG'),
    }),
  ),
  sources: many(source, undefined, 1),
});

/** The value of a 277. */
export type ClaimStatusResponse277 = ValueOf<typeof grammar277>;
