import { type Claims837P, guides, write837P, writeInterchange } from '../../../x12/index.ts';

/** The bytes of a file with one set of claims. Date and control numbers come from the caller. */
export function fileWith(claims: Claims837P, control: number, on: string): Uint8Array {
  const parties = { senderCode: 'CLINIC', receiverCode: 'PAYER' };
  const { functionalId, version } = guides['837p'];
  const written = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: parties.senderCode,
    receiverQualifier: 'ZZ',
    receiverId: parties.receiverCode,
    on,
    at: '0930',
    control,
    usage: 'T',
    groups: [{ ...parties, functionalId, version, control, sets: [write837P(claims, '0001')] }],
  });
  if (written.kind === 'written') return written.bytes;
  throw new Error(written.findings.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
