import type { TradingPartner } from '../config.ts';
import { folderTransport } from './folder.ts';
import type { Mailbox } from './mailbox.ts';
import { sftpTransport } from './sftp.ts';

/** Opens a partner's mailbox, runs the work and always closes the mailbox. */
export async function withMailbox<T>(
  settings: TradingPartner['transport'],
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  switch (settings.kind) {
    case 'sftp':
      return sftpTransport(settings, work);
    case 'folder':
      return work(folderTransport(settings));
  }
}
