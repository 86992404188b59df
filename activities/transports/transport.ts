import type { SftpTransport, FolderTransport } from '../config.ts';
import { folderTransport } from './folder.ts';
import type { Mailbox } from './mailbox.ts';
import { sftpTransport } from './sftp.ts';

/** Opens a partner's mailbox, runs the work and always closes the mailbox. */
export async function withMailbox<T>(
  settings: SftpTransport | FolderTransport,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return settings.kind === 'sftp' ? sftpTransport(settings, work) : work(folderTransport(settings));
}
