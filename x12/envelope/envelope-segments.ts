import { opt, req } from '../grammar/element.ts';
import { code, day, id, integer, text, time } from '../grammar/element-types.ts';
import { segment } from '../grammar/grammar.ts';

// Envelope content that a caller provides. The writer adds counts, delimiters and padding. @source X12.5, X12.6

const controlNumber = integer(9);

const partyQualifier = code('01', '14', '20', '27', '28', '29', '30', '33', 'ZZ');

/** ISA content that a caller provides; the others are fixed or delimiters. */
export const interchangeHeader = segment('ISA', {
  authorizationQualifier: opt(1, code('00', '03')),
  authorization: opt(2, text(1, 10)),
  securityQualifier: opt(3, code('00', '01')),
  security: opt(4, text(1, 10)),
  senderQualifier: req(5, partyQualifier),
  senderId: req(6, text(1, 15)),
  receiverQualifier: req(7, partyQualifier),
  receiverId: req(8, text(1, 15)),
  on: req(9, day),
  at: req(10, time(4, 4)),
  control: req(13, controlNumber),
  usage: req(15, code('P', 'T')),
});

/** ISA with all of its elements, without padding. */
export const receivedHeader = segment('ISA', {
  ...interchangeHeader.fields,
  authorizationQualifier: req(1, code('00', '03')),
  securityQualifier: req(3, code('00', '01')),
  repetitionSeparator: req(11, text(1, 1)),
  version: req(12, code('00401', '00501')),
  asksAcknowledgment: req(14, code('0', '1')),
  componentSeparator: req(16, text(1, 1)),
});

/** TA1: acknowledgment of a received interchange. */
export const interchangeAcknowledgment = segment('TA1', {
  control: req(1, text(1, 9)),
  date: req(2, text(6, 6)),
  time: req(3, time(4, 4)),
  code: req(4, code('A', 'E', 'R')),
  noteCode: req(5, id(3, 3)),
});

/** GS: what a group contains, and the application sender and receiver. */
export const groupHeader = segment('GS', {
  functionalId: req(1, id(2, 2)),
  senderCode: req(2, text(2, 15)),
  receiverCode: req(3, text(2, 15)),
  on: req(4, day),
  at: req(5, time(4, 8)),
  control: req(6, controlNumber),
  agency: req(7, code('X')),
  version: req(8, text(1, 12)),
});

/** ST: beginning of a transaction set. */
export const setHeader = segment('ST', {
  set: req(1, id(3, 3)),
  control: req(2, text(4, 9)),
  guide: opt(3, text(1, 35)),
});
