import { opt, optList, places, req } from '../grammar/element.ts';
import { code, components, composite, id, integer, text } from '../grammar/element-types.ts';
import { loop, many, one, segment, type ValueOf } from '../grammar/grammar.ts';

// 999 Implementation Acknowledgment. @source 005010X231A1

const place = composite({ element: req(1, integer(2)), component: opt(2, integer(2)), repetition: opt(3, integer(4)) });
const situation = composite({ name: req(1, text(1, 35)), value: opt(2, text(1, 35)) });

const contextOf = segment('CTX', {
  situation: req(1, situation),
  segment: opt(2, id(2, 3)),
  position: opt(3, integer(10)),
  loop: opt(4, text(1, 6)),
  place: opt(5, place),
  referenceNumbers: opt(6, components(id(1, 4), 2)),
});

const elementFault = loop('2110', {
  element: one(
    segment('IK4', {
      place: req(1, place),
      referenceNumber: opt(2, integer(4)),
      code: req(3, id(1, 3)),
      bad: opt(4, text(1, 99)),
    }),
  ),
  contexts: many(contextOf, 10),
});

const segmentFault = loop('2100', {
  segment: one(
    segment('IK3', {
      id: req(1, id(2, 3)),
      position: req(2, integer(10)),
      loop: opt(3, text(1, 6)),
      code: opt(4, id(1, 3)),
    }),
  ),
  contexts: many(contextOf, 10),
  elements: many(elementFault),
});

const transactionAnswer = loop('2000', {
  set: one(segment('AK2', { set: req(1, id(3, 3)), control: req(2, text(4, 9)), guide: opt(3, text(1, 35)) })),
  faults: many(segmentFault),
  verdict: one(
    segment('IK5', {
      code: req(1, code('A', 'E', 'M', 'R', 'W', 'X')),
      faults: optList(places(2, 6), id(1, 3)),
    }),
  ),
});

/** What the receiver says of the form of one functional group. */
export const grammar999 = loop('999', {
  group: one(
    segment('AK1', { functionalId: req(1, id(2, 2)), control: req(2, integer(9)), version: opt(3, text(1, 12)) }),
  ),
  sets: many(transactionAnswer),
  verdict: one(
    segment('AK9', {
      code: req(1, code('A', 'E', 'M', 'P', 'R', 'W', 'X')),
      included: req(2, integer(6)),
      received: req(3, integer(6)),
      accepted: req(4, integer(6)),
      faults: optList(places(5, 9), id(1, 3)),
    }),
  ),
});

/** What a 999 says. */
export type Acknowledgement999 = ValueOf<typeof grammar999>;
