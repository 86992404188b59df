import { always, due, opt, req, reqList } from '../grammar/element.ts';
import { code, day, decimal, money, text, time } from '../grammar/element-types.ts';
import { fixed, loop, many, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import {
  claimStatus,
  dayOf,
  level,
  momentOf,
  procedure,
  reference,
  references,
  tally,
  total,
  trace,
} from './common.ts';
import { anOrganizationDue, anyoneDue, aPersonDue, idDue, named, namedIn } from './names.ts';

// 277 Health Care Claim Acknowledgment. @source 005010X214

const statuses = reqList([1, 10, 11], claimStatus);
/** STC above the claims: a batch, or all claims of one provider. */
const statusAbove = segment('STC', {
  statuses,
  on: opt(2, day),
  action: due(3, code('WQ', 'U')),
  amountCents: due(4, money),
});
/** STC of a claim. */
const statusOfClaim = segment('STC', {
  statuses,
  on: due(2, day),
  action: due(3, code('WQ', 'U')),
  amountCents: due(4, money),
  message: opt(12, text(1, 264)),
});
/** STC of a line; only rejected lines are reported. */
const statusOfLine = segment('STC', {
  statuses,
  on: opt(2, day),
  action: due(3, code('U')),
  message: opt(12, text(1, 264)),
});

const service = loop('2220D', {
  service: one(
    segment('SVC', {
      procedure: req(1, procedure('AD', 'ER', 'HC', 'HP', 'IV', 'NU', 'WK')),
      chargeCents: req(2, money),
      revenueCode: opt(4, text(1, 48)),
      units: opt(7, decimal(15)),
    }),
  ),
  statuses: many(statusOfLine, undefined, 1),
  lineControlNumber: optional(reference('FJ')),
  prescription: optional(reference('XZ')),
  serviceDate: optional(momentOf('472', 'D8', 'RD8')),
});

const claim = loop('2200D', {
  trace: one(trace('2')),
  statuses: many(statusOfClaim, undefined, 1),
  payerControlNumber: optional(reference('1K')),
  clearinghouseNumber: optional(reference('D9')),
  billType: optional(reference('BLT')),
  serviceDate: optional(momentOf('472', 'D8', 'RD8')),
  services: many(service),
});

const patient = loop('2000D', {
  level: fixed(level('PT', false)),
  name: one(named('QC', { ...aPersonDue, ...idDue('II', 'MI') })),
  claims: many(claim, undefined, 1),
});

const provider = loop('2000C', {
  level: fixed(level('19')),
  name: one(named('85', { ...anyoneDue, ...idDue('FI', 'XX') })),
  status: optional(
    loop('2200C', {
      trace: one(trace('1')),
      statuses: many(statusAbove),
      references: many(references('0B', '1G', 'G2', 'LU', 'SY', 'TJ'), 3),
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
  name: one(named('41', { ...anyoneDue, ...idDue('46') })),
  status: one(
    loop('2200B', {
      trace: one(trace('2')),
      statuses: many(statusAbove, undefined, 1),
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
  name: one(namedIn(['AY', 'PR'], { ...anOrganizationDue, ...idDue('46', 'FI', 'PI', 'XV') })),
  status: one(loop('2200A', { trace: one(trace('1')), received: one(dayOf('050')), processed: one(dayOf('009')) })),
  receivers: many(receiver, undefined, 1),
});

/** Status of claims before adjudication. */
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

/** The value of a 277CA. */
export type ClaimAcknowledgment277 = ValueOf<typeof grammar277CA>;
