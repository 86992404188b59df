import { createHmac, type Hmac, randomBytes } from 'node:crypto';
import { open, openPieces, seal, type SealedPieces } from '../../client/encryption/cipher.ts';
import type { Key, KeyRing } from '../../client/encryption/keys.ts';
import { liveKeys, type LiveKeys } from '../../client/encryption/live-keys.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';

/** The columns that may name or describe a patient. They hold ciphertext only; nothing else writes or reads them. */
export const sealedColumns = [
  'activity_result.result',
  'claim.external_id',
  'claim_input.content',
  'claim_input.refusal',
  'claim_standing.next',
  'claim_standing.state',
  'claim_timeline.what',
  'claim_version.intake',
  'claim_version.reason',
  'inbound_file.bytes',
  'inbound_file.dismissed_because',
  'installation_secret.secret',
  'outbound_interchange.bytes',
  'placement.document',
  'remittance_claim.detail',
  'remittance_decision.reason',
  'remittance_provider_adjustment.reference',
  'remitter.reason',
  'statement.document',
  'work_item.found',
  'work_item.how',
] as const;

/** A column that holds ciphertext: "table.column". */
export type SealedColumn = (typeof sealedColumns)[number];

/** What a value is encrypted as: a column, or a file of the archive. */
export type SealedPlace = SealedColumn | 'archive.file';

/** Encrypts and decrypts columns, and makes keyed digests for lookups and comparisons. */
export interface Vault {
  /** Encrypts with the first key of the ring. The result names the key, and can only be opened as that place. */
  seal(column: SealedPlace, plain: Uint8Array | string): Buffer<ArrayBuffer>;
  /** Throws if the key is not in the ring, or if the bytes were changed or belong to another place. */
  open(column: SealedPlace, sealed: Uint8Array): Buffer<ArrayBuffer>;
  /** Opens a long value piece by piece. Throws after the last piece if the bytes were changed. */
  openPieces(column: SealedPlace, sealed: SealedPieces): AsyncGenerator<Buffer, void, undefined>;
  sealJson(column: SealedPlace, value: unknown): Buffer<ArrayBuffer>;
  openJson<T>(column: SealedPlace, sealed: Uint8Array): T;
  /** Opens a text; null stays null. */
  openText<T extends Uint8Array | null>(column: SealedPlace, sealed: T): T extends null ? string | null : string;
  /**
   * HMAC-SHA256 in hexadecimal, with a secret of this installation that a key rotation does not change. A plain hash of
   * something short, such as an externalId or one claim's file, could be guessed by trying.
   */
  digest(content: Uint8Array | string): string;
  /** Makes the digest of a long content piece by piece: `update`, then `digest('hex')`. */
  digester(): Hmac;
  /** The digest of a value's canonical JSON. */
  digestOf(value: unknown): string;
}

// A sealed value: this byte, the length of the key id, the key id, and what `seal` returns.
const format = 1;

/** A vault with these keys. */
export function createVault(ring: KeyRing | LiveKeys, digestSecret: Uint8Array): Vault {
  const keys = liveKeys(ring);
  const sealed: Vault['seal'] = (column, plain) => sealWith(keys.first, column, plain);
  const opened: Vault['open'] = (column, bytes) => openWith(keys, column, bytes);
  const digester = (): Hmac => createHmac('sha256', digestSecret);
  const digest: Vault['digest'] = (content) => digester().update(content).digest('hex');
  const text = (column: SealedPlace, bytes: Uint8Array | null): string | null =>
    bytes === null ? null : opened(column, bytes).toString();
  return {
    seal: sealed,
    open: opened,
    sealJson: (column, value) => sealed(column, JSON.stringify(value)),
    openJson: <T>(column: SealedPlace, bytes: Uint8Array) => JSON.parse(opened(column, bytes).toString()) as T,
    openText: text as Vault['openText'],
    openPieces: (column, pieces) => openPiecesWith(keys, column, pieces),
    digest,
    digester,
    digestOf: (value) => digest(canonicalJson(value)),
  };
}

/** Bytes with which every value begins that the key of that id encrypted. */
export function prefixOf(keyId: string): Buffer<ArrayBuffer> {
  return Buffer.concat([Buffer.from([format, keyId.length]), Buffer.from(keyId, 'latin1')]);
}

function sealWith(key: Key, column: SealedPlace, plain: Uint8Array | string): Buffer<ArrayBuffer> {
  const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
  return Buffer.concat([prefixOf(key.id), seal(key, bytes, `column ${column}`)]);
}

function openWith(keys: LiveKeys, column: SealedPlace, bytes: Uint8Array): Buffer<ArrayBuffer> {
  const { key, length } = keyOf(keys, column, bytes);
  return Buffer.from(open(key, bytes.subarray(length), `column ${column}`));
}

async function* openPiecesWith(
  keys: LiveKeys,
  column: SealedPlace,
  { size, read }: SealedPieces,
): AsyncGenerator<Buffer, void, undefined> {
  const { key, length } = keyOf(keys, column, await read(0, Math.min(size, longestPrefix)));
  const rest = { size: size - length, read: (from: number, count: number) => read(from + length, count) };
  yield* openPieces(key, rest, `column ${column}`);
}

/** The length of a key id is one byte. */
const longestPrefix = 2 + 255;

/** The key that a value names, and the length of its prefix. */
function keyOf(keys: LiveKeys, column: SealedPlace, bytes: Uint8Array): { readonly key: Key; readonly length: number } {
  const [version, idLength = 0] = bytes;
  const length = 2 + idLength;
  const id = Buffer.from(bytes.subarray(2, length)).toString('latin1');
  const key = keys.find(id);
  if (version !== format) throw new Error(`a value of ${column} is not encrypted`);
  if (!key) throw new Error(`a value of ${column} is encrypted with key ${id}, which is not in the key ring`);
  return { key, length };
}

/** A new secret for digests. */
export function newDigestSecret(): Uint8Array {
  return randomBytes(32);
}
