import { due, opt, optList, places, req } from '../grammar/element.ts';
import { code, composite, id, integer, repeated, text } from '../grammar/element-types.ts';
import { loop, many, marked, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';

// 999 Implementation Acknowledgment. @source 005010X231A1

const place = composite({ element: req(1, integer(2)), component: opt(2, integer(2)), repetition: opt(3, integer(4)) });

/** CTX: the situation that requires a segment or element. */
const trigger = marked(
  'CTX',
  { 1: 'SITUATIONAL TRIGGER' },
  { segment: req(2, id(2, 3)), position: req(3, integer(10)), loop: opt(4, text(1, 4)), place: opt(5, place) },
);

/** Kinds of identifiers of a business unit. */
const units = [
  ...(['TRN02', 'NM109', 'PATIENT NAME NM109', 'SUBSCRIBER NAME NM109', 'ENT01'] as const),
  ...(['SUBSCRIBER NUMBER REF02', 'CLM01'] as const),
] as const;
const unit = composite({ name: req(1, code(...units)), value: req(2, text(1, 35)) });
/** CTX: the claim, request or member with the fault. */
const businessUnit = marked('CTX', { 1: units }, { units: req(1, repeated(unit, 10)) });

const elementFault = loop('2110', {
  element: one(
    segment('IK4', {
      place: req(1, place),
      referenceNumber: opt(2, integer(4)),
      code: req(
        3,
        code(
          ...(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '12', '13'] as const),
          ...(['I6', 'I9', 'I10', 'I11', 'I12', 'I13'] as const),
        ),
      ),
      bad: opt(4, text(1, 99)),
    }),
  ),
  triggers: many(trigger, 10),
});

const segmentFault = loop('2100', {
  segment: one(
    segment('IK3', {
      id: req(1, id(2, 3)),
      position: req(2, integer(10)),
      loop: opt(3, text(1, 4)),
      code: due(4, code('1', '2', '3', '4', '5', '6', '7', '8', 'I4', 'I6', 'I7', 'I8', 'I9')),
    }),
  ),
  triggers: many(trigger, 9),
  businessUnit: optional(businessUnit),
  elements: many(elementFault),
});

const setFaults = code(
  ...(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '15', '16', '17', '18', '19'] as const),
  ...(['23', '24', '25', '26', '27', 'I5', 'I6'] as const),
);
const groupFaults = code(
  ...(['1', '2', '3', '4', '5', '6', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19'] as const),
  ...(['23', '24', '25', '26'] as const),
);

const transactionAnswer = loop('2000', {
  set: one(segment('AK2', { set: req(1, id(3, 3)), control: req(2, text(4, 9)), guide: opt(3, text(1, 35)) })),
  faults: many(segmentFault),
  verdict: one(
    segment('IK5', { code: req(1, code('A', 'E', 'M', 'R', 'W', 'X')), faults: optList(places(2, 6), setFaults) }),
  ),
});

/** The receiver's verdict on the syntax of one functional group. */
export const grammar999 = loop('999', {
  group: one(
    segment('AK1', { functionalId: req(1, id(2, 2)), control: req(2, integer(9)), version: due(3, text(1, 12)) }),
  ),
  sets: many(transactionAnswer),
  verdict: one(
    segment('AK9', {
      code: req(1, code('A', 'E', 'M', 'P', 'R', 'W', 'X')),
      included: req(2, integer(6)),
      received: req(3, integer(6)),
      accepted: req(4, integer(6)),
      faults: optList(places(5, 9), groupFaults),
    }),
  ),
});

/** The value of a 999. */
export type Acknowledgment999 = ValueOf<typeof grammar999>;
