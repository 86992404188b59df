import { always, opt, req, reqList } from '../grammar/element.ts';
import { code, composite, day, decimal, id, money, text, time } from '../grammar/element-types.ts';
import { fixed, loop, many, marked, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import { dayOf, momentOf, name, nameIn, procedure, reference, references } from './common.ts';

// 277 Health Care Claim Acknowledgment. @source 005010X214

const statusCode = composite({
  category: req(1, id(1, 30)),
  status: req(2, id(1, 30)),
  entity: opt(3, id(2, 3)),
  list: opt(4, id(1, 3)),
});

const status = segment('STC', {
  statuses: reqList([1, 10, 11], statusCode),
  on: opt(2, day),
  action: opt(3, code('WQ', 'U')),
  amountCents: opt(4, money),
  message: opt(12, text(1, 264)),
});

const level = (levelCode: string) => marked('HL', { 3: levelCode }, {}, { 1: 'hl', 2: 'hl-parent', 4: 'hl-child' });
/** No level stands below a patient, and so the guide leaves HL04 out. */
const patientLevel = marked('HL', { 3: 'PT' }, {}, { 1: 'hl', 2: 'hl-parent' });
const trace = segment('TRN', { type: req(1, code('1', '2')), number: req(2, text(1, 50)) });
const tally = (qualifier: string) => marked('QTY', { 1: qualifier }, { quantity: req(2, decimal(15)) });
const total = (qualifier: string) => marked('AMT', { 1: qualifier }, { amountCents: req(2, money) });

const service = loop('2220D', {
  service: one(
    segment('SVC', {
      procedure: req(1, procedure),
      chargeCents: req(2, money),
      revenueCode: opt(4, text(1, 48)),
      units: opt(7, decimal(15)),
    }),
  ),
  statuses: many(status, undefined, 1),
  lineControlNumber: optional(reference('FJ')),
  prescription: optional(reference('XZ')),
  serviceDate: optional(momentOf('472', 'D8', 'RD8')),
});

const claim = loop('2200D', {
  trace: one(trace),
  statuses: many(status, undefined, 1),
  payerControlNumber: optional(reference('1K')),
  clearinghouseNumber: optional(reference('D9')),
  billType: optional(reference('BLT')),
  serviceDate: optional(momentOf('472', 'D8', 'RD8')),
  services: many(service),
});

const patient = loop('2000D', {
  level: fixed(patientLevel),
  name: one(name('QC', 'II', 'MI', '24')),
  claims: many(claim),
});

const provider = loop('2000C', {
  level: fixed(level('19')),
  name: one(name('85', 'FI', 'XX')),
  status: optional(
    loop('2200C', {
      trace: one(trace),
      statuses: many(status, undefined, 1),
      references: many(references('0B', '1G', 'G2', 'LU', 'SY', 'TJ')),
      accepted: optional(tally('QA')),
      rejected: optional(tally('QC')),
      acceptedCents: optional(total('YU')),
      rejectedCents: optional(total('YY')),
    }),
  ),
  patients: many(patient),
});

const receiver = loop('2000B', {
  level: fixed(level('21')),
  name: one(name('41', '46')),
  status: one(
    loop('2200B', {
      trace: one(trace),
      statuses: many(status, undefined, 1),
      accepted: optional(tally('90')),
      rejected: optional(tally('AA')),
      acceptedCents: optional(total('YU')),
      rejectedCents: optional(total('YY')),
    }),
  ),
  providers: many(provider),
});

const source = loop('2000A', {
  level: fixed(level('20')),
  name: one(nameIn(['AY', 'PR'], '46', 'FI', 'PI', 'XV')),
  status: one(
    loop('2200A', {
      trace: one(trace),
      received: one(dayOf('050')),
      processed: one(dayOf('009')),
    }),
  ),
  receivers: many(receiver),
});

/** What became of claims before adjudication. */
export const grammar277CA = loop('277', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0085'),
      purpose: always(2, '08'),
      reference: req(3, text(1, 50)),
      on: req(4, day),
      at: req(5, time()),
      type: always(6, 'TH'),
    }),
  ),
  sources: many(source, undefined, 1),
});

/** What a 277CA says. */
export type ClaimAcknowledgement277 = ValueOf<typeof grammar277CA>;
