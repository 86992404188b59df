import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Key } from './keys.ts';

const ivBytes = 12;
const tagBytes = 16;

/** What is encrypted: a payload for Temporal, or a column of the database ("column claim_version.intake"). */
type Purpose = 'payload' | `column ${string}`;

/** Encrypts bytes with AES-256-GCM: a random 96-bit IV, the ciphertext, and the 128-bit tag, in this order. */
export function seal(key: Key, plain: Uint8Array, purpose: Purpose = 'payload'): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv).setAAD(boundTo(key, purpose));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what `seal` encrypted. Throws if any bit was changed, or if key or purpose are different. */
export function open(key: Key, sealed: Uint8Array, purpose: Purpose = 'payload'): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw new Error('an encrypted payload is too short');
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(key, purpose)).setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes, tagAt)), decipher.final()]);
  } catch (cause) {
    throw changed(cause);
  }
}

/** Sealed bytes that are read piece by piece. */
export interface SealedPieces {
  readonly size: number;
  read(from: number, length: number): Promise<Uint8Array>;
}

const pieceBytes = 262_144;

/**
 * Decrypts piece by piece what `seal` encrypted, in constant memory. Throws after the last piece if any bit was
 * changed, or if key or purpose are different: the caller acts on nothing before all pieces were read once.
 */
export async function* openPieces(
  key: Key,
  { size, read }: SealedPieces,
  purpose: Purpose,
): AsyncGenerator<Buffer, void, undefined> {
  if (size < ivBytes + tagBytes) throw new Error('an encrypted payload is too short');
  const tagAt = size - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, await read(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(boundTo(key, purpose)).setAuthTag(await read(tagAt, tagBytes));
  for (let at = ivBytes; at < tagAt; at += pieceBytes)
    yield decipher.update(await read(at, Math.min(pieceBytes, tagAt - at)));
  try {
    decipher.final();
  } catch (cause) {
    throw changed(cause);
  }
}

function changed(cause: unknown): Error {
  return new Error('an encrypted payload was changed, or was encrypted with a different key of the same id', { cause });
}

// Additional authenticated data: the purpose, the format version and the key id.
function boundTo(key: Key, purpose: Purpose): Buffer {
  return Buffer.from(`claimloop ${purpose} 1 ${key.id}`);
}
