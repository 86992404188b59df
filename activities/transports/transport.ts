import type { TradingPartner } from '../config.ts';
import { aboutPartner } from '../failures.ts';
import { folderTransport } from './folder.ts';
import type { Mailbox } from './mailbox.ts';
import { sparingLogins } from './refused-logins.ts';
import { sftpTransport } from './sftp.ts';

/**
 * Opens a partner's mailbox, runs the work and always closes the mailbox. A failure that is about the partner names it
 * in its details.
 */
export async function withMailbox<T>(
  partner: Pick<TradingPartner, 'partnerId' | 'transport'>,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  try {
    return await sparingLogins(partner, () => over(partner.transport, work));
  } catch (error) {
    throw aboutPartner(error, partner.partnerId);
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
