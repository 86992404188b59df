import type { TradingPartner } from '../config.ts';
import { aboutPartner } from '../failures.ts';
import { folderTransport } from './folder.ts';
import type { Mailbox } from './mailbox.ts';
import { sftpTransport } from './sftp.ts';

/**
 * Opens a partner's mailbox, runs the work and always closes the mailbox. A failure that is about the partner names it
 * in its details.
 */
export async function withMailbox<T>(
  { partnerId, transport }: Pick<TradingPartner, 'partnerId' | 'transport'>,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  try {
    return await over(transport, work);
  } catch (error) {
    throw aboutPartner(error, partnerId);
  }
}

async function over<T>(settings: TradingPartner['transport'], work: (mailbox: Mailbox) => Promise<T>): Promise<T> {
  switch (settings.kind) {
    case 'sftp':
      return sftpTransport(settings, work);
    case 'folder':
      return work(folderTransport(settings));
  }
}
