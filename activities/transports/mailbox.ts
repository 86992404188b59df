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

/** Largest file that is taken in, in bytes. */
export const largestFileBytes = 128 * 1024 * 1024;
/** Milliseconds a file must lie unchanged before it is whole. */
export const settleMs = 150;

/**
 * Whether a name from outside may be used as one: never a path, nothing that hides or is still being written, no
 * control characters, at most 200 bytes.
 */
export function isHarmlessName(name: string): boolean {
  return (
    /^[^/\\\p{Cc}]+$/u.test(name) &&
    Buffer.byteLength(name) <= 200 &&
    !name.startsWith('.') &&
    !/\.(tmp|part|filepart)$/i.test(name)
  );
}
