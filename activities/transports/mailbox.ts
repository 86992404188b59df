import type { FileName } from './file-name.ts';

/** A file that a partner has left for us. */
export interface RemoteFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970 UTC, by the partner's clock. */
  readonly modifiedAt: number;
}

/** An entry of a partner's outbox that is not fetched, and why. */
export interface SkippedEntry {
  /** Unique for the entry, whatever bytes its name has. */
  readonly key: string;
  /** The name in characters that can be shown. */
  readonly name: string;
  readonly why: string;
}

/** What lies in a partner's outbox. Folders, hidden files and files under a temporary name are left out. */
export interface Listing {
  readonly files: readonly RemoteFile[];
  readonly skipped: readonly SkippedEntry[];
}

/**
 * A mailbox at a partner's: what every transport can do. Every call ends, with an error at the latest after its
 * deadline. Errors that concern one file are `FileUnavailable`; any other means that the partner does not answer.
 */
export interface Mailbox {
  list(): Promise<Listing>;
  fetch(name: string): Promise<Uint8Array>;
  /** Removes the file if it is still the one that was listed; `changed` when it has grown or was replaced. */
  remove(file: RemoteFile): Promise<'removed' | 'changed'>;
  /**
   * Uploads a file under a temporary name, then renames it, so that the partner never reads a partial file.
   * Uploading the same name again leaves one file.
   */
  put(name: string, bytes: Uint8Array): Promise<void>;
}

/** The partner answers, but this file cannot be read or removed: it is gone, or access to it is denied. */
export class FileUnavailable extends Error {
  readonly reason: 'gone' | 'denied';

  constructor(reason: 'gone' | 'denied') {
    super(`the file is ${reason === 'gone' ? 'gone' : 'not accessible'}`);
    this.reason = reason;
  }
}

/** Largest file that is fetched, in bytes. */
const largestFileBytes = 128 * 1024 * 1024;

/** One entry of a folder, as a transport finds it. */
export interface Entry extends Omit<RemoteFile, 'name'> {
  readonly name: FileName;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Sorts entries into files to fetch and entries to report; in the order of their names. */
export function listingOf(entries: readonly Entry[]): Listing {
  const files: RemoteFile[] = [];
  const skipped: SkippedEntry[] = [];
  for (const { name, kind, size, modifiedAt } of entries) {
    if (kind === 'folder' || name.kind === 'hidden') continue;
    const why = name.kind === 'unusable' ? name.why : problemOf(kind, size);
    if (why === undefined && name.kind === 'usable') files.push({ name: name.text, size, modifiedAt });
    else if (why !== undefined) skipped.push({ key: name.key, name: name.shown, why });
  }
  return { files: files.toSorted((one, other) => (one.name < other.name ? -1 : 1)), skipped };
}

function problemOf(kind: Entry['kind'], size: number): string | undefined {
  if (kind === 'link') return 'it is a link';
  if (kind === 'other') return 'it is not a regular file';
  return size > largestFileBytes ? `it is larger than ${largestFileBytes / (1024 * 1024)} MB` : undefined;
}
