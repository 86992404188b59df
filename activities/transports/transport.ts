import type { SftpTransport, FolderTransport } from '../config.ts';
import { folderTransport } from './folder.ts';
import type { Mailbox } from './mailbox.ts';
import { sftpTransport } from './sftp.ts';

/** Opens a partner's mailbox for the time of some work, and closes it whatever happens. */
export async function withMailbox<T>(
  settings: SftpTransport | FolderTransport,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return settings.kind === 'sftp' ? sftpTransport(settings, work) : work(folderTransport(settings));
}
