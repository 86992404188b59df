import { keyOf, KeyTable } from './short-text.ts';

/** Segment ids used by health care transaction sets. @source X12 005010 segment directory */
const ids = new Set(
  (
    'AAA AK1 AK2 AK9 AMT BGN BHT BPR CAS CL1 CLM CLP CN1 COB CR1 CR2 CR3 CR5 CR6 CR7 CR8 CRC CTP CTX CUR DMG DN1 DN2 ' +
    'DSB DTM DTP EB EQ FRM GE GS HCP HCR HD HI HL HSD IDC IEA III IK3 IK4 IK5 IMM INS ISA K3 LE LIN LQ LS LUI LX MEA ' +
    'MIA MOA MPI MSG N1 N2 N3 N4 NM1 NTE OI PAT PER PLB PRV PS1 PWK QTY RDM REF SBR SE ST STC SV1 SV2 SV3 SV5 SVC ' +
    'SVD TA1 TOO TRN TS2 TS3 UM VEH'
  ).split(' '),
);

/** Whether an id is a health care segment; a 999 can name no other. @source X12 RFI 1257 */
export function isSegmentId(id: string): boolean {
  return ids.has(id);
}

/** The id as a finding may show it: empty for an unknown id, which could be any text of a broken file. */
export function toldId(id: string): string {
  return isSegmentId(id) ? id : '';
}

// Taken from object keys, each id is the same interned string as literals with that text, and quick to compare.
const names = Object.keys(Object.fromEntries([...ids].map((id) => [id, true])));
const byKey = new KeyTable(names.map((id) => [keyOf(id), id]));

/** The id with that key, if it is a health care segment: the same string instance each time. */
export function idBy(key: number): string | undefined {
  return byKey.get(key);
}
