import { join } from 'node:path';
import type { Instant, IsoDate } from '../../domain/dates.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import type { Vault } from '../store/vault.ts';

/** A version of a patient file, as it was sent. */
export interface SentVersion {
  readonly version: number;
  readonly correctionId: string | null;
  readonly madeBy: string;
  readonly reason: string;
  readonly madeAt: Instant;
  readonly intake: Intake;
}

/** What a file that was sent is: everything that its row in PostgreSQL has, besides the bytes. */
export type SentContent =
  | {
      readonly kind: 'claim';
      readonly claimId: string;
      readonly submission: number;
      /** 0 for the first time; the bytes of a resend are the same. */
      readonly resend: number;
      readonly senderId: string;
      readonly receiverId: string;
      readonly generation: number;
      readonly control: number;
      /** When the bytes and their control number were committed. */
      readonly madeAt: Instant;
      readonly version: SentVersion;
    }
  | {
      readonly kind: 'statement';
      readonly claimId: string;
      readonly cycle: number;
      readonly number: number;
      readonly dueOn: IsoDate;
      readonly isFinalNotice: boolean;
      readonly amountCents: number;
    }
  | {
      readonly kind: 'placement';
      readonly claimId: string;
      readonly placement: number;
      /** The kind of the row: `placement`, `recall`, or `payment:` with the payment's id. */
      readonly notice: string;
      readonly amountCents: number;
    };

interface Common {
  readonly partnerId: string;
  /** The name of the file at the partner. */
  readonly name: string;
  /** The business day on which it was received or made. */
  readonly on: IsoDate;
}

/** A file that a partner left for us. */
export interface ReceivedFile extends Common {
  readonly direction: 'received';
  readonly receivedAt: Instant;
  /** Milliseconds since 1970-01-01 UTC, according to the partner's clock. */
  readonly modifiedAt: number;
}

/** A file that we left for a partner. */
export interface SentFile extends Common {
  readonly direction: 'sent';
  readonly archivedAt: Instant;
  readonly content: SentContent;
}

/** What the archive knows of a file. */
export type ArchivedFile = ReceivedFile | SentFile;

/** The whole file in the archive, encrypted: the length of the header, the header as JSON, and the bytes. */
export function encodeRecord(vault: Vault, file: ArchivedFile, bytes: Uint8Array): Uint8Array {
  const header = Buffer.from(JSON.stringify(file));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.byteLength);
  return vault.seal(place, Buffer.concat([length, header, bytes]));
}

/** Reads what `encodeRecord` made. Throws if the key is not in the ring, or if anything was changed. */
export function decodeRecord(
  vault: Vault,
  sealed: Uint8Array,
): { readonly file: ArchivedFile; readonly bytes: Buffer } {
  const plain = vault.open(place, sealed);
  const end = 4 + plain.readUInt32BE(0);
  return { file: JSON.parse(plain.subarray(4, end).toString()) as ArchivedFile, bytes: plain.subarray(end) };
}

const place = 'archive.file';

/**
 * The path of a file in the archive: its direction, its partner, its day and a keyed digest. The same bytes from one
 * partner are one file; what is sent again under another name is another one.
 */
export function pathOf(vault: Vault, { direction, partnerId, name, on }: ArchivedFile, bytes: Uint8Array): string {
  const content = direction === 'received' ? bytes : Buffer.concat([Buffer.from(`${name}\n`), bytes]);
  return join(direction, partnerId.replaceAll(/[^A-Za-z0-9_-]/g, '-'), on, vault.digest(content));
}
