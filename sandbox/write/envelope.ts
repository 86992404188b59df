import {
  type Interchange,
  type InterchangeAcknowledgment,
  type SetToWrite,
  writeInterchange,
} from '../../x12/index.ts';

/** The interchange that is answered, and the control number and business day of the answer. */
export interface Envelope {
  readonly to: Interchange;
  readonly control: number;
  /** yyyy-mm-dd. */
  readonly on: string;
}

/** What a file holds: TA1 segments, or one group with one transaction set. */
export interface Content {
  readonly acknowledgments?: readonly InterchangeAcknowledgment[];
  readonly group?: { readonly functionalId: string; readonly version: string; readonly set: SetToWrite };
}

/** Writes a file from the receiver of an interchange to its sender. Throws if the content is not valid X12. */
export function fileOf({ to, control, on }: Envelope, { acknowledgments = [], group }: Content): Uint8Array {
  const written = writeInterchange({
    senderQualifier: to.receiverQualifier,
    senderId: to.receiverId,
    receiverQualifier: to.senderQualifier,
    receiverId: to.senderId,
    on,
    at: '0800',
    control,
    usage: to.usage === 'T' ? 'T' : 'P',
    acknowledgments,
    groups: group
      ? [
          {
            functionalId: group.functionalId,
            senderCode: to.receiverId,
            receiverCode: to.senderId,
            control,
            version: group.version,
            sets: [group.set],
          },
        ]
      : [],
  });
  if (written.kind === 'refused')
    throw new Error(
      `the sandbox wrote an invalid ${group?.functionalId ?? 'TA1'}: ` +
        written.findings.map(({ segment, rule }) => `${segment} ${rule}`).join(', '),
    );
  return written.bytes;
}

/** The digits of a control number as a reference. */
export function referenceOf({ control }: Envelope): string {
  return String(control).padStart(6, '0');
}
