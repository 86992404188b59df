import type { TransactionSet } from './envelope/interchange.ts';
import type { SetToWrite } from './envelope/write-interchange.ts';
import { guides } from './guides.ts';
import { type ReadValue, readValue } from './read-value.ts';
import { type ClaimAcknowledgement277, grammar277CA } from './sets/277ca.ts';
import { grammar835, type Remittance835 } from './sets/835.ts';
import { type Claims837P, grammar837P } from './sets/837p/set.ts';
import { type Acknowledgement999, grammar999 } from './sets/999.ts';
import { writeValue } from './write-value.ts';

export { acknowledge, acknowledgeInterchange } from './acknowledge.ts';
export { check, SetChecker } from './check.ts';
export { type CheckedFile, type CheckedGroup, type CheckedInterchange, FileChecker } from './check-file.ts';
export type { Delimiters } from './delimiters.ts';
export { type Limits, usualLimits } from './limits.ts';
export { rawBytes, type Segment } from './segment.ts';
export { type Pause, type Stop, Tokenizer } from './tokenizer.ts';
export { type Finding, placeOf, type Rule } from './finding.ts';
export { type FileListener, FileReader, type SetSink } from './envelope/file-reader.ts';
export type {
  FunctionalGroup,
  Interchange,
  InterchangeAcknowledgement,
  ReadResult,
  SetHeader,
  TransactionSet,
} from './envelope/interchange.ts';
export { envelopeFindings, readInterchanges } from './envelope/read-interchanges.ts';
export {
  type GroupToWrite,
  type InterchangeToWrite,
  type SetToWrite,
  writeInterchange,
  type WrittenInterchange,
} from './envelope/write-interchange.ts';
export { type Guide, type GuideName, guideOf, guides } from './guides.ts';
export type { ReadValue } from './read-value.ts';
export { FileToJson } from './json/file-to-json.ts';
export { jsonToFile, type WrittenFile } from './json/json-to-file.ts';
export { FileShower } from './show/show-file.ts';
export { show, type ShownElement, type ShownSegment } from './show/show-set.ts';
export type { ClaimPayment835, Remittance835, ServicePayment835 } from './sets/835.ts';
export type { Claim837P } from './sets/837p/claim.ts';
export type { BillingProvider837P, Claims837P, Subscriber837P } from './sets/837p/set.ts';
export type { Acknowledgement999 } from './sets/999.ts';
export type { ClaimAcknowledgement277 } from './sets/277ca.ts';

/** Reads a set of professional claims. */
export function read837P(set: TransactionSet): ReadValue<Claims837P> {
  return readValue(grammar837P, set);
}

/** A set of professional claims, to be written. */
export function write837P(value: Claims837P, control: string): SetToWrite {
  return {
    set: '837',
    guide: guides['837p'].version,
    control,
    write: (delimiters) => writeValue(grammar837P, value, delimiters),
  };
}

/** Reads a remittance advice. */
export function read835(set: TransactionSet): ReadValue<Remittance835> {
  return readValue(grammar835, set);
}

/** A remittance advice, to be written. */
export function write835(value: Remittance835, control: string): SetToWrite {
  return { set: '835', control, write: (delimiters) => writeValue(grammar835, value, delimiters) };
}

/** Reads an implementation acknowledgement. */
export function read999(set: TransactionSet): ReadValue<Acknowledgement999> {
  return readValue(grammar999, set);
}

/** An implementation acknowledgement, to be written. */
export function write999(value: Acknowledgement999, control: string): SetToWrite {
  return {
    set: '999',
    guide: guides['999'].version,
    control,
    write: (delimiters) => writeValue(grammar999, value, delimiters),
  };
}

/** Reads a claim acknowledgement. */
export function read277CA(set: TransactionSet): ReadValue<ClaimAcknowledgement277> {
  return readValue(grammar277CA, set);
}

/** A claim acknowledgement, to be written. */
export function write277CA(value: ClaimAcknowledgement277, control: string): SetToWrite {
  return {
    set: '277',
    guide: guides['277ca'].version,
    control,
    write: (delimiters) => writeValue(grammar277CA, value, delimiters),
  };
}
