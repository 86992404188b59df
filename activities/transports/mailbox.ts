import type { FileName } from './file-name.ts';

/** A file in a partner's outbox. */
export interface RemoteFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970-01-01 UTC, according to the partner's clock. */
  readonly modifiedAt: number;
}

/** An entry of a partner's outbox that is not fetched, and why. */
export interface SkippedEntry {
  /** Unique per name, including names that are not UTF-8. */
  readonly key: string;
  /** The name, with `?` for unprintable characters. */
  readonly name: string;
  readonly why: string;
  /** How the partner must send it instead: "as a regular file". */
  readonly wanted: string;
}

/** The contents of a partner's outbox, without folders, hidden files and files with a temporary name. */
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

/** Maximum size of a file that is fetched, in bytes. */
const largestFileBytes = 128 * 1024 * 1024;

/** One entry of a folder, as the transport lists it. */
export interface Entry extends Omit<RemoteFile, 'name'> {
  readonly name: FileName;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Separates entries into files to fetch, sorted by name, and entries to report. */
export function listingOf(entries: readonly Entry[]): Listing {
  const files: RemoteFile[] = [];
  const skipped: SkippedEntry[] = [];
  for (const { name, kind, size, modifiedAt } of entries) {
    if (kind === 'folder' || name.kind === 'hidden') continue;
    const problem = name.kind === 'unusable' ? { why: name.why, wanted: 'under a valid name' } : problemOf(kind, size);
    if (problem === undefined && name.kind === 'usable') files.push({ name: name.text, size, modifiedAt });
    else if (problem !== undefined) skipped.push({ key: name.key, name: name.shown, ...problem });
  }
  return { files: files.toSorted((one, other) => (one.name < other.name ? -1 : 1)), skipped };
}

function problemOf(kind: Entry['kind'], size: number): Pick<SkippedEntry, 'why' | 'wanted'> | undefined {
  if (kind === 'link') return { why: 'it is a link', wanted: 'as a regular file' };
  if (kind === 'other') return { why: 'it is not a regular file', wanted: 'as a regular file' };
  const most = `${largestFileBytes / (1024 * 1024)} MB`;
  if (size <= largestFileBytes) return undefined;
  return { why: `it is larger than ${most}`, wanted: `in several files of at most ${most} each` };
}
