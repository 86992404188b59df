import type { SftpTransport, FolderTransport } from '../config.ts';
import { folderTransport } from './folder.ts';
import { sftpTransport } from './sftp.ts';

/** A file that lies at a partner's for us. */
export interface RemoteFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970 UTC. */
  readonly modifiedAt: number;
}

/**
 * A mailbox at a partner's: what every transport can do. Every call ends, with an error at the latest after its
 * deadline.
 */
export interface Mailbox {
  /** Files that are whole: regular, of a harmless name, not too large, not changed between two looks. */
  list(): Promise<readonly RemoteFile[]>;
  fetch(name: string): Promise<Uint8Array>;
  remove(name: string): Promise<void>;
  /**
   * Puts a file under a temporary name, then renames it: a partner never sees half of one. The same again is one
   * file.
   */
  put(name: string, bytes: Uint8Array): Promise<void>;
}

/** Opens a partner's mailbox for the time of some work, and closes it whatever happens. */
export async function withMailbox<T>(
  settings: SftpTransport | FolderTransport,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return settings.kind === 'sftp' ? sftpTransport(settings, work) : work(folderTransport(settings));
}
