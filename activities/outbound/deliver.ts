import { instant, type IsoDate } from '../../domain/dates.ts';
import type { SentContent, SentFile } from '../archive/record.ts';
import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import { reached } from '../failpoints.ts';
import type { PartnerSubject } from '../../domain/partner-trouble.ts';
import { partnerAnswered } from '../partner-trouble.ts';
import { withMailbox } from '../transports/transport.ts';

/** A file to be sent. */
export interface Outgoing {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The business day on which it was made, the same in each attempt. */
  readonly on: IsoDate;
  readonly content: SentContent;
}

/** Leaves a file in a partner's inbox, once. */
export function deliver(
  context: ActivityContext,
  partner: Pick<TradingPartner, 'partnerId' | 'transport'>,
  file: Outgoing,
): Promise<void> {
  return sendOnce(context, partner.partnerId, file, () =>
    withMailbox(partner, (mailbox) => mailbox.put(file.name, file.bytes)),
  );
}

/**
 * Keeps a file in the archive, sends it, and marks it as sent. One that the archive knows as sent is not sent again,
 * whatever the database knows. Claims that waited for the partner go on, since it takes files.
 */
export async function sendOnce(
  context: ActivityContext,
  partnerId: PartnerSubject,
  { bytes, ...outgoing }: Outgoing,
  send: () => Promise<void>,
): Promise<void> {
  const { archive } = context;
  const file: SentFile = { direction: 'sent', partnerId, archivedAt: instant(Date.now()), ...outgoing };
  if (!(await archive.keepToSend(file, bytes))) {
    await send();
    await reached('after-send');
    await archive.markSent(file, bytes);
  }
  await partnerAnswered(context, { partner: partnerId, by: 'send' });
}
