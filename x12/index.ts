import type { TransactionSet } from './envelope/interchange.ts';
import type { SetToWrite } from './envelope/write-interchange.ts';
import { type Guide, guides } from './guides.ts';
import { PartsReader, type ReadPart } from './values/parts-reader.ts';
import { readParts, type ReadParts, type ReadValue, readValue } from './values/read-value.ts';
import type { LoopGrammar, Members, ValueOf } from './grammar/grammar.ts';
import { grammar270 } from './sets/270.ts';
import { grammar271 } from './sets/271/set.ts';
import { grammar276 } from './sets/276.ts';
import { grammar277 } from './sets/277.ts';
import { grammar277CA } from './sets/277ca.ts';
import { grammar835 } from './sets/835.ts';
import { grammar837P } from './sets/837p/set.ts';
import { grammar999 } from './sets/999.ts';
import { writeValue } from './values/write-value.ts';

export { acknowledge, acknowledgeInterchange } from './check/acknowledge.ts';
export { type AnswerStamp, answerTo, unaddressable } from './check/answer.ts';
export { check, SetChecker } from './check/check-set.ts';
export {
  type CheckedFile,
  type CheckedGroup,
  type CheckedInterchange,
  type CheckedTransaction,
  type CheckListener,
  FileChecker,
} from './check/check-file.ts';
export type { Delimiters } from './segments/delimiters.ts';
export { type Limits, usualLimits } from './segments/limits.ts';
export { rawBytes, type Segment } from './segments/segment.ts';
export { type Pause, type Stop, Tokenizer } from './segments/tokenizer.ts';
export { type Finding, placeOf, type Rule, sentenceOf } from './check/finding.ts';
export { type FileListener, FileReader, pieceBytes, type SetSink } from './envelope/file-reader.ts';
export type {
  FunctionalGroup,
  GroupHeader,
  InterchangeHeader,
  Interchange,
  InterchangeAcknowledgment,
  ReadResult,
  SetHeader,
  TransactionSet,
} from './envelope/interchange.ts';
export { envelopeFindings, readInterchanges } from './envelope/read-interchanges.ts';
export {
  type GroupToWrite,
  type InterchangeToWrite,
  printInterchange,
  type SetToWrite,
  type StraySegment,
  writeInterchange,
  type WrittenInterchange,
} from './envelope/write-interchange.ts';
export { type Guide, type GuideName, guideOf, guides } from './guides.ts';
export { findingsOfPart, type PartsReader, type ReadPart } from './values/parts-reader.ts';
export type { IncompleteLoop, ReadParts, ReadValue } from './values/read-value.ts';
export { type ClaimKeys, claimKeys, setWithClaims } from './extract/claims.ts';
export { csvHeader, csvLines, type RemittanceTable, remittanceTables } from './extract/remittance-csv.ts';
export { FileMasker } from './mask/mask-file.ts';
export { payerRuleProblem } from './rules/payer-rule-problem.ts';
export type { PayerRule, UserCodes } from './rules/user-codes.ts';
export { FileToJson } from './json/file-to-json.ts';
export { jsonToFile, type JsonWriting, printFile, type WrittenFile } from './json/json-to-file.ts';
export { type Streamed, streamedFile } from './json/streamed.ts';
import type { Delimiters } from './segments/delimiters.ts';
import type { ClaimPayment835 } from './sets/835.ts';
import type { Claims837P } from './sets/837p/set.ts';
export { FileShower } from './show/show-file.ts';
export { show, type ShownElement, type ShownSegment } from './show/show-set.ts';
export type { ClaimPayment835, Remittance835, ServicePayment835 } from './sets/835.ts';
export { type BatchLimits, batch837P } from './sets/837p/batch.ts';
export type { Claim837P, OtherCoverage837P, ServiceLine837P } from './sets/837p/claim.ts';
export type { BillingProvider837P, Claims837P, Subscriber837P } from './sets/837p/set.ts';
export type { Acknowledgment999 } from './sets/999.ts';
export type { EligibilityInquiry270 } from './sets/270.ts';
export type { EligibilityResponse271 } from './sets/271/set.ts';
export type { ClaimStatusRequest276 } from './sets/276.ts';
export type { ClaimStatusResponse277 } from './sets/277.ts';
export type { ClaimAcknowledgment277 } from './sets/277ca.ts';

/** Reads a set of professional claims. */
export const read837P = readerOf(grammar837P);
/** Reads professional claims without the incomplete ones (loop 2300), which are listed. */
export function readClaims837P(set: TransactionSet): ReadParts<Claims837P> {
  return readParts(grammar837P, set, '2300');
}
/** A set of professional claims, to be written. */
export const write837P = writerOf(guides['837p'], grammar837P);

/** Reads a remittance advice. */
export const read835 = readerOf(grammar835);
/** Reads a remittance advice segment by segment; each claim payment (loop 2100) is given to `ended`, and not kept. */
export function claimPayments835(
  delimiters: Delimiters,
  ended: (part: ReadPart<ClaimPayment835>) => void,
): PartsReader<typeof grammar835.members, ClaimPayment835> {
  return new PartsReader(grammar835, { delimiters, part: '2100' }, ended);
}
/** A remittance advice, to be written. */
export const write835 = writerOf(guides['835'], grammar835);

/** Reads an implementation acknowledgment. */
export const read999 = readerOf(grammar999);
/** An implementation acknowledgment, to be written. */
export const write999 = writerOf(guides['999'], grammar999);

/** Reads a claim acknowledgment. */
export const read277CA = readerOf(grammar277CA);
/** A claim acknowledgment, to be written. */
export const write277CA = writerOf(guides['277ca'], grammar277CA);

/** Reads an eligibility inquiry. */
export const read270 = readerOf(grammar270);
/** An eligibility inquiry, to be written. */
export const write270 = writerOf(guides['270'], grammar270);

/** Reads an eligibility answer. */
export const read271 = readerOf(grammar271);
/** An eligibility answer, to be written. */
export const write271 = writerOf(guides['271'], grammar271);

/** Reads a claim status request. */
export const read276 = readerOf(grammar276);
/** A claim status request, to be written. */
export const write276 = writerOf(guides['276'], grammar276);

/** Reads a claim status answer. */
export const read277 = readerOf(grammar277);
/** A claim status answer, to be written. */
export const write277 = writerOf(guides['277'], grammar277);

function readerOf<M extends Members>(
  grammar: LoopGrammar<M>,
): (set: TransactionSet) => ReadValue<ValueOf<LoopGrammar<M>>> {
  return (set) => readValue(grammar, set);
}

function writerOf<M extends Members>(
  { set, version, isNamedInSet }: Guide,
  grammar: LoopGrammar<M>,
): (value: ValueOf<LoopGrammar<M>>, control: string) => SetToWrite {
  const header = { set, ...(isNamedInSet ? { guide: version } : {}) };
  return (value, control) => ({
    ...header,
    control,
    write: (output) => writeValue(grammar, value, output),
  });
}
