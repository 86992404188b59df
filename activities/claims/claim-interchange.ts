import { type Finding, guides, write837P, writeInterchange } from '../../x12/index.ts';
import type { Submission } from '../../domain/edi/claim-loop-to-837p.ts';
import { claimTo837P } from '../../domain/edi/claim-to-837p.ts';
import type { StoredClaim } from '../store/claims.ts';
import { spellClaim } from '../../domain/edi/spell-claim.ts';

/** Who sends the interchange to whom, and under which number. */
export interface Envelope {
  readonly control: number;
  /** ISA15: P production, T test. */
  readonly usage: 'P' | 'T';
  /** ISA05 and ISA07; ZZ (mutually defined) if absent. */
  readonly senderQualifier?: string | undefined;
  readonly receiverQualifier?: string | undefined;
}

/** The bytes of a claim, or what prevents writing it. */
export type ClaimInterchange = (
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
) & {
  /**
   * Texts with characters that X12 cannot carry, as given; each may name a patient. Bytes without them are not sent.
   */
  readonly lost: ReadonlySet<string>;
};

/** One claim as an interchange with one 837P. The same input gives the same bytes. */
export function claimInterchange(submission: Submission, envelope: Envelope): ClaimInterchange {
  const { senderId, receiverId, on, at } = submission;
  const { claims, lost } = spellClaim(claimTo837P(submission));
  const written = writeInterchange({
    senderQualifier: envelope.senderQualifier ?? 'ZZ',
    senderId,
    receiverQualifier: envelope.receiverQualifier ?? 'ZZ',
    receiverId,
    on,
    at,
    control: envelope.control,
    usage: envelope.usage,
    groups: [
      {
        functionalId: 'HC',
        senderCode: senderId,
        receiverCode: receiverId,
        control: envelope.control,
        version: guides['837p'].version,
        sets: [write837P(claims, '0001')],
      },
    ],
  });
  return { ...written, lost };
}

/** What a claim's 837P is written from. */
export type FormSource = Pick<StoredClaim, 'claimId' | 'intake' | 'payerControlNumber'>;

/** The payer's number of the claim to be replaced: from its newest remittance, or from the patient file. */
export function payerNumberOf({ payerControlNumber, intake }: FormSource): Pick<Submission, 'payerControlNumber'> {
  const number = payerControlNumber ?? intake.claim.payerControlNumber;
  return number === undefined ? {} : { payerControlNumber: number };
}
